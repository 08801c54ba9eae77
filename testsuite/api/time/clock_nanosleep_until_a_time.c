/* SPDX-License-Identifier: BSD-2-Clause */
#include <time.h>
#include <unistd.h>

#include "test.h"

static long long
now(clockid_t c)
{
	struct timespec t;
	clock_gettime(c, &t);
	return (t.tv_sec * 1000000000LL + t.tv_nsec);
}

int
main(void)
{
	static const clockid_t clocks[] = { CLOCK_REALTIME, CLOCK_MONOTONIC };
	struct timespec t;
	long long at;

	for (int i = 0; i < 2; i++) {
		at = now(clocks[i]) + 40000000;
		t = (struct timespec){ at / 1000000000, at % 1000000000 };
		CHECK_INT(clock_nanosleep(clocks[i], TIMER_ABSTIME, &t, NULL),
		    0);
		CHECK(now(clocks[i]) >= at);
		/* Past times do not sleep. */
		t.tv_sec -= 1000;
		at = now(CLOCK_MONOTONIC);
		CHECK_INT(clock_nanosleep(clocks[i], TIMER_ABSTIME, &t, NULL),
		    0);
		CHECK(now(CLOCK_MONOTONIC) - at < 1000000000);
		t = (struct timespec){ 0, 20000000 };
		at = now(CLOCK_MONOTONIC);
		CHECK_INT(clock_nanosleep(clocks[i], 0, &t, NULL), 0);
		CHECK(now(CLOCK_MONOTONIC) - at >= 20000000);
		t.tv_nsec = 1000000000;
		CHECK_INT(clock_nanosleep(clocks[i], 0, &t, NULL), EINVAL);
	}
	t.tv_nsec = 1;
	CHECK_INT(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &t, NULL),
	    EINVAL);
	CHECK_INT(clock_nanosleep((clockid_t)9999, 0, &t, NULL), EINVAL);
	t.tv_sec = -1;
	CHECK_ERR(nanosleep(&t, NULL), EINVAL);
	at = now(CLOCK_MONOTONIC);
	CHECK_INT(usleep(15000), 0);
	CHECK(now(CLOCK_MONOTONIC) - at >= 15000000);
	CHECK_INT(sleep(0), 0);
	return (0);
}
