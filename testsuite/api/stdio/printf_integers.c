/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdint.h>

#include "test.h"

static void
is(const char *got, const char *want)
{
	CHECK_STR(got, want);
}

int
main(void)
{
	char b[200];
#define	P(want, ...)	do {						\
	CHECK_INT(snprintf(b, sizeof b, __VA_ARGS__), strlen(want));	\
	is(b, want);							\
} while (0)
	P("42 -42 +42", "%d %d %+d", 42, -42, 42);
	P("    42|42    |00042", "%6d|%-6d|%05d", 42, 42, 42);
	P("ff FF 0xff 0377", "%x %X %#x %#o", 255, 255, 255, 255);
	P("-9223372036854775808", "%lld", -9223372036854775807LL - 1);
	P("18446744073709551615", "%llu", -1ULL);
	P("-1 255 -1", "%hhd %hhu %hd", -1, 255, 65535);
	P("  007", "%5.3d", 7);
	P("", "%.0d", 0);
	P("   42", "%*d", 5, 42);
	P("42   ", "%*d", -5, 42);
	P("4294967296 9", "%ld %zu", 4294967296L, (size_t)9);
	P("-7 %", "%jd %%", (intmax_t)-7);
	P("abc", "%.3s", "abcdef");
	P("x    y", "%-5cy", 'x');
	return (0);
}
