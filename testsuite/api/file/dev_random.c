/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "test.h"

static void
is_number(const char *name, int fd, unsigned minor)
{
	struct stat st;

	CHECK_OK(stat(name, &st) == 0);
	CHECK(st.st_rdev == makedev(1, minor));
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK(st.st_rdev == makedev(1, minor));
}

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
	is_number("/dev/random", r, 8);
	is_number("/dev/urandom", u, 9);
	return (0);
}
