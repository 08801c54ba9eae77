/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t signo, pid, uid;

static void
handler(int s, siginfo_t *si, void *context)
{
	signo = si->si_signo;
	pid = si->si_pid == getpid();
	uid = si->si_uid == getuid();
	CHECK(context != NULL);
}

int
main(void)
{
	struct sigaction a = { .sa_sigaction = handler,
	    .sa_flags = SA_SIGINFO };
	sigemptyset(&a.sa_mask);
	CHECK_INT(sigaction(SIGUSR2, &a, NULL), 0);
	CHECK_INT(raise(SIGUSR2), 0);
	CHECK_INT(signo, SIGUSR2);
	CHECK_INT(pid, 1);
	CHECK_INT(uid, 1);
	return (0);
}
