/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What libxcrypt's hash functions expect of their surroundings, for our one
 * target.  It stands in for the file of that name in libxcrypt, which is
 * under the LGPL.
 */
#ifndef _CRYPT_PORT_H
#define _CRYPT_PORT_H

#include <assert.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>

#define INCLUDE_descrypt	1
#define INCLUDE_bsdicrypt	1
#define INCLUDE_md5crypt	1
#define INCLUDE_bcrypt		1
#define INCLUDE_bcrypt_a	1
#define INCLUDE_bcrypt_x	1
#define INCLUDE_bcrypt_y	1
#define INCLUDE_sha256crypt	1
#define INCLUDE_sha512crypt	1
#define INCLUDE_scrypt		1
#define INCLUDE_yescrypt	1
#define INCLUDE_bigcrypt	0
#define INCLUDE_gost_yescrypt	0
#define INCLUDE_nt		0
#define INCLUDE_sha1crypt	0
#define INCLUDE_sunmd5		0

#define XCRYPT_USE_BIGENDIAN	0
#define ARG_UNUSED(x)		x __attribute__((__unused__))
#define NO_INLINE		__attribute__((__noinline__))
#define MIN_SIZE(n)		static (n)
#define MIN(a, b)		((a) < (b) ? (a) : (b))
#define MAX(a, b)		((a) > (b) ? (a) : (b))
#define ARRAY_SIZE(a)		(sizeof(a) / sizeof((a)[0]))
#define BASE64_LEN(bytes)	(((bytes) * 8 + 5) / 6)

#define CRYPT_OUTPUT_SIZE		384
#define CRYPT_GENSALT_OUTPUT_SIZE	192
#define ALG_SPECIFIC_SIZE		8192

/* Names of their own for all that has external linkage. */
#define ascii64			_crypt_ascii64
#define itoa64			ascii64
#define b64t			ascii64
#define strcpy_or_abort		_crypt_strcpy_or_abort
#define gensalt_sha_rn		_crypt_gensalt_sha_rn
#define des_crypt_block		_crypt_des_crypt_block
#define des_set_key		_crypt_des_set_key
#define des_set_salt		_crypt_des_set_salt
#define comp_maskl		_crypt_comp_maskl
#define comp_maskr		_crypt_comp_maskr
#define fp_maskl		_crypt_fp_maskl
#define fp_maskr		_crypt_fp_maskr
#define ip_maskl		_crypt_ip_maskl
#define ip_maskr		_crypt_ip_maskr
#define key_perm_maskl		_crypt_key_perm_maskl
#define key_perm_maskr		_crypt_key_perm_maskr
#define m_sbox			_crypt_m_sbox
#define psbox			_crypt_psbox
#define MD5_Init		_crypt_MD5_Init
#define MD5_Update		_crypt_MD5_Update
#define MD5_Final		_crypt_MD5_Final

extern const unsigned char ascii64[65];

size_t strcpy_or_abort(void *, size_t, const void *);
void gensalt_sha_rn(char, size_t, unsigned long, unsigned long,
    unsigned long, unsigned long, const uint8_t *, size_t, uint8_t *,
    size_t);

/* phrase and its size, setting and its size, result, room for computing */
#define CRYPT_METHOD(method)						\
void crypt_##method##_rn(const char *, size_t, const char *, size_t,	\
    uint8_t *, size_t, void *, size_t);					\
void gensalt_##method##_rn(unsigned long, const uint8_t *, size_t,	\
    uint8_t *, size_t)

#define crypt_descrypt_rn	_crypt_crypt_descrypt_rn
#define crypt_bsdicrypt_rn	_crypt_crypt_bsdicrypt_rn
#define crypt_bcrypt_rn		_crypt_crypt_bcrypt_rn
#define crypt_bcrypt_a_rn	_crypt_crypt_bcrypt_a_rn
#define crypt_bcrypt_x_rn	_crypt_crypt_bcrypt_x_rn
#define crypt_bcrypt_y_rn	_crypt_crypt_bcrypt_y_rn
#define crypt_sha256crypt_rn	_crypt_crypt_sha256crypt_rn
#define crypt_sha512crypt_rn	_crypt_crypt_sha512crypt_rn
#define crypt_scrypt_rn		_crypt_crypt_scrypt_rn
#define crypt_yescrypt_rn	_crypt_crypt_yescrypt_rn
#define gensalt_descrypt_rn	_crypt_gensalt_descrypt_rn
#define gensalt_bsdicrypt_rn	_crypt_gensalt_bsdicrypt_rn
#define gensalt_bcrypt_rn	_crypt_gensalt_bcrypt_rn
#define gensalt_bcrypt_a_rn	_crypt_gensalt_bcrypt_a_rn
#define gensalt_bcrypt_x_rn	_crypt_gensalt_bcrypt_x_rn
#define gensalt_bcrypt_y_rn	_crypt_gensalt_bcrypt_y_rn
#define gensalt_sha256crypt_rn	_crypt_gensalt_sha256crypt_rn
#define gensalt_sha512crypt_rn	_crypt_gensalt_sha512crypt_rn
#define gensalt_scrypt_rn	_crypt_gensalt_scrypt_rn
#define gensalt_yescrypt_rn	_crypt_gensalt_yescrypt_rn

CRYPT_METHOD(descrypt);
CRYPT_METHOD(bsdicrypt);
CRYPT_METHOD(bcrypt);
CRYPT_METHOD(bcrypt_a);
CRYPT_METHOD(bcrypt_x);
CRYPT_METHOD(bcrypt_y);
CRYPT_METHOD(sha256crypt);
CRYPT_METHOD(sha512crypt);
CRYPT_METHOD(scrypt);
CRYPT_METHOD(yescrypt);

#endif /* _CRYPT_PORT_H */
