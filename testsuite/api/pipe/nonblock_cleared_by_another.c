/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * A process takes O_NONBLOCK away from a pipe that it shares: children that
 * the other process forks then wait, and do not keep their parent waiting.
 */
#include "process/children.h"

#define BIG	(1 << 20)

static int ends[2], go[2], done[2];
static char data[BIG];

static int
clears(void)
{
	char c;

	CHECK_INT(read(go[0], &c, 1), 1);
	CHECK_OK(fcntl(ends[0], F_SETFL, 0) == 0);
	CHECK_OK(fcntl(ends[1], F_SETFL, 0) == 0);
	CHECK_INT(write(done[1], "x", 1), 1);
	return 0;
}

static int
reads(void)
{
	char c;

	CHECK_INT(read(ends[0], &c, 1), 1);
	return c == 'r' ? 0 : 1;
}

static int
writes(void)
{
	CHECK_INT(write(ends[1], data, BIG), BIG);
	return 0;
}

int
main(void)
{
	pid_t pid;
	char c;

	CHECK_OK(pipe(ends) == 0 && pipe(go) == 0 && pipe(done) == 0);
	CHECK_OK(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0);
	CHECK_OK(fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0);
	CHECK_ERR(read(ends[0], &c, 1), EAGAIN);
	pid = begin(clears);
	CHECK_INT(write(go[1], "x", 1), 1);
	CHECK_INT(read(done[0], &c, 1), 1);
	CHECK_INT(end(pid), 0);
	pid = begin(reads);
	CHECK_INT(write(ends[1], "r", 1), 1);
	CHECK_INT(end(pid), 0);
	pid = begin(writes);
	for (int i = 0; i < BIG; ) {
		ssize_t n = read(ends[0], data, BIG);

		CHECK_OK(n > 0);
		i += (int)n;
	}
	CHECK_INT(end(pid), 0);
	return 0;
}
