/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 60 */
/*
 * A child's times begin at 0, whoever asks and however early; they are no
 * part of its parent's.
 */
#include "process/children.h"
#include <sys/resource.h>
#include <sys/times.h>

static clock_t before;

static long
us_of(const struct timeval *a, const struct timeval *b)
{
	return (a->tv_sec + b->tv_sec) * 1000000L + a->tv_usec + b->tv_usec;
}

static void
burn(long us)
{
	volatile unsigned n = 0;

	for (clock_t end = clock() + us; clock() < end;)
		for (int i = 0; i < 1000; i++)
			n++;
}

static int
child(void)
{
	struct timespec ts;
	struct rusage ru;
	struct tms t;

	CHECK(clock() < CLOCKS_PER_SEC / 5);
	CHECK_OK(times(&t) != (clock_t)-1);
	CHECK((t.tms_utime + t.tms_stime) * 5 < sysconf(_SC_CLK_TCK));
	CHECK_INT(t.tms_cutime + t.tms_cstime, 0);
	CHECK_OK(getrusage(RUSAGE_SELF, &ru) == 0);
	CHECK(us_of(&ru.ru_utime, &ru.ru_stime) < 200000);
	CHECK_OK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts) == 0);
	CHECK(ts.tv_sec == 0 && ts.tv_nsec < 200000000);
	return 0;
}

/* Long enough to get a process of its own on the way. */
static int
busy(void)
{
	burn(300000);
	CHECK(clock() < CLOCKS_PER_SEC * 2 / 5);
	return 0;
}

int
main(void)
{
	struct rusage ru;

	burn(400000);
	CHECK_INT(in_child(child), 0);
	CHECK(clock() >= CLOCKS_PER_SEC * 2 / 5);
	CHECK_OK(getrusage(RUSAGE_CHILDREN, &ru) == 0);
	CHECK(us_of(&ru.ru_utime, &ru.ru_stime) < 200000);
	before = clock();
	CHECK_INT(in_child(busy), 0);
	CHECK(clock() - before < CLOCKS_PER_SEC / 5);
	return 0;
}
