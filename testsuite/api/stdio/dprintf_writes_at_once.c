/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	CHECK_INT(dprintf(fd, "%s %d\n", "abc", 5), 6);
	char b[10];
	CHECK_INT(pread(fd, b, sizeof b, 0), 6);
	CHECK(memcmp(b, "abc 5\n", 6) == 0);
	CHECK_INT(close(fd), 0);
	CHECK(dprintf(fd, "x") < 0);
	return (0);
}
