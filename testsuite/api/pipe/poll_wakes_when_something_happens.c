/* SPDX-License-Identifier: BSD-2-Clause */
/* poll() and select() that wait without a limit end when data comes. */
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static char b[1 << 20];
static int p[2], go[2];

static void
nap(void)
{
	struct timespec t = { 0, 40000000 };

	nanosleep(&t, NULL);
}

static void *
other(void *arg)
{
	char c;

	nap();
	CHECK_INT(write(p[1], "a", 1), 1);
	CHECK_INT(read(go[0], &c, 1), 1);
	nap();
	CHECK_INT(write(p[1], "b", 1), 1);
	CHECK_INT(read(go[0], &c, 1), 1);
	nap();
	while (read(p[0], b, sizeof b) > 0)
		;
	CHECK_INT(read(go[0], &c, 1), 1);
	nap();
	CHECK_INT(close(p[1]), 0);
	return (arg);
}

int
main(void)
{
	struct pollfd v;
	pthread_t thread;
	fd_set set;
	char c;

	CHECK_INT(pipe2(p, O_NONBLOCK), 0);
	CHECK_INT(pipe(go), 0);
	CHECK_INT(pthread_create(&thread, NULL, other, NULL), 0);
	v = (struct pollfd){ p[0], POLLIN, 0 };
	CHECK_INT(poll(&v, 1, -1), 1);
	CHECK_INT(v.revents, POLLIN);
	CHECK_INT(read(p[0], &c, 1), 1);

	CHECK_INT(write(go[1], "x", 1), 1);
	FD_ZERO(&set);
	FD_SET(p[0], &set);
	CHECK_INT(select(p[0] + 1, &set, NULL, NULL, NULL), 1);
	CHECK(FD_ISSET(p[0], &set));
	CHECK_INT(read(p[0], &c, 1), 1);

	while (write(p[1], b, sizeof b) > 0)
		;
	CHECK_INT(write(go[1], "x", 1), 1);
	v = (struct pollfd){ p[1], POLLOUT, 0 };
	CHECK_INT(poll(&v, 1, -1), 1);
	CHECK_INT(v.revents, POLLOUT);

	CHECK_INT(write(go[1], "x", 1), 1);
	v = (struct pollfd){ p[0], POLLIN, 0 };
	do		/* the other one may not have read all yet */
		CHECK_INT(poll(&v, 1, -1), 1);
	while (v.revents == POLLIN);
	CHECK_INT(v.revents, POLLHUP);
	CHECK_INT(pthread_join(thread, NULL), 0);
	return (0);
}
