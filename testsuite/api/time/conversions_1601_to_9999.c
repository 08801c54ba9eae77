/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every day from 1601 to 9999 has the date, the weekday and the day of the
 * year that counting gives, in UTC and in a zone with rules, and leads back
 * to its second.
 */
#include <time.h>

#include "test.h"

#define	DAY	86400
#define	FIRST	(-11644473600LL)	/* 1601-01-01, a Monday */

static int
is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static const int month_days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
    31 };

static void
check(const struct tm *tm, int y, int m, int d, int yday, int wday)
{
	if (tm->tm_year != y - 1900 || tm->tm_mon != m || tm->tm_mday != d ||
	    tm->tm_yday != yday || tm->tm_wday != wday) {
		fprintf(stderr, "%d-%d-%d is %d-%d-%d, day %d (%d), weekday "
		    "%d (%d)\n", y, m + 1, d, tm->tm_year + 1900,
		    tm->tm_mon + 1, tm->tm_mday, tm->tm_yday, yday,
		    tm->tm_wday, wday);
		exit(1);
	}
}

/* 03:00 is on the same day in the zone, at 08:30. */
static void
day(time_t t, int y, int m, int d, int yday, int wday)
{
	struct tm tm, copy;
	time_t at = t + 3 * 3600;

	CHECK(gmtime_r(&t, &tm) != NULL);
	check(&tm, y, m, d, yday, wday);
	CHECK(tm.tm_hour == 0 && tm.tm_min == 0 && tm.tm_sec == 0);
	CHECK_INT(timegm(&tm), t);
	if (d != 1 && d != 28)
		return;
	CHECK(localtime_r(&at, &tm) != NULL);
	check(&tm, y, m, d, yday, wday);
	CHECK(tm.tm_hour == 8 && tm.tm_min == 30);
	copy = tm;
	CHECK_INT(mktime(&copy), at);
}

int
main(void)
{
	time_t t = FIRST;
	int wday = 1;

	CHECK_OK(setenv("TZ", "IST-5:30", 1) == 0);
	tzset();
	for (int y = 1601; y <= 9999; y++) {
		int yday = 0;

		for (int m = 0; m < 12; m++) {
			int days = month_days[m] + (m == 1 && is_leap(y));

			for (int d = 1; d <= days; d++) {
				day(t, y, m, d, yday++, wday);
				wday = (wday + 1) % 7;
				t += DAY;
			}
		}
	}
	CHECK_INT(t, 253402300800LL);
	return 0;
}
