/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* The parent closes; the child that has its own process reads on. */
#include "process/children.h"

static int fd, go[2];

static int
child(void)
{
	char c, buf[8];

	CHECK_INT(read(go[0], &c, 1), 1);
	CHECK_INT(read(fd, buf, 8), 6);
	CHECK(memcmp(buf, "parent", 6) == 0);
	return 0;
}

int
main(void)
{
	pid_t pid;

	put_file("f", "parent", 0600);
	CHECK_OK(pipe(go) == 0);
	CHECK_OK((fd = open("f", O_RDONLY)) >= 0);
	pid = begin(child);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(close(go[0]) == 0);
	CHECK_INT(write(go[1], "x", 1), 1);
	CHECK_INT(end(pid), 0);
	return 0;
}
