/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct timespec start, end, timeout = { 0, 60000000 };
	siginfo_t info;
	sigset_t set;
	int sig = 0;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGRTMIN);
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	raise(SIGUSR1);
	CHECK_INT(sigwait(&set, &sig), 0);
	CHECK_INT(sig, SIGUSR1);
	CHECK_INT(sigqueue(getpid(), SIGRTMIN,
	    (union sigval){ .sival_int = 77 }), 0);
	CHECK_INT(sigwaitinfo(&set, &info), SIGRTMIN);
	CHECK_INT(info.si_value.sival_int, 77);
	CHECK_INT(kill(getpid(), SIGUSR1), 0);
	CHECK_INT(sigtimedwait(&set, &info, &timeout), SIGUSR1);
	CHECK_INT(info.si_code, SI_USER);
	raise(SIGUSR1);
	CHECK_INT(sigwaitinfo(&set, &info), SIGUSR1);
	CHECK_INT(info.si_code, SI_USER);
	clock_gettime(CLOCK_MONOTONIC, &start);
	CHECK_ERR(sigtimedwait(&set, &info, &timeout), EAGAIN);
	clock_gettime(CLOCK_MONOTONIC, &end);
	long ms = (end.tv_sec - start.tv_sec) * 1000 +
	    (end.tv_nsec - start.tv_nsec) / 1000000;
	CHECK(ms >= 59);
	timeout.tv_nsec = 1000000000;
	CHECK_ERR(sigtimedwait(&set, &info, &timeout), EINVAL);
	timeout.tv_nsec = 0;
	timeout.tv_sec = -1;
	CHECK_ERR(sigtimedwait(&set, &info, &timeout), EINVAL);
	timeout.tv_sec = 0;
	CHECK_ERR(sigtimedwait(&set, &info, &timeout), EAGAIN);
	return (0);
}
