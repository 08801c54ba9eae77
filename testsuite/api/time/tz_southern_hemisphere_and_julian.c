/* SPDX-License-Identifier: BSD-2-Clause */
#include <time.h>

#include "test.h"

int
main(void)
{
	setenv("TZ", "NZST-12NZDT,M9.5.0,M4.1.0/3", 1);
	time_t t = 1704067200;		/* 2024-01-01 00:00 UTC */
	struct tm *tm = localtime(&t);
	CHECK(tm->tm_hour == 13 && tm->tm_isdst == 1);
	t = 1719792000;			/* 2024-07-01 00:00 UTC */
	tm = localtime(&t);
	CHECK(tm->tm_hour == 12 && tm->tm_isdst == 0);
	setenv("TZ", "AAA0BBB,J60/0,300/0", 1);
	t = 1709251199;			/* 2024-02-29 23:59:59 UTC */
	CHECK_INT(localtime(&t)->tm_isdst, 0);
	t++;
	CHECK_INT(localtime(&t)->tm_isdst, 1);
	return (0);
}
