/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it would set the machine's clock under all that runs on it */
/*
 * Who may set the system's time sets it, to what it shows; and the time goes
 * on from there.
 */
#include <sys/time.h>
#include <time.h>

#include "test.h"

#define SECOND	1000000000LL

static long long
ns(clockid_t clock)
{
	struct timespec t;

	CHECK_OK(clock_gettime(clock, &t) == 0);
	return t.tv_sec * SECOND + t.tv_nsec;
}

/* How far the system's time has moved against the steady one. */
static void
check_is_the_same(long long difference)
{
	long long moved = ns(CLOCK_REALTIME) - ns(CLOCK_MONOTONIC) -
	    difference;

	CHECK(moved > -SECOND && moved < SECOND);
}

int
main(void)
{
	long long difference = ns(CLOCK_REALTIME) - ns(CLOCK_MONOTONIC);
	struct timespec now;
	struct timeval tv;

	CHECK_OK(clock_gettime(CLOCK_REALTIME, &now) == 0);
	if (clock_settime(CLOCK_REALTIME, &now) < 0) {
		CHECK_INT(errno, EPERM);
		fprintf(stderr, "not allowed to set the clock\n");
		return TEST_UNSUPPORTED_EXIT;
	}
	check_is_the_same(difference);
	CHECK_OK(gettimeofday(&tv, NULL) == 0);
	CHECK_OK(settimeofday(&tv, NULL) == 0);
	check_is_the_same(difference);
	return 0;
}
