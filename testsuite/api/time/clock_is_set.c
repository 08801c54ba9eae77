/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who may set the system's time sets it, to what it shows; and the time goes
 * on from there.  Others get EPERM.
 */
#include <sys/time.h>
#include <time.h>

#include "test.h"

#define SECOND	1000000000LL
#define CLOSE	5000000LL
#define TRIES	20

static long long difference;	/* of the two clocks, from the beginning */

static long long
ns(clockid_t clock)
{
	struct timespec t;

	CHECK_OK(clock_gettime(clock, &t) == 0);
	return t.tv_sec * SECOND + t.tv_nsec;
}

static int
is_the_same(void)
{
	long long moved = ns(CLOCK_REALTIME) - ns(CLOCK_MONOTONIC) -
	    difference;

	return moved > -CLOSE && moved < CLOSE;
}

static int
by_timespec(long long now)
{
	struct timespec t = { now / SECOND, now % SECOND };

	return clock_settime(CLOCK_REALTIME, &t);
}

static int
by_timeval(long long now)
{
	struct timeval t = { now / SECOND, now % SECOND / 1000 };

	return settimeofday(&t, NULL);
}

/*
 * Once more where the machine was busy with something else between looking
 * and setting: it shall not get a wrong time from this.
 */
static int
set(int (*by)(long long))
{
	for (int i = 0; i < TRIES; i++) {
		if (by(ns(CLOCK_MONOTONIC) + difference) < 0)
			return -1;
		if (is_the_same())
			return 0;
	}
	CHECK(is_the_same());
	return 0;
}

int
main(void)
{
	difference = ns(CLOCK_REALTIME) - ns(CLOCK_MONOTONIC);
	if (set(by_timespec) < 0) {
		CHECK_INT(errno, EPERM);
#ifndef __linux__
		UNSUPPORTED("not allowed to set the clock");
#endif
		CHECK_ERR(by_timeval(ns(CLOCK_REALTIME)), EPERM);
		return 0;
	}
	CHECK_OK(set(by_timeval) == 0);
	return 0;
}
