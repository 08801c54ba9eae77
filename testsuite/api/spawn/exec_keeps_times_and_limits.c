/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 60 */
/*
 * What of a process' times, interval timers and limits a program finds that
 * it execs: all of it, since it is the same process.
 */
#include "spawn.h"

#include <alloca.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>

#define MB	((rlim_t)1 << 20)

static void
burn(long us)
{
	volatile unsigned n = 0;

	for (clock_t end = clock() + us; clock() < end;)
		for (int i = 0; i < 1000; i++)
			n++;
}

static void
limit(int resource, rlim_t soft, rlim_t hard)
{
	struct rlimit r = { soft, hard };

	CHECK_OK(setrlimit(resource, &r) == 0);
}

static void
check_limit(int resource, rlim_t soft, rlim_t hard)
{
	struct rlimit r;

	CHECK_OK(getrlimit(resource, &r) == 0);
	CHECK_INT(r.rlim_cur, soft);
	CHECK_INT(r.rlim_max, hard);
}

static void
check_timer(int which, long most)
{
	struct itimerval v;

	CHECK_OK(getitimer(which, &v) == 0);
	CHECK(v.it_value.tv_sec > most - 10 && v.it_value.tv_sec <= most);
	CHECK_INT(v.it_interval.tv_sec, 7);
}

/* Half of the stack that it has been given, which the usual one is not. */
static void
use_stack(void)
{
	volatile char *p = alloca(32 * MB);

	for (size_t i = 32 * MB; i > 0; i -= 4096)
		p[i - 1] = 1;
}

static int
after(void)
{
	struct tms t;

	CHECK_OK(times(&t) != (clock_t)-1);
	CHECK((t.tms_utime + t.tms_stime) * 10 >= sysconf(_SC_CLK_TCK));
	CHECK((t.tms_cutime + t.tms_cstime) * 10 >= sysconf(_SC_CLK_TCK));
	CHECK(clock() >= CLOCKS_PER_SEC / 10);
	check_timer(ITIMER_REAL, 100);
	check_timer(ITIMER_VIRTUAL, 200);
	check_timer(ITIMER_PROF, 300);
	check_limit(RLIMIT_STACK, 64 * MB, 64 * MB);
	check_limit(RLIMIT_CORE, 0, 5 * MB);
	check_limit(RLIMIT_FSIZE, 6 * MB, 7 * MB);
	check_limit(RLIMIT_CPU, 1000, 2000);
	check_limit(RLIMIT_DATA, 900 * MB, 901 * MB);
	use_stack();
	return (42);
}

static void
before(char *self)
{
	static const struct itimerval real = { { 7, 0 }, { 100, 0 } };
	static const struct itimerval user = { { 7, 0 }, { 200, 0 } };
	static const struct itimerval both = { { 7, 0 }, { 300, 0 } };
	char *args[] = { self, "after", NULL };
	pid_t pid;

	if ((pid = fork()) == 0) {
		burn(150000);
		_exit(0);
	}
	CHECK_INT(exit_of(pid), 0);
	burn(150000);
	CHECK_OK(setitimer(ITIMER_REAL, &real, NULL) == 0);
	CHECK_OK(setitimer(ITIMER_VIRTUAL, &user, NULL) == 0);
	CHECK_OK(setitimer(ITIMER_PROF, &both, NULL) == 0);
	limit(RLIMIT_STACK, 64 * MB, 64 * MB);
	limit(RLIMIT_CORE, 0, 5 * MB);
	limit(RLIMIT_FSIZE, 6 * MB, 7 * MB);
	limit(RLIMIT_CPU, 1000, 2000);
	limit(RLIMIT_DATA, 900 * MB, 901 * MB);
	execv(self, args);
	_exit(1);
}

int
main(int argc, char **argv)
{
	struct rusage ru;
	pid_t pid;

	if (argc > 1)
		return (after());
	if ((pid = fork()) == 0)
		before(argv[0]);
	CHECK_INT(exit_of(pid), 42);
	CHECK_OK(getrusage(RUSAGE_CHILDREN, &ru) == 0);
	CHECK((ru.ru_utime.tv_sec + ru.ru_stime.tv_sec) * 1000000 +
	    ru.ru_utime.tv_usec + ru.ru_stime.tv_usec >= 250000);
	return (0);
}
