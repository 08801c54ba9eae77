/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>

#include "test.h"

static volatile sig_atomic_t own, other;

static void
handler(int s)
{
	sigset_t now;

	sigprocmask(SIG_BLOCK, NULL, &now);
	own = sigismember(&now, SIGUSR1);
	other = sigismember(&now, SIGUSR2);
}

int
main(void)
{
	struct sigaction a = { .sa_handler = handler };
	sigset_t now;
	sigemptyset(&a.sa_mask);
	sigaddset(&a.sa_mask, SIGUSR2);
	sigaction(SIGUSR1, &a, NULL);
	raise(SIGUSR1);
	CHECK(own == 1 && other == 1);
	sigprocmask(SIG_BLOCK, NULL, &now);
	CHECK(!sigismember(&now, SIGUSR1) && !sigismember(&now, SIGUSR2));
	return (0);
}
