/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * A thread can sleep until the process, which others keep busy, has used so
 * much CPU time; RUSAGE_THREAD; the bases of C23's timespec_get().
 */
#include <pthread.h>
#include <sys/resource.h>
#include <time.h>

#include "test.h"

static volatile int stop;

static void *
work(void *arg)
{
	while (!stop)
		continue;
	CHECK_INT(getrusage(RUSAGE_THREAD, arg), 0);
	return NULL;
}

static double
seconds(clockid_t clock)
{
	struct timespec t;

	CHECK_INT(clock_gettime(clock, &t), 0);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static double
usage_seconds(const struct rusage *u)
{
	return u->ru_utime.tv_sec + u->ru_stime.tv_sec +
	    (u->ru_utime.tv_usec + u->ru_stime.tv_usec) / 1e6;
}

int
main(void)
{
	double before = seconds(CLOCK_PROCESS_CPUTIME_ID), after;
	struct timespec t = { 0, 60000000 };
	struct rusage mine, other;
	pthread_t thread;

	CHECK_INT(pthread_create(&thread, NULL, work, &other), 0);
	CHECK_INT(clock_nanosleep(CLOCK_PROCESS_CPUTIME_ID, 0, &t, NULL), 0);
	after = seconds(CLOCK_PROCESS_CPUTIME_ID);
	CHECK(after - before >= 0.059);
	t.tv_sec = (time_t)(after + 0.05);
	t.tv_nsec = (long)((after + 0.05 - (double)t.tv_sec) * 1e9);
	CHECK_INT(clock_nanosleep(CLOCK_PROCESS_CPUTIME_ID, TIMER_ABSTIME, &t,
	    NULL), 0);
	CHECK(seconds(CLOCK_PROCESS_CPUTIME_ID) >= after + 0.049);
	CHECK_INT(clock_nanosleep(CLOCK_PROCESS_CPUTIME_ID, TIMER_ABSTIME, &t,
	    NULL), 0);
	t = (struct timespec){ 0, 1000000000 };
	CHECK_INT(clock_nanosleep(CLOCK_PROCESS_CPUTIME_ID, 0, &t, NULL),
	    EINVAL);
	stop = 1;
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_INT(getrusage(RUSAGE_THREAD, &mine), 0);
	CHECK(usage_seconds(&other) >= 0.08);
	CHECK(usage_seconds(&mine) < usage_seconds(&other));

	CHECK_INT(timespec_get(&t, TIME_UTC), TIME_UTC);
	CHECK_INT(timespec_get(&t, 99), 0);
#ifdef TIME_MONOTONIC
	CHECK_INT(timespec_get(&t, TIME_MONOTONIC), TIME_MONOTONIC);
	CHECK(t.tv_sec + t.tv_nsec / 1e9 <= seconds(CLOCK_MONOTONIC));
	CHECK_INT(timespec_get(&t, TIME_ACTIVE), TIME_ACTIVE);
	CHECK(t.tv_sec + t.tv_nsec / 1e9 >= after);
	CHECK_INT(timespec_get(&t, TIME_THREAD_ACTIVE), TIME_THREAD_ACTIVE);
	CHECK_INT(timespec_getres(&t, TIME_MONOTONIC), TIME_MONOTONIC);
	CHECK(t.tv_sec == 0 && t.tv_nsec > 0);
#endif
	return 0;
}
