/* SPDX-License-Identifier: BSD-2-Clause */
/* The end comes with the last duplicate, after all data, and stays. */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int p[2], d;
	char b[8];

	CHECK_INT(pipe2(p, O_NONBLOCK), 0);
	CHECK((d = dup(p[1])) >= 0);
	CHECK_INT(write(p[1], "abc", 3), 3);
	CHECK_INT(close(p[1]), 0);
	CHECK_INT(read(p[0], b, 2), 2);
	CHECK_INT(read(p[0], b, 2), 1);
	CHECK_ERR(read(p[0], b, 2), EAGAIN);
	CHECK_INT(write(d, "de", 2), 2);
	CHECK_INT(close(d), 0);
	CHECK_INT(read(p[0], b, sizeof b), 2);
	CHECK(memcmp(b, "de", 2) == 0);
	CHECK_INT(read(p[0], b, sizeof b), 0);
	CHECK_INT(read(p[0], b, sizeof b), 0);
	CHECK_INT(read(p[0], b, 0), 0);
	return (0);
}
