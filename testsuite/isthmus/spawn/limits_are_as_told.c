/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, its limits are of a user or not told */
/* What sysconf() says can be had, and no more. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static int
timers(void)
{
	struct sigevent e = { .sigev_notify = SIGEV_NONE };
	timer_t t;
	int n = 0;

	while (timer_create(CLOCK_MONOTONIC, &e, &t) == 0)
		CHECK(++n < 100000);
	CHECK_INT(errno, EAGAIN);
	return (n);
}

static int
queued(pid_t pid)
{
	union sigval v = { 0 };
	int n = 0;

	while (sigqueue(pid, SIGRTMIN, v) == 0)
		CHECK(++n < 100000);
	CHECK_INT(errno, EAGAIN);
	return (n);
}

int
main(void)
{
	struct rlimit r;
	sigset_t s;
	pid_t pid;

	CHECK_INT(timers(), sysconf(_SC_TIMER_MAX));
	sigemptyset(&s);
	sigaddset(&s, SIGRTMIN);
	CHECK_INT(sigprocmask(SIG_BLOCK, &s, NULL), 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		for (;;)
			pause();
	}
	CHECK_INT(queued(getpid()), sysconf(_SC_SIGQUEUE_MAX));
	CHECK_INT(queued(pid), sysconf(_SC_SIGQUEUE_MAX));
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_OK(waitpid(pid, NULL, 0) == pid);

	CHECK_OK(getrlimit(RLIMIT_NPROC, &r) == 0);
	CHECK_INT(sysconf(_SC_CHILD_MAX), r.rlim_cur);
	r.rlim_cur = 5;
	CHECK_OK(setrlimit(RLIMIT_NPROC, &r) == 0);
	CHECK_INT(sysconf(_SC_CHILD_MAX), 5);
	return (0);
}
