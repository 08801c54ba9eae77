/* SPDX-License-Identifier: BSD-2-Clause */
/* With room for one descriptor only, pipe() fails and takes neither. */
#include <fcntl.h>
#include <unistd.h>
#ifndef __ISTHMUS__
#include <sys/resource.h>
#endif

#include "test.h"

int
main(void)
{
	int p[2] = { -7, -7 }, fd, last = -1;

#ifndef __ISTHMUS__
	struct rlimit few = { 64, 64 };
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &few), 0);
#endif
	while ((fd = dup(0)) >= 0)
		last = fd;
	CHECK_INT(errno, EMFILE);
	CHECK(last > 3);
	CHECK_ERR(pipe(p), EMFILE);
	CHECK_INT(close(last), 0);
	CHECK_ERR(pipe(p), EMFILE);
	CHECK(p[0] == -7 && p[1] == -7);
	CHECK_INT(dup(0), last);
	CHECK_INT(close(last), 0);
	CHECK_INT(close(last - 1), 0);
	CHECK_INT(pipe(p), 0);
	CHECK_INT(p[0] + p[1], last + last - 1);
	return (0);
}
