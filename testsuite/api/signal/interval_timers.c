/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 90 */
/*
 * ITIMER_VIRTUAL and ITIMER_PROF count CPU time, and not that of sleeping; a
 * child has none of its parent's timers.
 */
#include "process/children.h"
#include <sys/time.h>

static volatile sig_atomic_t got_virtual, got_prof;
static timer_t timer;

static void
on_virtual(int sig)
{
	got_virtual++;
}

static void
on_prof(int sig)
{
	got_prof++;
}

static void
set(int which, int first, int interval)
{
	struct itimerval v = { { interval / 1000, interval % 1000 * 1000 },
	    { first / 1000, first % 1000 * 1000 } };

	CHECK_OK(setitimer(which, &v, NULL) == 0);
}

static int
child(void)
{
	struct itimerval v;
	struct itimerspec ts;

	for (int which = ITIMER_REAL; which <= ITIMER_PROF; which++) {
		CHECK_OK(getitimer(which, &v) == 0);
		CHECK_INT(v.it_value.tv_sec, 0);
		CHECK_INT(v.it_value.tv_usec, 0);
	}
	CHECK_INT(alarm(0), 0);
#ifndef __GLIBC__	/* looks at what its own timer_create() has left */
	CHECK_ERR(timer_gettime(timer, &ts), EINVAL);
#else
	(void)ts;
#endif
	return 0;
}

static void
burn(volatile sig_atomic_t *until, int n)
{
	time_t end = time(NULL) + 60;
	volatile int work;

	while (*until < n) {
		for (work = 0; work < 1000000; work++)
			continue;
		CHECK(time(NULL) < end);
	}
}

int
main(void)
{
	struct itimerspec far = { { 0, 0 }, { 1000, 0 } };
	struct itimerval v;

	signal(SIGVTALRM, on_virtual);
	signal(SIGPROF, on_prof);
	set(ITIMER_VIRTUAL, 200, 0);
	set(ITIMER_PROF, 200, 100);
	nap(400);
	CHECK_INT(got_virtual, 0);
	CHECK_INT(got_prof, 0);
	burn(&got_virtual, 1);
	burn(&got_prof, 2);
	CHECK_INT(got_virtual, 1);
	CHECK_OK(getitimer(ITIMER_VIRTUAL, &v) == 0);
	CHECK_INT(v.it_value.tv_sec + v.it_value.tv_usec, 0);
	CHECK_OK(getitimer(ITIMER_PROF, &v) == 0);
	CHECK(v.it_value.tv_usec > 0 && v.it_interval.tv_usec == 100000);

	set(ITIMER_REAL, 0, 5000);
	CHECK_OK(getitimer(ITIMER_REAL, &v) == 0);
	CHECK_INT(v.it_interval.tv_sec, 0);
	set(ITIMER_PROF, 0, 5000);
	CHECK_OK(getitimer(ITIMER_PROF, &v) == 0);
	CHECK_INT(v.it_interval.tv_sec, 5);

	set(ITIMER_REAL, 1000000, 0);
	set(ITIMER_VIRTUAL, 1000000, 0);
	set(ITIMER_PROF, 1000000, 0);
	CHECK_OK(timer_create(CLOCK_MONOTONIC, NULL, &timer) == 0);
	CHECK_OK(timer_settime(timer, 0, &far, NULL) == 0);
	CHECK_INT(in_child(child), 0);
	CHECK(alarm(0) > 990);
	CHECK_OK(timer_gettime(timer, &far) == 0);
	CHECK(far.it_value.tv_sec > 990);
	return 0;
}
