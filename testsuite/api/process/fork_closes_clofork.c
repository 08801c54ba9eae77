/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* linux: no, FD_CLOFORK is new in POSIX.1-2024 */
/* XSH fork(): descriptors with FD_CLOFORK are closed in the child. */
#include "process/children.h"

static int fd;

static int
child(void)
{
	CHECK_ERR(fcntl(fd, F_GETFD), EBADF);
	nap(1);
	CHECK_ERR(fcntl(fd, F_GETFD), EBADF);
	return 0;
}

int
main(void)
{
	char c;

	put_file("f", "ab", 0600);
	CHECK_OK((fd = open("f", O_RDONLY | O_CLOFORK)) >= 0);
	CHECK_INT(in_child(child), 0);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOFORK);
	CHECK_INT(read(fd, &c, 1), 1);
	return 0;
}
