/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>
#include <unistd.h>

#include "test.h"

static volatile int got[64], n;

static void
handler(int s, siginfo_t *si, void *context)
{
	CHECK_INT(si->si_signo, s);
	CHECK_INT(si->si_code, SI_QUEUE);
	CHECK(si->si_pid == getpid());
	got[n++] = (s - SIGRTMIN) * 100 + si->si_value.sival_int;
}

int
main(void)
{
	struct sigaction a = { .sa_sigaction = handler,
	    .sa_flags = SA_SIGINFO };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	sigaddset(&set, SIGRTMIN + 1);
	sigaddset(&set, SIGUSR1);
	a.sa_mask = set;
	CHECK_INT(sigaction(SIGRTMIN, &a, NULL), 0);
	CHECK_INT(sigaction(SIGRTMIN + 1, &a, NULL), 0);
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	for (int i = 0; i < 10; i++) {
		union sigval v = { .sival_int = i };
		CHECK_INT(sigqueue(getpid(), SIGRTMIN + 1, v), 0);
		CHECK_INT(sigqueue(getpid(), SIGRTMIN, v), 0);
	}
	CHECK_INT(n, 0);
	CHECK_INT(sigprocmask(SIG_UNBLOCK, &set, NULL), 0);
	CHECK_INT(n, 20);
	for (int i = 0; i < 10; i++) {
		CHECK_INT(got[i], i);
		CHECK_INT(got[10 + i], 100 + i);
	}
	CHECK_ERR(sigqueue(getpid(), 9999, (union sigval){ 0 }), EINVAL);
	return (0);
}
