/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* open() rests until the FIFO is open for the other direction, too. */
#include "process/children.h"

static int
writer(void)
{
	int fd;

	nap(50);
	CHECK_OK((fd = open("f", O_WRONLY)) >= 0);
	CHECK_INT(write(fd, "hello", 5), 5);
	return 0;
}

static int
reader(void)
{
	char buf[16];
	int fd;

	nap(50);
	CHECK_OK((fd = open("f", O_RDONLY)) >= 0);
	CHECK_INT(read(fd, buf, sizeof buf), 5);
	CHECK(memcmp(buf, "world", 5) == 0);
	CHECK_INT(read(fd, buf, sizeof buf), 0);
	return 0;
}

/* It opens, and is gone before the other side looks. */
static int
hasty_writer(void)
{
	int fd;

	CHECK_OK((fd = open("f", O_WRONLY)) >= 0);
	return 0;
}

int
main(void)
{
	char buf[16];
	pid_t pid;
	int fd;

	CHECK_OK(mkfifo("f", 0600) == 0);
	pid = begin(writer);
	CHECK_OK((fd = open("f", O_RDONLY)) >= 0);
	CHECK_INT(read(fd, buf, sizeof buf), 5);
	CHECK(memcmp(buf, "hello", 5) == 0);
	CHECK_INT(read(fd, buf, sizeof buf), 0);
	CHECK_INT(end(pid), 0);
	close(fd);

	pid = begin(reader);
	CHECK_OK((fd = open("f", O_WRONLY)) >= 0);
	CHECK_INT(write(fd, "world", 5), 5);
	close(fd);
	CHECK_INT(end(pid), 0);

	for (int i = 0; i < 12; i++) {
		pid = begin(hasty_writer);
		CHECK_OK((fd = open("f", O_RDONLY)) >= 0);
		CHECK_INT(end(pid), 0);
		CHECK_INT(read(fd, buf, sizeof buf), 0);
		close(fd);
	}
	return 0;
}
