/* SPDX-License-Identifier: BSD-2-Clause */
/* For threads that look at a page now and then, never at the same pace. */
#ifndef ISTHMUS_TEST_LOOKS_H
#define ISTHMUS_TEST_LOOKS_H

#include <stdint.h>
#include <time.h>

static int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

/* Touches no page, for a while that is another one each time; ns at most. */
static void
pause_a_while(uint32_t *random, uint32_t most)
{
	int64_t until;

	*random = *random * 1664525 + 1013904223;
	until = now() + (*random >> 8) % most;
	while (now() < until)
		continue;
}

#endif
