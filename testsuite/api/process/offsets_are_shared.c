/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* Parent and child have one open file description: one offset, one flag. */
#include "process/children.h"

static int fd;

static int
child(void)
{
	char buf[4];

	CHECK_INT(lseek(fd, 0, SEEK_CUR), 3);
	CHECK_INT(read(fd, buf, 2), 2);
	CHECK(memcmp(buf, "de", 2) == 0);
	CHECK_OK(fcntl(fd, F_SETFL, O_APPEND) == 0);
	nap(1);
	CHECK_INT(lseek(fd, 1, SEEK_CUR), 6);
	return 0;
}

int
main(void)
{
	put_file("f", "abcdefghij", 0600);
	CHECK_OK((fd = open("f", O_RDWR)) >= 0);
	CHECK_INT(lseek(fd, 3, SEEK_SET), 3);
	CHECK_INT(in_child(child), 0);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 6);
	return 0;
}
