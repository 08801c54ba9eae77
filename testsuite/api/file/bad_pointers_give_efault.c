/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	char *volatile bad = (char *)8;
	CHECK_ERR(write(fd, bad, 5), EFAULT);
	CHECK_INT(write(fd, "hello", 5), 5);
	CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
	CHECK_ERR(read(fd, bad, 5), EFAULT);
	return (0);
}
