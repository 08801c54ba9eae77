/* SPDX-License-Identifier: BSD-2-Clause */
#include <tgmath.h>

#include "test.h"

int
main(void)
{
	float f = 2;
	double d = 2;
	long double l = 2;
	double complex z = -1;
	CHECK(sizeof sqrt(f) == sizeof f && sizeof sqrt(d) == sizeof d);
	CHECK(sizeof sqrt(l) == sizeof l && sizeof pow(f, d) == sizeof d);
	CHECK(sqrt(l) == sqrtl(2) && sqrt(f) == sqrtf(2));
	CHECK(cimag(sqrt(z)) == 1 && fabs(CMPLX(3, 4)) == 5);
	CHECK(carg(d) == 0);
	return (0);
}
