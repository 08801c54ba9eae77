/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>

#include "test.h"

static volatile sig_atomic_t count;
static void handler(int s) { count++; }

int
main(void)
{
	sigset_t set, old, pending;
	signal(SIGUSR1, handler);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, &old), 0);
	CHECK_INT(sigismember(&old, SIGUSR1), 0);
	raise(SIGUSR1);
	raise(SIGUSR1);
	CHECK_INT(count, 0);
	CHECK_INT(sigpending(&pending), 0);
	CHECK_INT(sigismember(&pending, SIGUSR1), 1);
	CHECK_INT(sigismember(&pending, SIGUSR2), 0);
	CHECK_INT(sigprocmask(SIG_UNBLOCK, &set, NULL), 0);
	CHECK_INT(count, 1);
	CHECK_INT(sigpending(&pending), 0);
	CHECK_INT(sigismember(&pending, SIGUSR1), 0);
	CHECK_ERR(sigprocmask(999, &set, NULL), EINVAL);
	return (0);
}
