/* SPDX-License-Identifier: BSD-2-Clause */
/* F_GETPIPE_SZ and F_SETPIPE_SZ, as on Linux. */
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	static char b[1 << 20];
	int p[2], size, f;

	CHECK_INT(pipe2(p, O_NONBLOCK), 0);
	CHECK((size = fcntl(p[1], F_GETPIPE_SZ)) >= PIPE_BUF);
	CHECK_INT(fcntl(p[0], F_GETPIPE_SZ), size);
	CHECK_INT(fcntl(p[0], F_SETPIPE_SZ, size), size);
	CHECK(size < (int)sizeof b);
	CHECK_INT(write(p[1], b, sizeof b), size);
	CHECK_INT(read(p[0], b, sizeof b), size);
	CHECK(fcntl(p[0], F_SETPIPE_SZ, 0) >= PIPE_BUF);
	CHECK((f = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_ERR(fcntl(f, F_GETPIPE_SZ), EBADF);
	CHECK_ERR(fcntl(99, F_GETPIPE_SZ), EBADF);
	return (0);
}
