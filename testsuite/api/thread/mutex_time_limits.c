/* SPDX-License-Identifier: BSD-2-Clause */
/* A held mutex is waited for until the time given, on both clocks. */
#include <pthread.h>
#include <time.h>

#include "test.h"

static long long
now(clockid_t c)
{
	struct timespec t;
	clock_gettime(c, &t);
	return (t.tv_sec * 1000000000LL + t.tv_nsec);
}

static struct timespec
in(clockid_t c, long long ns)
{
	long long t = now(c) + ns;
	return ((struct timespec){ t / 1000000000, t % 1000000000 });
}

int
main(void)
{
	pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
	struct timespec at;
	long long begin;

	at = in(CLOCK_REALTIME, 0);
	CHECK_INT(pthread_mutex_timedlock(&m, &at), 0);
	begin = now(CLOCK_MONOTONIC);
	at = in(CLOCK_REALTIME, 30000000);
	CHECK_INT(pthread_mutex_timedlock(&m, &at), ETIMEDOUT);
	CHECK(now(CLOCK_REALTIME) >=
	    at.tv_sec * 1000000000LL + at.tv_nsec);
	CHECK(now(CLOCK_MONOTONIC) - begin >= 25000000);
	/* In the past: at once. */
	at.tv_sec -= 100;
	CHECK_INT(pthread_mutex_timedlock(&m, &at), ETIMEDOUT);
	at.tv_nsec = 1000000000;
	CHECK_INT(pthread_mutex_timedlock(&m, &at), EINVAL);
	at = in(CLOCK_MONOTONIC, 30000000);
	CHECK_INT(pthread_mutex_clocklock(&m, CLOCK_MONOTONIC, &at),
	    ETIMEDOUT);
	CHECK(now(CLOCK_MONOTONIC) >=
	    at.tv_sec * 1000000000LL + at.tv_nsec);
	CHECK_INT(pthread_mutex_clocklock(&m, CLOCK_PROCESS_CPUTIME_ID, &at),
	    EINVAL);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_destroy(&m), 0);
	return (0);
}
