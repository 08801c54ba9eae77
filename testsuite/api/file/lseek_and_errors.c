/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	CHECK_INT(write(fd, "0123456789", 10), 10);
	CHECK_INT(lseek(fd, 3, SEEK_SET), 3);
	CHECK_INT(lseek(fd, 2, SEEK_CUR), 5);
	CHECK_INT(lseek(fd, -1, SEEK_END), 9);
	CHECK_ERR(lseek(fd, -11, SEEK_END), EINVAL);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 9);
	CHECK_ERR(lseek(fd, 0, 99), EINVAL);
	CHECK_INT(lseek(fd, 100, SEEK_SET), 100);
	char c;
	CHECK_INT(read(fd, &c, 1), 0);
	CHECK_INT(write(fd, "x", 1), 1);
	CHECK_INT(pread(fd, &c, 1, 50), 1);
	CHECK_INT(c, 0);
	CHECK_ERR(lseek(99, 0, SEEK_SET), EBADF);
	return (0);
}
