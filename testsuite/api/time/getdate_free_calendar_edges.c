/* SPDX-License-Identifier: BSD-2-Clause */
#include <time.h>

#include "test.h"

int
main(void)
{
	struct { int y, m, d, w, yd; } c[] = {
		{ 1900, 3, 1, 4, 59 }, { 2000, 12, 31, 0, 365 },
		{ 1999, 1, 1, 5, 0 }, { 2100, 2, 28, 0, 58 },
		{ 2038, 1, 19, 2, 18 }, { 1970, 1, 1, 4, 0 } };
	for (int i = 0; i < 6; i++) {
		struct tm tm = { .tm_year = c[i].y - 1900, .tm_mon = c[i].m - 1,
		    .tm_mday = c[i].d, .tm_hour = 12 };
		time_t t = timegm(&tm);
		struct tm *g = gmtime(&t);
		CHECK_INT(g->tm_wday, c[i].w);
		CHECK_INT(g->tm_yday, c[i].yd);
	}
	return (0);
}
