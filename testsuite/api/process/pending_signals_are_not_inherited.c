/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* XSH fork(): the set of pending signals is empty in the child. */
#include "process/children.h"

static int
child(void)
{
	sigset_t set;

	CHECK_OK(sigpending(&set) == 0);
	CHECK_INT(sigismember(&set, SIGUSR1), 0);
	raise(SIGUSR2);
	nap(1);
	CHECK_OK(sigpending(&set) == 0);
	CHECK_INT(sigismember(&set, SIGUSR1), 0);
	CHECK_INT(sigismember(&set, SIGUSR2), 1);
	return 0;
}

int
main(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGUSR2);
	CHECK_OK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	raise(SIGUSR1);
	CHECK_INT(in_child(child), 0);
	CHECK_OK(sigpending(&set) == 0);
	CHECK_INT(sigismember(&set, SIGUSR1), 1);
	CHECK_INT(sigismember(&set, SIGUSR2), 0);
	return 0;
}
