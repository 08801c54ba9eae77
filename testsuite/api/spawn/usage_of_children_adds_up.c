/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * What children have used counts once they have been waited for, and theirs:
 * times are added up, of memory the most that one has had counts.
 */
#include <sys/resource.h>
#include <sys/times.h>
#include <time.h>

#include "spawn.h"

/* Uses CPU time. */
static void
work(int ms)
{
	volatile unsigned n = 0;
	struct timespec t;

	do {
		for (int i = 0; i < 1000000; i++)
			n++;
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	} while (t.tv_sec * 1000 + t.tv_nsec / 1000000 < ms);
}

static long
usage_ms(const struct rusage *ru)
{
	return ((ru->ru_utime.tv_sec + ru->ru_stime.tv_sec) * 1000 +
	    (ru->ru_utime.tv_usec + ru->ru_stime.tv_usec) / 1000);
}

#define MUCH	(24 << 10)	/* KiB */

static void
use_memory(void)
{
	volatile char *p = malloc(MUCH * 1024);

	CHECK(p != NULL);
	for (size_t i = 0; i < MUCH * 1024; i += 1024)
		p[i] = 1;
}

static long
children_peak(void)
{
	struct rusage ru;

	CHECK_INT(getrusage(RUSAGE_CHILDREN, &ru), 0);
	return (ru.ru_maxrss);
}

static long
children_ms(void)
{
	struct rusage ru;

	CHECK_INT(getrusage(RUSAGE_CHILDREN, &ru), 0);
	return (usage_ms(&ru));
}

int
main(int argc, char **argv)
{
	char *parent[] = { argv[0], "parent", NULL };
	char *child[] = { argv[0], "child", NULL };
	struct rusage ru;
	struct tms t;
	pid_t pid;
	int status;

	if (argc > 1 && strcmp(argv[1], "parent") == 0) {
		CHECK_INT(children_ms(), 0);
		CHECK_INT(children_peak(), 0);
		CHECK_INT(posix_spawn(&pid, argv[0], NULL, NULL, child,
		    environ), 0);
		return (exit_of(pid));
	}
	if (argc > 1) {
		/* Who is known in the process table leaves its time there. */
		CHECK(getpid() > 0);
		work(300);
		use_memory();
		return (0);
	}
	CHECK_INT(children_ms(), 0);
	CHECK_INT(posix_spawn(&pid, argv[0], NULL, NULL, child, environ), 0);
	CHECK_INT(wait4(pid, &status, 0, &ru), pid);
	CHECK_INT(status, 0);
	CHECK(usage_ms(&ru) >= 200);
	CHECK(children_ms() >= 200);
	CHECK(ru.ru_maxrss >= MUCH);
	CHECK_INT(children_peak(), ru.ru_maxrss);
	CHECK(times(&t) != (clock_t)-1);
	CHECK((long)(t.tms_cutime + t.tms_cstime) * 1000 /
	    sysconf(_SC_CLK_TCK) >= 200);

	CHECK_INT(posix_spawn(&pid, argv[0], NULL, NULL, parent, environ), 0);
	CHECK_INT(exit_of(pid), 0);
	CHECK(children_ms() >= 400);
	CHECK(children_peak() >= MUCH && children_peak() < 2 * MUCH);
	CHECK_ERR(getrusage(77, &ru), EINVAL);
	return (0);
}
