/* SPDX-License-Identifier: BSD-2-Clause */
/* env: TZ=UTC0 */
#include <time.h>

#include "test.h"

static void
is(const char *format, const char *want)
{
	time_t t = 1704164645;		/* Tue 2024-01-02 03:04:05 */
	struct tm tm;
	char b[200];

	gmtime_r(&t, &tm);
	CHECK_INT(strftime(b, sizeof b, format, &tm), strlen(want));
	CHECK_STR(b, want);
}

int
main(void)
{
	is("%Y-%m-%d %H:%M:%S", "2024-01-02 03:04:05");
	is("%F %T %D %R", "2024-01-02 03:04:05 01/02/24 03:04");
	is("%a %A %b %B %h", "Tue Tuesday Jan January Jan");
	is("%C %y %e %j %I %p", "20 24  2 002 03 AM");
	is("%u %w %U %W %V %G %g", "2 2 00 01 01 2024 24");
	is("%c", "Tue Jan  2 03:04:05 2024");
	is("%x %X %r", "01/02/24 03:04:05 03:04:05 AM");
	is("%n%t%%", "\n\t%");
	is("%z", "+0000");
	is("%s", "1704164645");
	is("%Ey %Od", "24 02");
	struct tm tm = { .tm_year = 100, .tm_mon = 0, .tm_mday = 1,
	    .tm_wday = 6 };
	char b[40];
	CHECK_INT(strftime(b, sizeof b, "%G-W%V-%u", &tm), 10);
	CHECK_STR(b, "1999-W52-6");
	CHECK_INT(strftime(b, 3, "%Y", &tm), 0);
	return (0);
}
