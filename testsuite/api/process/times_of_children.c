/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 60 */
/* A child's times begin at 0; the waited-for ones are added up. */
#include "process/children.h"
#include <pthread.h>
#include <sys/times.h>
#include <sys/resource.h>
#include <time.h>

static void
burn(void)
{
	volatile unsigned n = 0;

	for (clock_t end = clock() + CLOCKS_PER_SEC / 4; clock() < end;)
		for (int i = 0; i < 10000; i++)
			n++;
}

static int
child(void)
{
	struct timespec cpu;
	clockid_t clock;
	struct tms t;

	CHECK_INT(pthread_getcpuclockid(pthread_self(), &clock), 0);
	CHECK_OK(clock_gettime(clock, &cpu) == 0);
	CHECK(cpu.tv_sec == 0 && cpu.tv_nsec < 200000000);
	CHECK_OK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu) == 0);
	CHECK(cpu.tv_sec == 0 && cpu.tv_nsec < 200000000);
	CHECK_OK(times(&t) != (clock_t)-1);
	CHECK_INT(t.tms_cutime, 0);
	CHECK_INT(t.tms_cstime, 0);
	CHECK(t.tms_utime * 5 < sysconf(_SC_CLK_TCK));
	burn();
	return 0;
}

int
main(void)
{
	struct tms t;
	struct rusage ru;

	burn();
	CHECK_INT(in_child(child), 0);
	CHECK_OK(times(&t) != (clock_t)-1);
	CHECK((t.tms_cutime + t.tms_cstime) * 10 > sysconf(_SC_CLK_TCK));
	CHECK_OK(getrusage(RUSAGE_CHILDREN, &ru) == 0);
	CHECK(ru.ru_utime.tv_sec * 1000000 + ru.ru_utime.tv_usec +
	    ru.ru_stime.tv_sec * 1000000 + ru.ru_stime.tv_usec > 100000);
	return 0;
}
