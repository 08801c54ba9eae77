/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>
#include <limits.h>

#include "test.h"

int
main(void)
{
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	char a[4] = "abcd", b[2] = "ef", c[8] = "", d[8] = "";
	struct iovec v[3] = { { a, 4 }, { NULL, 0 }, { b, 2 } };
	CHECK_INT(writev(fd, v, 3), 6);
	CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
	struct iovec r[2] = { { c, 3 }, { d, 8 } };
	CHECK_INT(readv(fd, r, 2), 6);
	CHECK_STR(c, "abc");
	CHECK_STR(d, "def");
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 6);
	volatile int negative = -1;
	CHECK_ERR(writev(fd, v, negative), EINVAL);
	CHECK_ERR(readv(99, r, 2), EBADF);
	return (0);
}
