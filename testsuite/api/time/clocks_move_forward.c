/* SPDX-License-Identifier: BSD-2-Clause */
#include <time.h>
#include <sys/time.h>

#include "test.h"

int
main(void)
{
	struct timespec a, b, res;
	clockid_t ids[] = { CLOCK_REALTIME, CLOCK_MONOTONIC };
	for (int i = 0; i < 2; i++) {
		CHECK_INT(clock_getres(ids[i], &res), 0);
		CHECK(res.tv_sec == 0 && res.tv_nsec > 0);
		CHECK_INT(clock_gettime(ids[i], &a), 0);
		for (int n = 0; n < 1000; n++) {
			CHECK_INT(clock_gettime(ids[i], &b), 0);
			CHECK(b.tv_nsec >= 0 && b.tv_nsec < 1000000000);
			CHECK(b.tv_sec > a.tv_sec || (b.tv_sec == a.tv_sec &&
			    b.tv_nsec >= a.tv_nsec));
			a = b;
		}
	}
	struct timeval tv;
	CHECK_INT(gettimeofday(&tv, NULL), 0);
	clock_gettime(CLOCK_REALTIME, &a);
	CHECK(a.tv_sec - tv.tv_sec <= 1 && a.tv_sec >= tv.tv_sec);
	CHECK(a.tv_sec > 1700000000 && time(NULL) >= tv.tv_sec);
	CHECK_ERR(clock_gettime((clockid_t)9999, &a), EINVAL);
	struct timespec ts;
	CHECK_INT(timespec_get(&ts, TIME_UTC), TIME_UTC);
	return (0);
}
