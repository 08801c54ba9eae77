/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t got;
static void handler(int s) { got = s; }

int
main(void)
{
	int p[2];
	CHECK_INT(pipe(p), 0);
	CHECK_INT(close(p[0]), 0);
	signal(SIGPIPE, SIG_IGN);
	CHECK_ERR(write(p[1], "x", 1), EPIPE);
	signal(SIGPIPE, handler);
	CHECK_ERR(write(p[1], "x", 1), EPIPE);
	CHECK_INT(got, SIGPIPE);
	return (0);
}
