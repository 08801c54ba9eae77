/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	char b[8] = "";
	CHECK_INT(write(fd, "0123456789", 10), 10);
	CHECK_INT(lseek(fd, 4, SEEK_SET), 4);
	CHECK_INT(pwrite(fd, "ab", 2, 1), 2);
	CHECK_INT(pread(fd, b, 4, 0), 4);
	CHECK_STR(b, "0ab3");
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 4);
	CHECK_INT(pread(fd, b, 4, 10), 0);
	CHECK_INT(pread(fd, b, 4, 8), 2);
	CHECK_INT(pwrite(fd, "zz", 2, 20), 2);
	CHECK_INT(lseek(fd, 0, SEEK_END), 22);
	CHECK_ERR(pread(fd, b, 4, -1), EINVAL);
	return (0);
}
