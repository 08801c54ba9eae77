/* SPDX-License-Identifier: BSD-2-Clause */
#include <time.h>

#include "test.h"

int
main(void)
{
	struct tm tm = { 0 };
	char *end = strptime("2024-02-29 23:58:57rest", "%Y-%m-%d %H:%M:%S",
	    &tm);
	CHECK_STR(end, "rest");
	CHECK(tm.tm_year == 124 && tm.tm_mon == 1 && tm.tm_mday == 29);
	CHECK(tm.tm_hour == 23 && tm.tm_min == 58 && tm.tm_sec == 57);
	CHECK(tm.tm_wday == 4 && tm.tm_yday == 59);
	memset(&tm, 0, sizeof tm);
	CHECK(strptime("Tue Jan  2 03:04:05 PM", "%a %b %e %I:%M:%S %p",
	    &tm) != NULL);
	CHECK(tm.tm_hour == 15 && tm.tm_wday == 2 && tm.tm_mon == 0);
	CHECK(strptime("x", "%d", &tm) == NULL);
	CHECK(strptime("32", "%d", &tm) == NULL);
	CHECK(strptime("68", "%y", &tm) != NULL && tm.tm_year == 168);
	CHECK(strptime("69", "%y", &tm) != NULL && tm.tm_year == 69);
	return (0);
}
