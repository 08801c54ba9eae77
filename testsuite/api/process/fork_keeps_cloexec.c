/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* FD_CLOEXEC is about exec only: a fork keeps the descriptor and the flag. */
#include "process/children.h"

static int fd;

static int
child(void)
{
	char c;

	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_INT(read(fd, &c, 1), 1);
	nap(1);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_INT(read(fd, &c, 1), 1);
	return c;
}

int
main(void)
{
	put_file("f", "ab", 0600);
	CHECK_OK((fd = open("f", O_RDONLY | O_CLOEXEC)) >= 0);
	CHECK_INT(in_child(child), 'b');
	return 0;
}
