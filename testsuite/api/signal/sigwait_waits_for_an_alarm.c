/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct timespec limit = { 0, 100000000 };
	siginfo_t info;
	sigset_t set;
	int sig = 0;

	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	ualarm(300000, 0);
	CHECK_ERR(sigtimedwait(&set, &info, &limit), EAGAIN);
	CHECK_INT(sigwait(&set, &sig), 0);
	CHECK_INT(sig, SIGALRM);
	ualarm(100000, 0);
	CHECK_INT(sigwaitinfo(&set, &info), SIGALRM);
	CHECK_INT(info.si_signo, SIGALRM);
	return (0);
}
