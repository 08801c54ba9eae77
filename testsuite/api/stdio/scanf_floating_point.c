/* SPDX-License-Identifier: BSD-2-Clause */
#include <math.h>

#include "test.h"

int
main(void)
{
	float f;
	double d;
	long double ld;
	CHECK_INT(sscanf("1.5 -2e3 0x1p-3", "%f %lf %Lf", &f, &d, &ld), 3);
	CHECK(f == 1.5f && d == -2000 && ld == 0.125L);
	CHECK_INT(sscanf("inf nan infinity", "%f %lf %Lf", &f, &d, &ld), 3);
	CHECK(isinf(f) && isnan(d) && isinf(ld));
	CHECK_INT(sscanf("1.25abc", "%4lf", &d), 1);
	CHECK(d == 1.25);
	CHECK_INT(sscanf(".", "%lf", &d), 0);
	CHECK_INT(sscanf("1.189731495357231765e4932", "%Lf", &ld), 1);
	CHECK(!isinf(ld));
	return (0);
}
