/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * With O_NONBLOCK, up to PIPE_BUF bytes are written whole or not at all, more
 * than that as far as there is room.
 */
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "test.h"

static char b[1 << 21];

static void
take(int fd, size_t n)
{
	while (n > 0) {
		ssize_t r = read(fd, b, n < sizeof b ? n : sizeof b);

		CHECK(r > 0);
		n -= (size_t)r;
	}
}

int
main(void)
{
	int p[2];
	ssize_t n, first, total;

	CHECK_INT(pipe2(p, O_NONBLOCK), 0);
	first = write(p[1], b, sizeof b);
	CHECK(first >= PIPE_BUF && first < (ssize_t)sizeof b);
	CHECK_ERR(write(p[1], b, sizeof b), EAGAIN);
	CHECK_ERR(write(p[1], b, PIPE_BUF), EAGAIN);
	CHECK_ERR(write(p[1], b, 1), EAGAIN);
	CHECK_INT(write(p[1], b, 0), 0);

	/* Room for two and a half times PIPE_BUF. */
	take(p[0], 2 * PIPE_BUF + PIPE_BUF / 2);
	CHECK_INT(write(p[1], b, PIPE_BUF), PIPE_BUF);
	n = write(p[1], b, 10 * PIPE_BUF);
	CHECK(n >= PIPE_BUF && n <= PIPE_BUF + PIPE_BUF / 2);

	/* All that went in comes out. */
	total = first - 2 * PIPE_BUF - PIPE_BUF / 2 + PIPE_BUF + n;
	take(p[0], (size_t)total);
	CHECK_ERR(read(p[0], b, 1), EAGAIN);

	/* In one piece, if that is asked for. */
	CHECK_INT(write(p[1], b, sizeof b), first);
	CHECK_INT(read(p[0], b, sizeof b), first);
	CHECK_ERR(read(p[0], b, 1), EAGAIN);
	return (0);
}
