/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, glibc has neither the flag + nor years of four digits */
/* env: TZ=XST-1 */
/*
 * Years that are not of four digits (XSH strftime; C: %F is %Y-%m-%d), and %s
 * as mktime() has it. libc-test looks at more of them.
 */
#include <time.h>
#include <wchar.h>

#include "test.h"

static void
is(int year, const char *format, const char *want)
{
	struct tm tm = { .tm_year = year - 1900, .tm_mon = 4, .tm_mday = 6,
	    .tm_wday = 3, .tm_yday = 125 };
	wchar_t wide[100], wformat[20];
	char b[100];

	CHECK_INT(strftime(b, sizeof b, format, &tm), strlen(want));
	CHECK_STR(b, want);
	mbstowcs(wformat, format, 20);
	CHECK_INT(wcsftime(wide, 100, wformat, &tm), strlen(want));
	CHECK_INT(wcstombs(b, wide, sizeof b), strlen(want));
	CHECK_STR(b, want);
}

int
main(void)
{
	struct tm tm = { .tm_year = 70, .tm_mday = 1, .tm_hour = 26,
	    .tm_gmtoff = 7200, .tm_yday = 300 };
	char b[20];

	is(2026, "%Y %G %C %F", "2026 2026 20 2026-05-06");
	is(26, "%Y %C %F", "0026 00 0026-05-06");
	is(-26, "%Y %C %F", "-026 -0 -026-05-06");
	is(12026, "%Y %C %F", "+12026 120 +12026-05-06");
	is(2026, "%+5Y %+3C %+11F", "+2026 +20 +2026-05-06");
	is(2026, "%06Y %04C %012F", "002026 0020 002026-05-06");
	is(0, "%01Y %01C %01F", "0 0 0-05-06");
	is(2026, "%3Y", "2026");
	is(2026, "%v", " 6-May-2026");
	/* No room. */
	CHECK_INT(strftime(b, 5, "%+5Y", &tm), 0);
	CHECK_INT(strftime(b, 20, "%099999999999Y", &tm), 0);
	CHECK_INT(strftime(b, 20, "%s", &tm), 5);
	CHECK_STR(b, "90000");
	return (0);
}
