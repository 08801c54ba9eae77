/* SPDX-License-Identifier: BSD-2-Clause */
/* env: TZ=UTC0 */
#include <time.h>

#include "test.h"

int
main(void)
{
	struct tm tm = { .tm_year = 124, .tm_mon = 13, .tm_mday = -5,
	    .tm_hour = 49, .tm_min = -1, .tm_isdst = -1 };
	CHECK(mktime(&tm) != (time_t)-1);
	CHECK(tm.tm_year == 125 && tm.tm_mon == 0 && tm.tm_mday == 28);
	CHECK(tm.tm_hour == 0 && tm.tm_min == 59 && tm.tm_wday == 2);
	CHECK_INT(tm.tm_yday, 27);
	CHECK_INT(tm.tm_isdst, 0);
	return (0);
}
