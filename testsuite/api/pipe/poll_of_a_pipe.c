/* SPDX-License-Identifier: BSD-2-Clause */
/* Each state of a pipe as poll() sees it. */
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include "test.h"

static char b[1 << 20];

/* What poll() reports of one descriptor without waiting. */
static int
state(int fd, int events)
{
	struct pollfd v = { fd, (short)events, 0x7777 };
	int n = poll(&v, 1, 0);

	CHECK_INT(n, v.revents != 0);
	return (v.revents);
}

int
main(void)
{
	int p[2], all = POLLIN | POLLOUT | POLLPRI;

	CHECK_INT(pipe2(p, O_NONBLOCK), 0);
	CHECK_INT(state(p[0], all), 0);
	CHECK_INT(state(p[1], all), POLLOUT);
	CHECK_INT(state(p[1], POLLIN), 0);
	CHECK_INT(state(p[1], 0), 0);
	CHECK_INT(write(p[1], "x", 1), 1);
	CHECK_INT(state(p[0], all), POLLIN);
	CHECK_INT(state(p[0], POLLIN | POLLRDNORM), POLLIN | POLLRDNORM);
	CHECK_INT(state(p[0], 0), 0);
	CHECK_INT(state(p[1], all), POLLOUT);
	while (write(p[1], b, sizeof b) > 0)
		;
	CHECK_INT(state(p[1], POLLOUT), 0);
	CHECK_INT(state(p[0], POLLIN), POLLIN);
	CHECK(read(p[0], b, 2 * PIPE_BUF) == 2 * PIPE_BUF);
	CHECK_INT(state(p[1], POLLOUT), POLLOUT);
	CHECK_INT(close(p[1]), 0);
	CHECK_INT(state(p[0], POLLIN), POLLIN | POLLHUP);
	while (read(p[0], b, sizeof b) > 0)
		;
	CHECK_INT(state(p[0], POLLIN), POLLHUP);
	CHECK_INT(state(p[0], 0), POLLHUP);
	CHECK_INT(close(p[0]), 0);

	CHECK_INT(pipe(p), 0);
	CHECK_INT(close(p[0]), 0);
	CHECK(state(p[1], POLLOUT) & POLLERR);
	CHECK(state(p[1], 0) & POLLERR);
	return (0);
}
