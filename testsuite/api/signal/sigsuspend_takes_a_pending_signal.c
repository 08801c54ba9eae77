/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>

#include "test.h"

static volatile sig_atomic_t usr1, usr2;

static void
handler(int s)
{
	if (s == SIGUSR1)
		usr1++;
	else
		usr2++;
}

int
main(void)
{
	sigset_t both, only2, now;

	signal(SIGUSR1, handler);
	signal(SIGUSR2, handler);
	sigemptyset(&both);
	sigaddset(&both, SIGUSR1);
	sigaddset(&both, SIGUSR2);
	sigemptyset(&only2);
	sigaddset(&only2, SIGUSR2);
	CHECK_INT(sigprocmask(SIG_BLOCK, &both, NULL), 0);
	raise(SIGUSR1);
	raise(SIGUSR2);
	CHECK_ERR(sigsuspend(&only2), EINTR);
	CHECK_INT(usr1, 1);
	CHECK_INT(usr2, 0);
	sigprocmask(SIG_BLOCK, NULL, &now);
	CHECK_INT(sigismember(&now, SIGUSR1), 1);
	sigemptyset(&now);
	CHECK_ERR(sigsuspend(&now), EINTR);
	CHECK_INT(usr1, 1);
	CHECK_INT(usr2, 1);
	return (0);
}
