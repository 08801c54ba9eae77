/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: ../newlib/posix/crypt.c */
/* DES: the worked example of the literature, and hashes of other systems. */
#include "unit.h"

#include <crypt.h>
#include <errno.h>
#include <stdint.h>
#include <unistd.h>

static void
bits(char *out, uint64_t v)
{
	for (int i = 0; i < 64; i++)
		out[i] = v >> (63 - i) & 1;
}

int
main(void)
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
	CHECK_STR(crypt("test", "ab"), "abgOeLfPimXQo");
	CHECK_STR(crypt("", "zz"), "zz6dpSdr.LHZw");
	/* only eight characters count */
	CHECK_STR(crypt("correct horse", "./"), "./DA5yokVJ1R2");
	CHECK_STR(crypt("correct ", "./"), "./DA5yokVJ1R2");
	CHECK(crypt("x", "$6$") == NULL && errno == EINVAL);
	CHECK(crypt("x", "a") == NULL && crypt("x", "") == NULL);
	return 0;
}
