/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	char a[64], b[64];
	memset(a, 0, sizeof a);
	memset(b, 0, sizeof b);
	int r = open("/dev/random", O_RDONLY);
	int u = open("/dev/urandom", O_RDONLY);
	CHECK_OK(r >= 0 && u >= 0);
	CHECK_INT(read(r, a, sizeof a), sizeof a);
	CHECK_INT(read(u, b, sizeof b), sizeof b);
	CHECK(memcmp(a, b, sizeof a) != 0);
	CHECK_INT(read(u, a, sizeof a), sizeof a);
	CHECK(memcmp(a, b, sizeof a) != 0);
	return (0);
}
