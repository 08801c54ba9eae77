/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Password hashing (XSH crypt(); the reentrant form is glibc's, salts are
 * made as in libxcrypt).
 */
#ifndef _CRYPT_H
#define _CRYPT_H

#include <sys/cdefs.h>

struct crypt_data {
	char	output[384];
	char	setting[384];
	char	initialized;
	char	__spare[255];
};

__BEGIN_DECLS

char *crypt(const char *__key, const char *__salt);
void encrypt(char *__block, int __decrypt);
void setkey(const char *__key);
char *crypt_r(const char *__key, const char *__salt,
    struct crypt_data *__data);
char *crypt_gensalt(const char *__prefix, unsigned long __count,
    const char *__random_bytes, int __n);
char *crypt_gensalt_rn(const char *__prefix, unsigned long __count,
    const char *__random_bytes, int __n, char *__output, int __size);

__END_DECLS

#endif /* _CRYPT_H */
