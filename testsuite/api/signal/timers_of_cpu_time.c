/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * A timer of CPU time runs out while the process computes and not while it
 * sleeps; it repeats, and tells what is left.
 */
#include <signal.h>
#include <string.h>
#include <time.h>

#include "test.h"

static volatile sig_atomic_t got;

static void
handler(int s)
{
	(void)s;
	got++;
}

static double
cpu(clockid_t clock)
{
	struct timespec t;

	CHECK_OK(clock_gettime(clock, &t) == 0);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
runs_out(clockid_t clock)
{
	struct itimerspec v = { { 0, 30000000 }, { 0, 60000000 } }, left;
	struct timespec nap = { 0, 300000000 };
	struct sigevent ev;
	double begun;
	timer_t id;

	memset(&ev, 0, sizeof ev);
	ev.sigev_notify = SIGEV_SIGNAL;
	ev.sigev_signo = SIGUSR1;
	CHECK_OK(timer_create(clock, &ev, &id) == 0);
	got = 0;
	begun = cpu(clock);
	CHECK_OK(timer_settime(id, 0, &v, NULL) == 0);
	CHECK_OK(nanosleep(&nap, NULL) == 0);
	CHECK_INT(got, 0);
	CHECK_OK(timer_gettime(id, &left) == 0);
	CHECK(left.it_value.tv_sec == 0 && left.it_value.tv_nsec > 0 &&
	    left.it_value.tv_nsec <= 60000000);
	CHECK_INT(left.it_interval.tv_nsec, 30000000);
	while (got < 3)
		continue;
	CHECK(cpu(clock) - begun >= 0.09);
	CHECK_OK(timer_delete(id) == 0);
}

int
main(void)
{
	struct sigaction sa = { .sa_handler = handler };

	CHECK_INT(sigaction(SIGUSR1, &sa, NULL), 0);
	runs_out(CLOCK_PROCESS_CPUTIME_ID);
	runs_out(CLOCK_THREAD_CPUTIME_ID);
	return 0;
}
