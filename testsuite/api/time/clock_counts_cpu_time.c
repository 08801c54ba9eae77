/* SPDX-License-Identifier: BSD-2-Clause */
/* clock() and the clock agree; programs call it as often as they like. */
#include <time.h>

#include "test.h"

int
main(void)
{
	clock_t a = clock();
	CHECK(a != (clock_t)-1);
	struct timespec p, q;
	CHECK_INT(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &p), 0);
	do {
		for (volatile int i = 0; i < 1000000; i++)
			continue;
	} while (clock() - a < CLOCKS_PER_SEC / 20);
	CHECK_INT(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &q), 0);
	CHECK((q.tv_sec - p.tv_sec) * 1e9 + (q.tv_nsec - p.tv_nsec) > 3e7);
	for (int i = 0; i < 2000000; i++)
		CHECK(clock() >= a);
	return (0);
}
