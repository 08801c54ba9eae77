/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>

#include "test.h"

static volatile sig_atomic_t got;
static void handler(int s) { got = s; }

int
main(void)
{
	CHECK(signal(SIGUSR1, handler) == SIG_DFL);
	CHECK_INT(raise(SIGUSR1), 0);
	CHECK_INT(got, SIGUSR1);
	got = 0;
	CHECK_INT(raise(SIGUSR1), 0);
	CHECK_INT(got, SIGUSR1);
	CHECK(signal(SIGUSR1, SIG_IGN) == handler);
	got = 0;
	CHECK_INT(raise(SIGUSR1), 0);
	CHECK_INT(got, 0);
	errno = 0;
	CHECK(signal(SIGKILL, handler) == SIG_ERR && errno == EINVAL);
	errno = 0;
	CHECK(raise(9999) != 0 && errno == EINVAL);
	return (0);
}
