/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* O_APPEND set by the child is set for the parent. */
#include "process/children.h"

static int fd;

static int
child(void)
{
	CHECK_OK(fcntl(fd, F_SETFL, O_APPEND) == 0);
	return 0;
}

static int
child_with_process(void)
{
	nap(1);
	CHECK_OK(fcntl(fd, F_SETFL, 0) == 0);
	return 0;
}

int
main(void)
{
	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(in_child(child), 0);
	CHECK_INT(fcntl(fd, F_GETFL) & O_APPEND, O_APPEND);
	CHECK_INT(in_child(child_with_process), 0);
	CHECK_INT(fcntl(fd, F_GETFL) & O_APPEND, 0);
	return 0;
}
