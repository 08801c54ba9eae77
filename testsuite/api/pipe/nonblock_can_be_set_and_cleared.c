/* SPDX-License-Identifier: BSD-2-Clause */
/* O_NONBLOCK by fcntl(), also through a duplicate, which shares it. */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	static char b[4096];
	int p[2], d;

	CHECK_INT(pipe(p), 0);
	CHECK_INT(d = dup(p[0]), p[1] + 1);
	CHECK_INT(fcntl(d, F_SETFL, O_NONBLOCK), 0);
	CHECK(fcntl(p[0], F_GETFL) & O_NONBLOCK);
	CHECK_ERR(read(p[0], b, 1), EAGAIN);
	CHECK_INT(fcntl(p[1], F_GETFL) & O_NONBLOCK, 0);
	CHECK_INT(fcntl(p[0], F_SETFL, 0), 0);
	CHECK_INT(fcntl(d, F_GETFL) & O_NONBLOCK, 0);
	CHECK_INT(write(p[1], "ab", 2), 2);
	CHECK_INT(read(d, b, sizeof b), 2);

	CHECK_INT(fcntl(p[1], F_SETFL, O_NONBLOCK), 0);
	while (write(p[1], b, sizeof b) > 0)
		;
	CHECK_INT(errno, EAGAIN);
	CHECK_INT(fcntl(p[1], F_SETFL, 0), 0);
	CHECK_INT(read(p[0], b, sizeof b), sizeof b);
	CHECK_INT(write(p[1], b, sizeof b), sizeof b);
	return (0);
}
