/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdint.h>
#include <wchar.h>

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
	wchar_t w[20];
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
	/* C23. */
	P("101 0b101 0B11 0", "%b %#b %#B %#b", 5, 5, 3, 0);
	P("00000101|101     |0b001|  011", "%08b|%-8b|%#05b|%5.3b", 5, 5, 1,
	    3);
	P("11111111 10", "%hhb %lb", 0xfff, 2L);
	P("1 10", "%2$b %1$lb", 2L, 1);
	snprintf(b, sizeof b, "%llb", -1ULL);
	CHECK_INT(strlen(b), 64);
	CHECK_INT(strspn(b, "1"), 64);
	CHECK_INT(swprintf(w, 20, L"%#010b", 10), 10);
	CHECK(wcscmp(w, L"0b00001010") == 0);
	P("abc", "%.3s", "abcdef");
	P("x    y", "%-5cy", 'x');
	return (0);
}
