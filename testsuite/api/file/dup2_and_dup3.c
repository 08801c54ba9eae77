/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int a = open("a", O_RDWR | O_CREAT, 0666);
	int b = open("b", O_RDWR | O_CREAT, 0666);
	CHECK_INT(write(a, "in a", 4), 4);
	CHECK_INT(dup2(a, b), b);
	CHECK_INT(lseek(b, 0, SEEK_CUR), 4);
	CHECK_INT(dup2(a, a), a);
	CHECK_INT(dup2(a, 50), 50);
	CHECK_INT(fcntl(50, F_GETFD), 0);
	CHECK_ERR(dup2(99, 3), EBADF);
	CHECK_ERR(dup2(a, -1), EBADF);
	CHECK_INT(dup3(a, 51, O_CLOEXEC), 51);
	CHECK_INT(fcntl(51, F_GETFD), FD_CLOEXEC);
	CHECK_ERR(dup3(a, a, 0), EINVAL);
	CHECK_INT(dup(51), b + 1);
	CHECK_INT(fcntl(b + 1, F_GETFD), 0);
	return (0);
}
