/* SPDX-License-Identifier: BSD-2-Clause */
#include <limits.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	CHECK_INT(sysconf(_SC_PAGESIZE), getpagesize());
	CHECK(sysconf(_SC_OPEN_MAX) >= 256);
	CHECK(sysconf(_SC_NPROCESSORS_ONLN) >= 1);
	CHECK(sysconf(_SC_CLK_TCK) >= 50);
	CHECK(sysconf(_SC_ARG_MAX) >= 4096);
	CHECK(sysconf(_SC_VERSION) >= 200809L);
	CHECK_ERR(sysconf(99999), EINVAL);
	CHECK_INT(pathconf(".", _PC_NAME_MAX), 255);
	CHECK(pathconf(".", _PC_PATH_MAX) >= 1024);
	CHECK(fpathconf(0, _PC_PIPE_BUF) >= 512);
	CHECK_ERR(pathconf("none", _PC_NAME_MAX), ENOENT);
	char b[10];
	CHECK(confstr(_CS_PATH, b, sizeof b) > 1);
	return (0);
}
