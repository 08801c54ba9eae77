/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct stat st;
	char b[100];
	int null = open("/dev/null", O_RDWR);
	CHECK_OK(null >= 0);
	CHECK_INT(write(null, "abc", 3), 3);
	CHECK_INT(read(null, b, 3), 0);
	CHECK_INT(fstat(null, &st), 0);
	CHECK(S_ISCHR(st.st_mode));
	CHECK_INT(isatty(null), 0);
	int zero = open("/dev/zero", O_RDWR);
	memset(b, 1, sizeof b);
	CHECK_INT(read(zero, b, 50), 50);
	for (int i = 0; i < 50; i++)
		CHECK(b[i] == 0);
	CHECK_INT(b[50], 1);
	CHECK_INT(write(zero, b, 9), 9);
	int full = open("/dev/full", O_RDWR);
	CHECK_OK(full >= 0);
	CHECK_ERR(write(full, "x", 1), ENOSPC);
	CHECK_INT(read(full, b, 10), 10);
	CHECK_INT(stat("/dev/null", &st), 0);
	CHECK(S_ISCHR(st.st_mode));
	CHECK(major(st.st_rdev) == 1 && minor(st.st_rdev) == 3);
	CHECK_INT(stat("/dev/urandom", &st), 0);
	CHECK_INT(major(st.st_rdev), 1);
	return (0);
}
