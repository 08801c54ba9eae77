/* SPDX-License-Identifier: BSD-2-Clause */
/* env: TZ=UTC0 */
#include <time.h>

#include "test.h"

int
main(void)
{
	time_t t = 86399;
	char b[26];
	CHECK_STR(ctime(&t), "Thu Jan  1 23:59:59 1970\n");
	CHECK_STR(asctime_r(gmtime(&t), b), "Thu Jan  1 23:59:59 1970\n");
	CHECK(difftime(10, 4) == 6.0);
	return (0);
}
