/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* Dispositions and the mask are inherited and then apart. */
#include "process/children.h"

static void
on_signal(int sig)
{
}

static int
child(void)
{
	struct sigaction sa;
	sigset_t set;

	CHECK_OK(sigaction(SIGUSR1, NULL, &sa) == 0);
	CHECK(sa.sa_handler == on_signal);
	CHECK_OK(sigaction(SIGUSR2, NULL, &sa) == 0);
	CHECK(sa.sa_handler == SIG_IGN);
	CHECK_OK(sigprocmask(SIG_SETMASK, NULL, &set) == 0);
	CHECK_INT(sigismember(&set, SIGHUP), 1);
	CHECK_INT(sigismember(&set, SIGTERM), 0);
	signal(SIGUSR1, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	CHECK_OK(sigprocmask(SIG_SETMASK, &set, NULL) == 0);
	nap(1);
	CHECK_OK(sigprocmask(SIG_SETMASK, NULL, &set) == 0);
	CHECK_INT(sigismember(&set, SIGTERM), 1);
	CHECK_INT(sigismember(&set, SIGHUP), 0);
	CHECK_OK(sigaction(SIGUSR1, NULL, &sa) == 0);
	CHECK(sa.sa_handler == SIG_DFL);
	CHECK_OK(sigaction(SIGUSR2, NULL, &sa) == 0);
	CHECK(sa.sa_handler == SIG_IGN);
	return 0;
}

int
main(void)
{
	struct sigaction sa;
	sigset_t set;

	signal(SIGUSR1, on_signal);
	signal(SIGUSR2, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	CHECK_OK(sigprocmask(SIG_SETMASK, &set, NULL) == 0);
	CHECK_INT(in_child(child), 0);
	CHECK_OK(sigaction(SIGUSR1, NULL, &sa) == 0);
	CHECK(sa.sa_handler == on_signal);
	CHECK_OK(sigprocmask(SIG_SETMASK, NULL, &set) == 0);
	CHECK_INT(sigismember(&set, SIGHUP), 1);
	CHECK_INT(sigismember(&set, SIGTERM), 0);
	return 0;
}
