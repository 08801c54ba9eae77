/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Password hashing (XSH crypt(); the reentrant form is glibc's, all else is
 * libxcrypt's).
 */
#ifndef _CRYPT_H
#define _CRYPT_H

#include <sys/cdefs.h>

#define CRYPT_OUTPUT_SIZE		384
#define CRYPT_MAX_PASSPHRASE_SIZE	512
#define CRYPT_GENSALT_OUTPUT_SIZE	192

/* What crypt_gensalt() takes, and that crypt_checksalt() is there. */
#define CRYPT_GENSALT_IMPLEMENTS_DEFAULT_PREFIX	1
#define CRYPT_GENSALT_IMPLEMENTS_AUTO_ENTROPY	1
#define CRYPT_CHECKSALT_AVAILABLE		1
#define CRYPT_PREFERRED_METHOD_AVAILABLE	1

/* crypt_checksalt() */
#define CRYPT_SALT_OK			0
#define CRYPT_SALT_INVALID		1
#define CRYPT_SALT_METHOD_DISABLED	2	/* never told */
#define CRYPT_SALT_METHOD_LEGACY	3	/* not for new passwords */
#define CRYPT_SALT_TOO_CHEAP		4	/* never told */

struct crypt_data {
	char	output[CRYPT_OUTPUT_SIZE];
	char	setting[CRYPT_OUTPUT_SIZE];
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
#define crypt_gensalt_r	crypt_gensalt_rn
char *crypt_gensalt_ra(const char *__prefix, unsigned long __count,
    const char *__random_bytes, int __n);
char *crypt_rn(const char *__key, const char *__salt, void *__data,
    int __size);
char *crypt_ra(const char *__key, const char *__salt, void **__data,
    int *__size);
int crypt_checksalt(const char *__salt);
const char *crypt_preferred_method(void);

__END_DECLS

#endif /* _CRYPT_H */
