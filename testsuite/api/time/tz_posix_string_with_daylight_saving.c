/* SPDX-License-Identifier: BSD-2-Clause */
#include <time.h>

#include "test.h"

int
main(void)
{
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	CHECK_STR(tzname[0], "CET");
	CHECK_STR(tzname[1], "CEST");
	CHECK_INT(timezone, -3600);
	CHECK(daylight != 0);
	time_t t = 1711846799;		/* 2024-03-31 00:59:59 UTC */
	struct tm *tm = localtime(&t);
	CHECK(tm->tm_hour == 1 && tm->tm_min == 59 && tm->tm_isdst == 0);
	t++;
	tm = localtime(&t);
	CHECK(tm->tm_hour == 3 && tm->tm_min == 0 && tm->tm_isdst == 1);
	CHECK_INT(tm->tm_gmtoff, 7200);
	CHECK_STR(tm->tm_zone, "CEST");
	CHECK_INT(mktime(tm), t);
	struct tm july = { .tm_year = 124, .tm_mon = 6, .tm_mday = 1,
	    .tm_isdst = -1 };
	CHECK_INT(mktime(&july), 1719784800);
	setenv("TZ", "<-03>3", 1);
	tzset();
	CHECK_INT(timezone, 10800);
	CHECK_STR(tzname[0], "-03");
	return (0);
}
