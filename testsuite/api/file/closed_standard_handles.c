/* SPDX-License-Identifier: BSD-2-Clause */
/* The program goes on without descriptors 0 to 2; open takes 0 first. */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	char c;
	CHECK_INT(close(0), 0);
	CHECK_INT(close(1), 0);
	CHECK_ERR(read(0, &c, 1), EBADF);
	CHECK_ERR(write(1, "x", 1), EBADF);
	CHECK(puts("lost") < 0 || fflush(stdout) < 0);
	CHECK_INT(open("f", O_RDWR | O_CREAT, 0666), 0);
	CHECK_INT(open("f", O_RDWR), 1);
	CHECK_INT(write(1, "x", 1), 1);
	return (0);
}
