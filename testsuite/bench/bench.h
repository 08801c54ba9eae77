/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the in-process benchmarks share.  Each source is built twice: by the
 * cross compiler (ours) and, with BENCH_RAW defined, by MinGW (raw: the
 * Win32 or msvcrt call that does the same work).  Both print lines
 *
 *	name microseconds-per-operation
 *
 * under the same names.
 */
#ifndef ISTHMUS_BENCH_H
#define ISTHMUS_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef BENCH_RAW
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

static double
bench_now(void)
{
	LARGE_INTEGER now, per_second;

	QueryPerformanceFrequency(&per_second);
	QueryPerformanceCounter(&now);
	return (double)now.QuadPart * 1e6 / (double)per_second.QuadPart;
}
#else
#include <time.h>

static double
bench_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}
#endif

#ifndef BENCH_BATCH_US
#define BENCH_BATCH_US	10000.0		/* a batch lasts at least this */
#endif
#define BENCH_BATCHES	5
#define BENCH_LONG_US	1000000.0	/* one this long is enough */

/* Stops a benchmark whose work went wrong: a wrong result has no speed. */
#define BENCH_CHECK(cond) do {						\
	if (!(cond)) {							\
		fprintf(stderr, "%s:%d: not true: %s\n",		\
		    __FILE__, __LINE__, #cond);				\
		exit(1);						\
	}								\
} while (0)

static int
bench_compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Is the name among those wanted (all if BENCH_ONLY is empty)? */
static int
bench_wanted(const char *name)
{
	const char *list = getenv("BENCH_ONLY"), *at = list;
	size_t n = strlen(name);

	if (list == NULL || *list == '\0')
		return 1;
	while ((at = strstr(at, name)) != NULL) {
		if ((at == list || at[-1] == ' ') &&
		    (at[n] == ' ' || at[n] == '\0'))
			return 1;
		at += n;
	}
	return 0;
}

/*
 * Times fn(n), which does the operation n times: n is raised until a batch
 * is long enough, then the median of a few batches counts.
 */
static void
bench(const char *name, void (*fn)(long n))
{
	double batch[BENCH_BATCHES], start, took;
	long n = 1;
	int i;

	if (!bench_wanted(name))
		return;
	for (;;) {
		start = bench_now();
		fn(n);
		took = bench_now() - start;
		if (took >= BENCH_BATCH_US)
			break;
		n = took * 4 < BENCH_BATCH_US ? n * 4 :
		    (long)((double)n * BENCH_BATCH_US / took * 1.1) + 1;
	}
	if (took >= BENCH_LONG_US) {
		printf("%s %.6f\n", name, took / (double)n);
		fflush(stdout);
		return;
	}
	for (i = 0; i < BENCH_BATCHES; i++) {
		start = bench_now();
		fn(n);
		batch[i] = (bench_now() - start) / (double)n;
	}
	qsort(batch, BENCH_BATCHES, sizeof(batch[0]), bench_compare);
	printf("%s %.6f\n", name, batch[BENCH_BATCHES / 2]);
	fflush(stdout);
}

#endif
