/* SPDX-License-Identifier: BSD-2-Clause */
/* Work counts in clock(), times(), getrusage() and the CPU clocks. */
#include <sys/resource.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static double
seconds(clockid_t c)
{
	struct timespec t;
	CHECK_OK(clock_gettime(c, &t) == 0);
	return (t.tv_sec + t.tv_nsec / 1e9);
}

int
main(void)
{
	double process = seconds(CLOCK_PROCESS_CPUTIME_ID);
	double thread = seconds(CLOCK_THREAD_CPUTIME_ID);
	clock_t c = clock();
	struct tms a, b;
	struct rusage r;
	volatile unsigned long n = 0;

	CHECK(c != (clock_t)-1);
	clock_t start = times(&a);
	CHECK(start != (clock_t)-1);
	while (clock() - c < CLOCKS_PER_SEC / 5)
		for (int i = 0; i < 1000000; i++)
			n += i;
	CHECK(seconds(CLOCK_PROCESS_CPUTIME_ID) - process >= 0.15);
	CHECK(seconds(CLOCK_THREAD_CPUTIME_ID) - thread >= 0.15);
	clock_t end = times(&b);
	double ticks = sysconf(_SC_CLK_TCK);
	CHECK((end - start) / ticks >= 0.15);
	CHECK((b.tms_utime + b.tms_stime - a.tms_utime - a.tms_stime) / ticks
	    >= 0.15);
	CHECK_OK(getrusage(RUSAGE_SELF, &r) == 0);
	CHECK(r.ru_utime.tv_sec + r.ru_stime.tv_sec +
	    (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6 >= 0.15);
	CHECK(r.ru_maxrss > 100 && r.ru_maxrss < 10000000);
	CHECK_ERR(getrusage(99, &r), EINVAL);
	return (0);
}
