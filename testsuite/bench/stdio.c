/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * stdio: a byte at a time, formatted output.  The same calls on both sides;
 * raw is msvcrt's stdio.  An operation is one call.
 */
#ifdef BENCH_RAW
#define __USE_MINGW_ANSI_STDIO	0
#endif
#include "bench.h"

#define BYTES	(1L << 20)

static const char name[] =
#ifdef BENCH_RAW
    "stdio-raw.tmp";
#else
    "stdio-ours.tmp";
#endif

static FILE *file;
static volatile int sink;

static void
do_putc(long n)
{
	long i;

	for (i = 0; i < n; i++) {
		if (i % BYTES == 0)
			rewind(file);
		putc('x', file);
	}
	fflush(file);
}

static void
do_getc(long n)
{
	long i;
	int c = 0;

	for (i = 0; i < n; i++) {
		if (i % BYTES == 0)
			rewind(file);
		c += getc(file);
	}
	sink = c;
}

static void
do_fprintf(long n)
{
	long i;

	for (i = 0; i < n; i++) {
		if (i % 32768 == 0)
			rewind(file);
		fprintf(file, "%s %d\n", "some text", (int)i);
	}
	fflush(file);
}

static void
snprintf_int(long n)
{
	char buf[64];

	while (n-- > 0)
		sink = snprintf(buf, sizeof(buf), "%d %s %lx %-8d|",
		    (int)n, "abc", (unsigned long)n, 42);
}

static void
snprintf_double(long n)
{
	char buf[64];

	while (n-- > 0)
		sink = snprintf(buf, sizeof(buf), "%.3f %g",
		    (double)n / 7, (double)n * 1e3);
}

static void
do_fgets(long n)
{
	char line[128];

	while (n-- > 0)
		if (fgets(line, sizeof(line), file) == NULL)
			rewind(file);
}

int
main(void)
{
	file = fopen(name, "w+b");
	BENCH_CHECK(file != NULL);
	do_putc(BYTES);
	bench("putc", do_putc);
	bench("getc", do_getc);
	bench("fprintf", do_fprintf);
	bench("fgets", do_fgets);
	bench("snprintf_int", snprintf_int);
	bench("snprintf_double", snprintf_double);
	fclose(file);
	remove(name);
	return 0;
}
