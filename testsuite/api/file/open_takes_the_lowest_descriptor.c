/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int a = open("a", O_RDWR | O_CREAT, 0666);
	int b = open("b", O_RDWR | O_CREAT, 0666);
	int c = open("c", O_RDWR | O_CREAT, 0666);
	CHECK(a >= 3 && b == a + 1 && c == b + 1);
	CHECK_INT(close(a), 0);
	CHECK_INT(close(b), 0);
	CHECK_INT(open("a", O_RDONLY), a);
	CHECK_INT(dup(c), b);
	CHECK_ERR(close(99), EBADF);
	CHECK_ERR(close(-1), EBADF);
	return (0);
}
