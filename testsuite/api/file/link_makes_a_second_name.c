/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int fd = open("a", O_RDWR | O_CREAT, 0666);
	CHECK_INT(write(fd, "x", 1), 1);
	CHECK_INT(close(fd), 0);
	CHECK_INT(link("a", "b"), 0);
	struct stat a, b;
	CHECK_INT(stat("a", &a), 0);
	CHECK_INT(stat("b", &b), 0);
	CHECK(a.st_ino == b.st_ino && a.st_nlink == 2);
	CHECK_ERR(link("a", "b"), EEXIST);
	CHECK_ERR(link("none", "c"), ENOENT);
	CHECK_INT(unlink("a"), 0);
	CHECK_INT(stat("b", &b), 0);
	CHECK(b.st_nlink == 1 && b.st_size == 1);
	return (0);
}
