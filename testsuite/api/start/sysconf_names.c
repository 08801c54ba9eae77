/* SPDX-License-Identifier: BSD-2-Clause */
#include <limits.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	char path[100];
	size_t n;

	CHECK_INT(sysconf(_SC_PAGESIZE), getpagesize());
	CHECK(sysconf(_SC_NPROCESSORS_ONLN) >= 1);
	CHECK(sysconf(_SC_NPROCESSORS_CONF) >= sysconf(_SC_NPROCESSORS_ONLN));
	CHECK(sysconf(_SC_PHYS_PAGES) > sysconf(_SC_AVPHYS_PAGES));
	CHECK(sysconf(_SC_OPEN_MAX) >= _POSIX_OPEN_MAX);
	CHECK(sysconf(_SC_ARG_MAX) >= _POSIX_ARG_MAX);
	CHECK(sysconf(_SC_VERSION) >= 200809L);
	CHECK_INT(sysconf(_SC_CLK_TCK) > 0, 1);
	errno = 0;
	CHECK_INT(sysconf(_SC_THREAD_SPORADIC_SERVER), -1);
	CHECK_INT(errno, 0);
	CHECK_ERR(sysconf(-1), EINVAL);
	CHECK_ERR(sysconf(100000), EINVAL);
	n = confstr(_CS_PATH, path, sizeof path);
	CHECK_INT(n, strlen(path) + 1);
	CHECK_INT(confstr(_CS_PATH, NULL, 0), n);
	CHECK_INT(confstr(_CS_PATH, path, 3), n);
	CHECK_INT(strlen(path), 2);
	errno = 0;
	CHECK_INT(confstr(100000, path, sizeof path), 0);
	CHECK_INT(errno, EINVAL);
	return (0);
}
