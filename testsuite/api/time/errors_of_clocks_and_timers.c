/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * The errors that POSIX.1-2024 has for clocks, sleeping and timers: each
 * call, each error.
 */
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "thread/nag.h"

#define NO_CLOCK	((clockid_t)4711)
#define NO_PID		5000000		/* above all of Linux */
#define TIMERS		2000

static const struct timespec bad[] = { { 1, -1 }, { 1, 1000000000 } };

static void
clocks(void)
{
	static const clockid_t unset[] = { CLOCK_MONOTONIC, NO_CLOCK };
	struct timespec t;
	clockid_t clock;

	CHECK_ERR(clock_gettime(NO_CLOCK, &t), EINVAL);
	CHECK_ERR(clock_getres(NO_CLOCK, &t), EINVAL);
	CHECK_OK(clock_gettime(CLOCK_REALTIME, &t) == 0);
	for (int i = 0; i < 2; i++)
		CHECK_ERR(clock_settime(unset[i], &t), EINVAL);
	for (int i = 0; i < 2; i++)
		CHECK_ERR(clock_settime(CLOCK_REALTIME, &bad[i]), EINVAL);
	CHECK(clock_settime(CLOCK_PROCESS_CPUTIME_ID, &t) == -1);
	CHECK(errno == EPERM || errno == EINVAL);
	CHECK_INT(clock_getcpuclockid(NO_PID, &clock), ESRCH);
}

static void
sleeping(void)
{
	struct timespec t = { 0, 1 };

	CHECK_INT(clock_nanosleep(NO_CLOCK, 0, &t, NULL), EINVAL);
	CHECK_INT(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &t, NULL),
	    EINVAL);
	for (int i = 0; i < 2; i++) {
		CHECK_ERR(nanosleep(&bad[i], NULL), EINVAL);
		CHECK_INT(clock_nanosleep(CLOCK_MONOTONIC, 0, &bad[i], NULL),
		    EINVAL);
		CHECK_INT(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME,
		    &bad[i], NULL), EINVAL);
	}
	t.tv_sec = -1;
	CHECK_ERR(nanosleep(&t, NULL), EINVAL);
	CHECK_INT(clock_nanosleep(CLOCK_MONOTONIC, 0, &t, NULL), EINVAL);
}

static void
interrupted(void)
{
	const struct timespec hour = { 3600, 0 }, never = { 4000000000, 0 };
	struct timespec left;

	nag_begin();
	CHECK_ERR(nanosleep(&hour, &left), EINTR);
	CHECK(left.tv_sec > 3000 && left.tv_sec <= 3600);
	left.tv_sec = 0;
	CHECK_INT(clock_nanosleep(CLOCK_MONOTONIC, 0, &hour, &left), EINTR);
	CHECK(left.tv_sec > 3000 && left.tv_sec <= 3600);
	left.tv_sec = 17;
	CHECK_INT(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &never,
	    &left), EINTR);
	CHECK_INT(left.tv_sec, 17);
	CHECK(sleep(3600) > 3000);
	nag_end();
}

static void
timers(void)
{
	struct sigevent ev = { .sigev_notify = SIGEV_NONE };
	struct itimerspec v = { { 0, 0 }, { 0, 0 } };
	timer_t id;

	CHECK_ERR(timer_create(NO_CLOCK, &ev, &id), EINVAL);
	ev.sigev_notify = 99;
	CHECK_ERR(timer_create(CLOCK_MONOTONIC, &ev, &id), EINVAL);
	ev.sigev_notify = SIGEV_SIGNAL;
	ev.sigev_signo = 1000;
	CHECK_ERR(timer_create(CLOCK_MONOTONIC, &ev, &id), EINVAL);
	ev.sigev_signo = -1;
	CHECK_ERR(timer_create(CLOCK_MONOTONIC, &ev, &id), EINVAL);
	ev.sigev_notify = SIGEV_NONE;
	CHECK_OK(timer_create(CLOCK_MONOTONIC, &ev, &id) == 0);
	for (int i = 0; i < 2; i++) {
		v.it_value = bad[i];
		CHECK_ERR(timer_settime(id, 0, &v, NULL), EINVAL);
		v.it_value = (struct timespec){ 1, 0 };
		v.it_interval = bad[i];
		CHECK_ERR(timer_settime(id, 0, &v, NULL), EINVAL);
		v.it_interval = (struct timespec){ 0, 0 };
	}
	v.it_value.tv_sec = -1;
	CHECK_ERR(timer_settime(id, 0, &v, NULL), EINVAL);
	v.it_value.tv_sec = 0;
	CHECK_OK(timer_delete(id) == 0);
	CHECK_ERR(timer_delete(id), EINVAL);
	CHECK_ERR(timer_settime(id, 0, &v, NULL), EINVAL);
	CHECK_ERR(timer_gettime(id, &v), EINVAL);
	CHECK_ERR(timer_getoverrun(id), EINVAL);
}

/* There are so many and no more; and again when they are deleted. */
static void
all_timers(void)
{
	static timer_t id[TIMERS];
	struct sigevent ev = { .sigev_notify = SIGEV_NONE };
	int n = 0;
#ifdef RLIMIT_SIGPENDING
	struct rlimit few;

	CHECK_OK(getrlimit(RLIMIT_SIGPENDING, &few) == 0);
	few.rlim_cur = 100;
	CHECK_OK(setrlimit(RLIMIT_SIGPENDING, &few) == 0);
#endif
	while (n < TIMERS && timer_create(CLOCK_REALTIME, &ev, &id[n]) == 0)
		n++;
	CHECK(n < TIMERS);
	CHECK_INT(errno, EAGAIN);
	while (n > 0)
		CHECK_OK(timer_delete(id[--n]) == 0);
}

static void
interval_timers(void)
{
	struct itimerval v = { { 0, 0 }, { 0, 1000000 } };

	CHECK_ERR(getitimer(99, &v), EINVAL);
	CHECK_ERR(setitimer(99, &v, NULL), EINVAL);
	CHECK_ERR(setitimer(ITIMER_REAL, &v, NULL), EINVAL);
	v.it_value.tv_usec = -1;
	CHECK_ERR(setitimer(ITIMER_REAL, &v, NULL), EINVAL);
	v.it_value.tv_usec = 0;
	v.it_interval.tv_usec = 1000000;
	CHECK_ERR(setitimer(ITIMER_REAL, &v, NULL), EINVAL);
}

int
main(void)
{
	clocks();
	sleeping();
	interrupted();
	timers();
	all_timers();
	interval_timers();
	return 0;
}
