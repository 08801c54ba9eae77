/* SPDX-License-Identifier: BSD-2-Clause */
/* Without readers: EPIPE, and SIGPIPE unless it is ignored or blocked. */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t count;

static void
handler(int sig)
{
	count += sig == SIGPIPE;
}

int
main(void)
{
	sigset_t set, pending;
	int p[2], d;

	signal(SIGPIPE, handler);
	CHECK_INT(pipe2(p, O_NONBLOCK), 0);
	CHECK((d = dup(p[0])) >= 0);
	CHECK_INT(close(p[0]), 0);
	CHECK_INT(write(p[1], "x", 1), 1);
	CHECK_INT(close(d), 0);
	CHECK_ERR(write(p[1], "x", 1), EPIPE);
	CHECK_INT(count, 1);
	CHECK_INT(fcntl(p[1], F_SETFL, 0), 0);
	CHECK_ERR(write(p[1], "x", 1), EPIPE);
	CHECK_INT(count, 2);

	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	CHECK_ERR(write(p[1], "x", 1), EPIPE);
	CHECK_INT(count, 2);
	CHECK_INT(sigpending(&pending), 0);
	CHECK_INT(sigismember(&pending, SIGPIPE), 1);
	CHECK_INT(sigprocmask(SIG_UNBLOCK, &set, NULL), 0);
	CHECK_INT(count, 3);
	signal(SIGPIPE, SIG_IGN);
	CHECK_ERR(write(p[1], "x", 1), EPIPE);
	CHECK_INT(count, 3);
	return (0);
}
