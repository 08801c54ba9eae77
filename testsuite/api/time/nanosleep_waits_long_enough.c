/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FAULT=nt.coarse:1:EBUSY */
#include <time.h>
#include <unistd.h>

#include "test.h"

static long long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (t.tv_sec * 1000000000LL + t.tv_nsec);
}

int
main(void)
{
	long long start = now();
	struct timespec t = { 0, 30000000 };
	CHECK_INT(nanosleep(&t, NULL), 0);
	CHECK(now() - start >= 30000000);
	start = now();
	CHECK_INT(clock_nanosleep(CLOCK_MONOTONIC, 0, &t, NULL), 0);
	CHECK(now() - start >= 30000000);
	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec -= 1;
	CHECK_INT(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL), 0);
	start = now();
	CHECK_INT(usleep(20000), 0);
	CHECK(now() - start >= 20000000);
	t.tv_sec = 0;
	t.tv_nsec = 1000000000;
	CHECK_ERR(nanosleep(&t, NULL), EINVAL);
	CHECK_INT(sleep(0), 0);
	return (0);
}
