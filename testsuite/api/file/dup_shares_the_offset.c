/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int a = open("f", O_RDWR | O_CREAT, 0666);
	CHECK_INT(write(a, "0123456789", 10), 10);
	int b = dup(a), other = open("f", O_RDWR);
	CHECK_INT(lseek(a, 3, SEEK_SET), 3);
	CHECK_INT(lseek(b, 0, SEEK_CUR), 3);
	CHECK_INT(lseek(other, 0, SEEK_CUR), 0);
	char c;
	CHECK_INT(read(b, &c, 1), 1);
	CHECK_INT(c, '3');
	CHECK_INT(lseek(a, 0, SEEK_CUR), 4);
	CHECK_INT(fcntl(a, F_SETFL, O_APPEND), 0);
	CHECK_INT(fcntl(b, F_GETFL) & O_APPEND, O_APPEND);
	CHECK_INT(fcntl(other, F_GETFL) & O_APPEND, 0);
	CHECK_INT(close(a), 0);
	CHECK_INT(read(b, &c, 1), 1);
	CHECK_INT(c, '4');
	return (0);
}
