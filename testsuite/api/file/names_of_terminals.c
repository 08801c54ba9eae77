/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ttyname() and ttyname_r(): what is no terminal has no terminal's name.
 * Where there is one: testsuite/console.
 */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static void
no_terminal(int fd, int why)
{
	char name[PATH_MAX] = "kept";

	errno = 0;
	CHECK(ttyname(fd) == NULL);
	CHECK_INT(errno, why);
	CHECK_INT(ttyname_r(fd, name, sizeof name), why);
	CHECK_STR(name, "kept");
}

int
main(void)
{
	int fd, null, p[2];

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK((null = open("/dev/null", O_RDWR)) >= 0);
	CHECK_INT(pipe(p), 0);
	no_terminal(fd, ENOTTY);
	no_terminal(null, ENOTTY);
	no_terminal(p[0], ENOTTY);
	no_terminal(p[1], ENOTTY);
	no_terminal(-1, EBADF);
	close(fd);
	no_terminal(fd, EBADF);
	return (0);
}
