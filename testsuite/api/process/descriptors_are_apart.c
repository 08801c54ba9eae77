/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* Closing, opening and duplicating in the child is the child's own. */
#include "process/children.h"
#include <limits.h>

static int fd, naps;

static int
child(void)
{
	char c;
	int n;

	if (naps)
		nap(1);
	CHECK_OK(close(fd) == 0);
	CHECK_ERR(read(fd, &c, 1), EBADF);
	CHECK_INT(open("g", O_RDWR | O_CREAT, 0600), fd);
	CHECK_INT(dup2(fd, fd + 7), fd + 7);
	CHECK_OK((n = fcntl(fd, F_GETFD)) >= 0);
	CHECK_OK(fcntl(fd, F_SETFD, FD_CLOEXEC) == 0);
	if (naps)
		nap(1);
	CHECK_INT(write(fd, "child", 5), 5);
	close(0);
	return 0;
}

int
main(void)
{
	char buf[8];

	for (naps = 0; naps < 2; naps++) {
		put_file("f", "parent", 0600);
		CHECK_OK((fd = open("f", O_RDONLY)) >= 0);
		CHECK_INT(in_child(child), 0);
		CHECK_INT(fcntl(fd, F_GETFD), 0);
		CHECK_INT(read(fd, buf, 8), 6);
		CHECK(memcmp(buf, "parent", 6) == 0);
		CHECK_ERR(fcntl(fd + 7, F_GETFD), EBADF);
		CHECK_OK(fcntl(0, F_GETFD) >= 0);
		close(fd);
	}
	return 0;
}
