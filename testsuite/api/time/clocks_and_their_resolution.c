/* SPDX-License-Identifier: BSD-2-Clause */
/* Every clock can be read and has a resolution; some cannot be set. */
#include <time.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	static const clockid_t clocks[] = {
		CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID,
		CLOCK_THREAD_CPUTIME_ID, CLOCK_REALTIME_COARSE,
		CLOCK_MONOTONIC_COARSE, CLOCK_MONOTONIC_RAW, CLOCK_BOOTTIME,
		CLOCK_TAI
	};
	struct timespec t, res, fine;

	for (size_t i = 0; i < sizeof clocks / sizeof clocks[0]; i++) {
		CHECK_OK(clock_gettime(clocks[i], &t) == 0);
		CHECK(t.tv_sec >= 0);
		CHECK(t.tv_nsec >= 0 && t.tv_nsec < 1000000000);
		CHECK_OK(clock_getres(clocks[i], &res) == 0);
		CHECK(res.tv_sec == 0 && res.tv_nsec > 0);
		CHECK(res.tv_nsec <= 20000000);
		CHECK_OK(clock_getres(clocks[i], NULL) == 0);
		if (i > 0)
			CHECK(clock_settime(clocks[i], &t) == -1 &&
			    (errno == EPERM || errno == EINVAL));
	}
	/* The coarse clock is behind, but not by much. */
	CHECK_OK(clock_gettime(CLOCK_MONOTONIC_COARSE, &t) == 0);
	CHECK_OK(clock_gettime(CLOCK_MONOTONIC, &fine) == 0);
	long long d = (fine.tv_sec - t.tv_sec) * 1000000000LL +
	    fine.tv_nsec - t.tv_nsec;
	CHECK(d >= 0 && d < 1000000000);
	CHECK_ERR(clock_getres((clockid_t)9999, &res), EINVAL);
	t = (struct timespec){ 0, 1000000000 };
	CHECK_ERR(clock_settime(CLOCK_REALTIME, &t), EINVAL);
	t = (struct timespec){ 1, 0 };
	CHECK_ERR(clock_settime(CLOCK_MONOTONIC, &t), EINVAL);

	clockid_t id;
	CHECK_INT(clock_getcpuclockid(0, &id), 0);
	CHECK_OK(clock_gettime(id, &t) == 0);
	CHECK_INT(clock_getcpuclockid(getpid(), &id), 0);
	CHECK_OK(clock_gettime(id, &t) == 0);
	return (0);
}
