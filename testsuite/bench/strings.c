/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memcpy, memset, strlen, strchr, qsort against msvcrt's.  Calls go through
 * pointers, so that no compiler does the work itself.
 */
#include "bench.h"

#define LARGE	(1L << 20)

static void *(*volatile copy)(void *, const void *, size_t) = memcpy;
static void *(*volatile fill)(void *, int, size_t) = memset;
static int (*volatile compare)(const void *, const void *, size_t) = memcmp;
static size_t (*volatile length)(const char *) = strlen;
static volatile size_t sink;
static char from[LARGE + 64], to[LARGE + 64];
static int numbers[10000];

#define MEMCPY(n)							\
static void								\
memcpy_##n(long count)							\
{									\
	while (count-- > 0)						\
		copy(to + (count & 7), from, n);			\
}
MEMCPY(16)
MEMCPY(256)
MEMCPY(4096)
MEMCPY(65536)
MEMCPY(1048576)

static void
memset_4096(long count)
{
	while (count-- > 0)
		fill(to, (int)count, 4096);
}

static void
memcmp_4096(long count)
{
	memcpy(to, from, 4096);
	while (count-- > 0)
		sink = (size_t)compare(to, from, 4096);
}

static void
strlen_16(long count)
{
	static const char text[] = "sixteen letters.";

	while (count-- > 0)
		sink = length(text);
}

static void
strlen_1000(long count)
{
	static char text[1001];

	memset(text, 'x', 1000);
	while (count-- > 0)
		sink = length(text);
}

static int
by_value(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void
qsort_10000(long count)
{
	unsigned seed;
	int i;

	while (count-- > 0) {
		seed = 1;
		for (i = 0; i < 10000; i++) {
			seed = seed * 1103515245u + 12345u;
			numbers[i] = (int)(seed >> 8);
		}
		qsort(numbers, 10000, sizeof(numbers[0]), by_value);
	}
	BENCH_CHECK(numbers[0] <= numbers[1]);
}

int
main(void)
{
	memset(from, 1, sizeof(from));
	memset(to, 1, sizeof(to));
	bench("memcpy_16", memcpy_16);
	bench("memcpy_256", memcpy_256);
	bench("memcpy_4096", memcpy_4096);
	bench("memcpy_65536", memcpy_65536);
	bench("memcpy_1048576", memcpy_1048576);
	bench("memset_4096", memset_4096);
	bench("memcmp_4096", memcmp_4096);
	bench("strlen_16", strlen_16);
	bench("strlen_1000", strlen_1000);
	bench("qsort_10000", qsort_10000);
	return 0;
}
