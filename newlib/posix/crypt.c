/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * crypt(), encrypt() and setkey() (XSH, option XSI ENCRYPTION), crypt_r() of
 * glibc, the other calls of libxcrypt.  The hashes are libxcrypt's (package
 * `libxcrypt`), except MD5's, which is under the LGPL there.
 *
 * A hash that cannot be made gives NULL and errno, as the standard has it,
 * never a string that could be taken for a hash.
 */
#include <crypt.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <crypt-port.h>
#include <alg-des.h>
#include <alg-md5.h>

#define MD5_SALT	8	/* characters of salt that count */

static char *
put64(char *out, unsigned v, int n)
{
	for (; n > 0; n--, v >>= 6)
		*out++ = ascii64[v & 63];
	return out;
}

/* The first of the two sums of the phrase, which seeds the thousand rounds. */
static void
md5_seed(uint8_t *sum, MD5_CTX *c, const char *phrase, size_t n,
    const char *salt, size_t nsalt)
{
	size_t i;

	MD5_Init(c);
	MD5_Update(c, phrase, n);
	MD5_Update(c, salt, nsalt);
	MD5_Update(c, phrase, n);
	MD5_Final(sum, c);
	MD5_Init(c);
	MD5_Update(c, phrase, n);
	MD5_Update(c, "$1$", 3);
	MD5_Update(c, salt, nsalt);
	for (i = n; i > 16; i -= 16)
		MD5_Update(c, sum, 16);
	MD5_Update(c, sum, i);
	/* FreeBSD's first version cleared the sum before this loop. */
	for (i = n; i > 0; i >>= 1)
		MD5_Update(c, i & 1 ? "" : phrase, 1);
	MD5_Final(sum, c);
}

static void
crypt_md5crypt_rn(const char *phrase, size_t n, const char *setting,
    size_t nsetting, uint8_t *output, size_t size, void *scratch,
    size_t nscratch)
{
	const char *salt = setting + 3;
	size_t nsalt = strcspn(salt, "$");
	MD5_CTX *c = scratch;
	char *out = (char *)output;
	uint8_t sum[16];
	int i;

	if (nsalt > MD5_SALT)
		nsalt = MD5_SALT;
	md5_seed(sum, c, phrase, n, salt, nsalt);
	for (i = 0; i < 1000; i++) {
		MD5_Init(c);
		if (i & 1)
			MD5_Update(c, phrase, n);
		else
			MD5_Update(c, sum, 16);
		if (i % 3)
			MD5_Update(c, salt, nsalt);
		if (i % 7)
			MD5_Update(c, phrase, n);
		if (i & 1)
			MD5_Update(c, sum, 16);
		else
			MD5_Update(c, phrase, n);
		MD5_Final(sum, c);
	}
	out += snprintf(out, size, "$1$%.*s$", (int)nsalt, salt);
	for (i = 0; i < 5; i++)
		out = put64(out, sum[i] << 16 | sum[i + 6] << 8 |
		    sum[i == 4 ? 5 : i + 12], 4);
	*put64(out, sum[11], 2) = '\0';
	explicit_bzero(sum, sizeof(sum));
	(void)nsetting;
	(void)nscratch;
}

static void
gensalt_md5crypt_rn(unsigned long count, const uint8_t *bytes, size_t n,
    uint8_t *out, size_t size)
{
	gensalt_sha_rn('1', MD5_SALT, 1000, 1000, 1000,
	    count ? count : 1000, bytes, n, out, size);
}

#define OK	CRYPT_SALT_OK
#define OLD	CRYPT_SALT_METHOD_LEGACY

/* The strongest first; old DES has no prefix and comes last. */
static const struct method {
	const char	*prefix;
	int		rating;		/* CRYPT_SALT_* */
	size_t		random;		/* bytes crypt_gensalt() takes */
	void		(*hash)(const char *, size_t, const char *, size_t,
			    uint8_t *, size_t, void *, size_t);
	void		(*gensalt)(unsigned long, const uint8_t *, size_t,
			    uint8_t *, size_t);
} methods[] = {
	{ "$y$", OK, 16, crypt_yescrypt_rn, gensalt_yescrypt_rn },
	{ "$7$", OK, 16, crypt_scrypt_rn, gensalt_scrypt_rn },
	{ "$2b$", OK, 16, crypt_bcrypt_rn, gensalt_bcrypt_rn },
	{ "$2y$", OK, 16, crypt_bcrypt_y_rn, gensalt_bcrypt_y_rn },
	{ "$2a$", OK, 16, crypt_bcrypt_a_rn, gensalt_bcrypt_a_rn },
	{ "$2x$", OLD, 16, crypt_bcrypt_x_rn, gensalt_bcrypt_x_rn },
	{ "$6$", OK, 15, crypt_sha512crypt_rn, gensalt_sha512crypt_rn },
	{ "$5$", OLD, 15, crypt_sha256crypt_rn, gensalt_sha256crypt_rn },
	{ "$1$", OLD, 9, crypt_md5crypt_rn, gensalt_md5crypt_rn },
	{ "_", OLD, 3, crypt_bsdicrypt_rn, gensalt_bsdicrypt_rn },
	{ "", OLD, 2, crypt_descrypt_rn, gensalt_descrypt_rn }
};

static const struct method *
method_of(const char *setting)
{
	const struct method *m = methods;

	while (strncmp(setting, m->prefix, strlen(m->prefix)) != 0)
		m++;
	if (m->prefix[0] != '\0')
		return m;
	return setting[0] != '\0' && memchr(ascii64, setting[0], 64) &&
	    setting[1] != '\0' && memchr(ascii64, setting[1], 64) ? m : NULL;
}

/*
 * Is this a setting that may stand in a line of passwd(5)?
 */
static int
printable(const char *s)
{
	for (; *s != '\0'; s++)
		if (*s <= ' ' || *s > '~' || strchr(":;*!\\", *s))
			return 0;
	return 1;
}

/*
 * Errors: EINVAL (salt of no known form), ERANGE (a key that is too long),
 * ENOMEM (scrypt, yescrypt).
 */
char *
crypt_r(const char *key, const char *salt, struct crypt_data *data)
{
	char scratch[ALG_SPECIFIC_SIZE] __attribute__((__aligned__(64)));
	const struct method *m;
	size_t n = strlen(key);
	int saved = errno;

	m = printable(salt) ? method_of(salt) : NULL;
	data->output[0] = '\0';
	if (n >= CRYPT_MAX_PASSPHRASE_SIZE) {
		errno = ERANGE;
		return NULL;
	}
	if (m != NULL)
		m->hash(key, n, salt, strlen(salt),
		    (uint8_t *)data->output, sizeof(data->output), scratch,
		    sizeof(scratch));
	explicit_bzero(scratch, sizeof(scratch));
	if (m == NULL)
		errno = EINVAL;
	if (data->output[0] == '\0' || data->output[0] == '*')
		return NULL;
	errno = saved;
	return data->output;
}

char *
crypt(const char *key, const char *salt)
{
	static struct crypt_data data;

	return crypt_r(key, salt, &data);
}

/* The result lies in memory of the caller's, of size bytes; ERANGE. */
char *
crypt_rn(const char *key, const char *salt, void *data, int size)
{
	if (size < (int)sizeof(struct crypt_data)) {
		errno = ERANGE;
		return NULL;
	}
	return crypt_r(key, salt, data);
}

/* In memory of malloc()'s, which grows as it has to. */
char *
crypt_ra(const char *key, const char *salt, void **data, int *size)
{
	void *more;

	if (*data == NULL || *size < (int)sizeof(struct crypt_data)) {
		if ((more = realloc(*data, sizeof(struct crypt_data))) == NULL)
			return NULL;
		*data = more;
		*size = sizeof(struct crypt_data);
	}
	return crypt_r(key, salt, *data);
}

int
crypt_checksalt(const char *salt)
{
	const struct method *m = NULL;

	if (salt != NULL && printable(salt))
		m = method_of(salt);
	return m != NULL ? m->rating : CRYPT_SALT_INVALID;
}

const char *
crypt_preferred_method(void)
{
	return methods[0].prefix;
}

/*
 * A salt for crypt(): prefix as in "$6$" (NULL: the default), count the cost
 * (0: the method's own), bytes random ones (NULL: the system's).
 */
char *
crypt_gensalt_rn(const char *prefix, unsigned long count, const char *bytes,
    int n, char *out, int size)
{
	const struct method *m = methods;
	uint8_t random[16];

	if (prefix != NULL) {
		m = method_of(prefix[0] != '\0' ? prefix : "..");
		if (m == NULL) {
			errno = EINVAL;
			return NULL;
		}
	}
	if (size < 1) {
		errno = ERANGE;
		return NULL;
	}
	out[0] = '\0';
	if (bytes == NULL) {
		if (getentropy(random, m->random) != 0)
			return NULL;
		bytes = (const char *)random;
		n = (int)m->random;
	}
	m->gensalt(count, (const uint8_t *)bytes, n, (uint8_t *)out, size);
	return out[0] != '\0' && out[0] != '*' ? out : NULL;
}

char *
crypt_gensalt(const char *prefix, unsigned long count, const char *bytes,
    int n)
{
	static char out[CRYPT_GENSALT_OUTPUT_SIZE];

	return crypt_gensalt_rn(prefix, count, bytes, n, out, sizeof(out));
}

char *
crypt_gensalt_ra(const char *prefix, unsigned long count, const char *bytes,
    int n)
{
	char *out = malloc(CRYPT_GENSALT_OUTPUT_SIZE);

	if (out != NULL && crypt_gensalt_rn(prefix, count, bytes, n, out,
	    CRYPT_GENSALT_OUTPUT_SIZE) == NULL) {
		free(out);
		out = NULL;
	}
	return out;
}

static struct des_ctx current;

/* Eight bytes of 64 bits, which stand in a byte each. */
static void
pack(unsigned char *out, const char *bits)
{
	int i;

	memset(out, 0, 8);
	for (i = 0; i < 64; i++)
		out[i / 8] |= (bits[i] & 1) << (7 - i % 8);
}

void
setkey(const char *key)
{
	unsigned char bytes[8];

	pack(bytes, key);
	des_set_salt(&current, 0);
	des_set_key(&current, bytes);
}

void
encrypt(char *block, int decrypt)
{
	unsigned char bytes[8];
	int i;

	pack(bytes, block);
	des_crypt_block(&current, bytes, bytes, 1, decrypt != 0);
	for (i = 0; i < 64; i++)
		block[i] = bytes[i / 8] >> (7 - i % 8) & 1;
}
