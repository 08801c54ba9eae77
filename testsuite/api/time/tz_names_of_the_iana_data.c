/* SPDX-License-Identifier: BSD-2-Clause */
/* TZ may name a zone of the IANA data, whose past is known too. */
/* env: TZ=Europe/Berlin */
#include "test.h"

#include <time.h>

static void
shows(time_t t, const char *want)
{
	char buf[64];
	struct tm tm;

	CHECK(localtime_r(&t, &tm) == &tm);
	CHECK(strftime(buf, sizeof(buf), "%Y-%m-%d %H:%M:%S %Z %z", &tm) > 0);
	CHECK_STR(buf, want);
	tm.tm_isdst = -1;
	CHECK_INT(mktime(&tm), t);
}

static void
zone(const char *name)
{
	CHECK_INT(setenv("TZ", name, 1), 0);
	tzset();
}

int
main(void)
{
	tzset();
	CHECK_STR(tzname[0], "CET");
	CHECK_STR(tzname[1], "CEST");
	CHECK_INT(timezone, -3600);
	CHECK(daylight != 0);
	shows(1711846799, "2024-03-31 01:59:59 CET +0100");
	shows(1711846800, "2024-03-31 03:00:00 CEST +0200");
	shows(-777000000, "1945-05-19 00:40:00 CEST +0200");
	shows(-774000000, "1945-06-22 19:00:00 CEMT +0300");
	shows(4102444800, "2100-01-01 01:00:00 CET +0100");

	zone("America/New_York");
	CHECK_STR(tzname[0], "EST");
	CHECK_STR(tzname[1], "EDT");
	shows(1700000000, "2023-11-14 17:13:20 EST -0500");
	shows(120000000, "1973-10-20 17:20:00 EDT -0400");
	zone("Asia/Kathmandu");
	shows(500000000, "1985-11-05 06:23:20 +0530 +0530");
	shows(1700000000, "2023-11-15 03:58:20 +0545 +0545");
	zone(":Australia/Lord_Howe");
	shows(1704067200, "2024-01-01 11:00:00 +11 +1100");
	shows(1719792000, "2024-07-01 10:30:00 +1030 +1030");
	zone("US/Pacific");		/* an old name */
	shows(1719792000, "2024-06-30 17:00:00 PDT -0700");

	zone("Nowhere/At_All");		/* unknown: as UTC */
	CHECK_INT(timezone, 0);
	zone("Europe/../Europe/Berlin/x");
	CHECK_INT(timezone, 0);
	zone("Europe");			/* a folder */
	CHECK_INT(timezone, 0);
	return 0;
}
