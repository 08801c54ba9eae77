/* SPDX-License-Identifier: BSD-2-Clause */
/* cflags: -Wl,--no-as-needed -lcrypt */
/* timeout: 60 */
/* Each method gives the hash that it gives elsewhere; DES as in a book. */
#include <crypt.h>
#include <stdint.h>
#include <unistd.h>

#include "test.h"

static const struct {
	const char *phrase, *setting, *hash;
} known[] = {
	{ "correct horse", "$y$j9T$saltsaltsaltsalt$", "$y$j9T$saltsaltsalt"
	    "salt$gNcNhvFTt75JDF1LO9O.MCPyp8TkQxrhQSKqUeo/Uy6" },
	{ "correct horse", "$7$CU..../....saltsalt$", "$7$CU..../....saltsa"
	    "lt$4rn3uYfhV6KXd7ZnBH7frr3TnK3NA0.7qzYU/winIq2" },
	{ "x", "$2b$04$abcdefghijklmnopqrstuu", "$2b$04$abcdefghijklmnopqrs"
	    "tuuPp7HPfoAs8I2dCQCQ/fW7zEJv8I8C8e" },
	{ "", "$2y$04$abcdefghijklmnopqrstuu", "$2y$04$abcdefghijklmnopqrst"
	    "uubyCG3zY1GIXMyxfivm.ClDiInHzxjiq" },
	{ "U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.", "$2a$05$CCCCCCCCCCCCCCCCC"
	    "CCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW" },
	{ "Hello world!", "$6$saltstring", "$6$saltstring$svn8UoSVapNtMuq1u"
	    "kKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS"
	    "35inz1" },
	{ "Hello world!", "$6$rounds=5000$saltstringsaltstring", "$6$rounds"
	    "=5000$saltstringsaltst$e.3mR68CqZEpesEX1HlFZT6sEanSOjM/b5UoDyDo"
	    "00a8syek2cJldMjrbtKP86.FJvzluVR7nc3DNzelAwTxj." },
	{ "Hello world!", "$5$saltstring", "$5$saltstring$5B8vYYiY.CVt1RlTT"
	    "f8KbXBH3hsxY/GNooZaBBGWEc5" },
	{ "correct horse battery staple", "$1$abcd0123$",
	    "$1$abcd0123$HpWWlvXtfxTCB3oHyVuPy." },
	{ "", "$1$$", "$1$$qRPK7m23GJusamGpoGLby/" },
	{ "a longer phrase than sixteen bytes", "$1$12345678901$",
	    "$1$12345678$74IJot5R/slPO3ycTlMt8." },
	{ "x", "_J9..rasm", "_J9..rasm3I3.7IOQ/Rk" },
	{ "test", "ab", "abgOeLfPimXQo" },
	{ "", "zz", "zz6dpSdr.LHZw" },
	/* only eight characters count */
	{ "correct horse", "./", "./DA5yokVJ1R2" },
	{ "correct ", "./", "./DA5yokVJ1R2" }
};

/* A hash of no method is NULL here and "*0" in glibc's world. */
static int
refused(const char *setting)
{
	const char *p = crypt("x", setting);

	return p == NULL || *p == '*';
}

#ifdef __ISTHMUS__
static void
bits(char *out, uint64_t v)
{
	for (int i = 0; i < 64; i++)
		out[i] = v >> (63 - i) & 1;
}

/* Not to be linked with in new programs on Linux. */
static void
des_by_the_bit(void)
{
	char key[64], block[64], want[64];

	bits(key, 0x133457799bbcdff1);
	bits(block, 0x0123456789abcdef);
	bits(want, 0x85e813540f0ab405);
	setkey(key);
	encrypt(block, 0);
	CHECK(memcmp(block, want, 64) == 0);
	encrypt(block, 1);
	bits(want, 0x0123456789abcdef);
	CHECK(memcmp(block, want, 64) == 0);
}
#endif

/* Results in the caller's memory; what is fit for new passwords. */
static void
in_given_memory(void)
{
	static const char *const good[] = { "$y$j9T$abcdefgh$",
	    "$7$CU..../....abc$", "$2b$04$abcdefghijklmnopqrstuu",
	    "$2y$04$abcdefghijklmnopqrstuu", "$6$ab$" };
	static const char *const old[] = { "$1$ab$", "_J9..rasm", "ab" };
	struct crypt_data d;
	void *data = NULL;
	char *salt, small[10], phrase[CRYPT_MAX_PASSPHRASE_SIZE + 1];
	int size = 0;

	CHECK_STR(crypt_rn("test", "ab", &d, sizeof d), "abgOeLfPimXQo");
	CHECK_NULL_ERR(crypt_rn("test", "ab", small, sizeof small), ERANGE);
	CHECK_NULL_ERR(crypt_rn("test", "$9$", &d, sizeof d), EINVAL);
	CHECK_STR(crypt_ra("test", "ab", &data, &size), "abgOeLfPimXQo");
	CHECK_INT(size, sizeof(struct crypt_data));
	CHECK_NULL_ERR(crypt_ra("test", "$9$", &data, &size), EINVAL);
	memset(phrase, 'p', sizeof phrase);
	phrase[sizeof phrase - 1] = '\0';
	CHECK_NULL_ERR(crypt_ra(phrase, "ab", &data, &size), ERANGE);
	phrase[CRYPT_MAX_PASSPHRASE_SIZE - 1] = '\0';
	CHECK(crypt_ra(phrase, "ab", &data, &size) != NULL);
	free(data);
	CHECK_OK((salt = crypt_gensalt_ra("$6$", 0, NULL, 0)) != NULL);
	CHECK_INT(strncmp(salt, "$6$", 3), 0);
	free(salt);
	CHECK(crypt_gensalt_ra("$9$", 0, NULL, 0) == NULL);
	for (unsigned i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		CHECK_INT(crypt_checksalt(good[i]), CRYPT_SALT_OK);
	for (unsigned i = 0; i < sizeof(old) / sizeof(old[0]); i++)
		CHECK_INT(crypt_checksalt(old[i]), CRYPT_SALT_METHOD_LEGACY);
	CHECK_INT(crypt_checksalt("$9$"), CRYPT_SALT_INVALID);
	CHECK_INT(crypt_checksalt(""), CRYPT_SALT_INVALID);
	CHECK_INT(crypt_checksalt(NULL), CRYPT_SALT_INVALID);
	CHECK_STR(crypt_preferred_method(), "$y$");
}

int
main(void)
{
	static const char *const prefixes[] = { "$y$", "$7$", "$2b$", "$2y$",
	    "$6$", "$5$", "$1$", "_", "" };
	static struct crypt_data d;
	char salt[200], *p;

	for (unsigned i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		CHECK_STR(crypt(known[i].phrase, known[i].setting),
		    known[i].hash);
		CHECK_STR(crypt_r(known[i].phrase, known[i].hash, &d),
		    known[i].hash);
	}
	in_given_memory();
	CHECK(refused("a") && refused("") && refused("$9$abc$"));
	CHECK(refused("a:b") && refused("*0") && refused("$6$a\nb$"));
	for (unsigned i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		p = crypt_gensalt_rn(prefixes[i], 0, NULL, 0, salt,
		    sizeof(salt));
		CHECK(p == salt);
		CHECK(strncmp(p, prefixes[i], strlen(prefixes[i])) == 0);
		CHECK(crypt_gensalt(prefixes[i], 0, NULL, 0) != NULL);
		CHECK(!refused(p));
	}
#ifdef __ISTHMUS__
	CHECK(crypt("x", "a") == NULL && errno == EINVAL);
	des_by_the_bit();
#endif
	return 0;
}
