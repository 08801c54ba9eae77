/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Before libc-test's own mtest.h: a program for <math.h> also prints the
 * largest error it met, in units of the last place, to the nearest and in
 * the other rounding modes.
 */
#include_next "mtest.h"
#include <stdio.h>

static float worst_near, worst_directed;

static int
note_ulp(float d, int r)
{
	float *worst = r == RN ? &worst_near : &worst_directed;

	if (!(fabsf(d) <= *worst))
		*worst = fabsf(d);
	return checkulp(d, r);
}

__attribute__((__destructor__)) static void
print_worst(void)
{
	printf("worst %.4f %.4f\n", worst_near, worst_directed);
}

#define checkulp(d, r) note_ulp(d, r)
