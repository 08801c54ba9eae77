/* SPDX-License-Identifier: BSD-2-Clause */
#include <time.h>

#include "test.h"

int
main(void)
{
	time_t t[] = { 0, 1, -1, 951782400, 951868799, 1709164800, 2147483647,
	    2147483648, -2208988800, 4102444800, 253402300799, -62135596800 };
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		struct tm tm;
		CHECK(gmtime_r(&t[i], &tm) == &tm);
		CHECK_INT(timegm(&tm), t[i]);
	}
	struct tm tm;
	time_t leap = 951782400;
	gmtime_r(&leap, &tm);
	CHECK(tm.tm_year == 100 && tm.tm_mon == 1 && tm.tm_mday == 29);
	CHECK(tm.tm_wday == 2 && tm.tm_yday == 59);
	struct tm far = { .tm_year = 70, .tm_mday = 1, .tm_sec = 86400 * 3 };
	CHECK_INT(timegm(&far), 86400 * 3);
	CHECK(far.tm_mday == 4 && far.tm_sec == 0);
	return (0);
}
