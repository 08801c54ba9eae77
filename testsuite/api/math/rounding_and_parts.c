/* SPDX-License-Identifier: BSD-2-Clause */
#include <fenv.h>
#include <math.h>
#include <limits.h>

#include "test.h"

int
main(void)
{
	volatile double h = 2.5, n = -2.5;
	CHECK(floor(n) == -3 && ceil(n) == -2 && trunc(n) == -2);
	CHECK(round(h) == 3 && round(n) == -3 && rint(h) == 2);
	CHECK_INT(lround(n), -3);
	CHECK_INT(llrint(h), 2);
	CHECK_INT(fesetround(FE_UPWARD), 0);
	CHECK(rint(h) == 3 && nearbyint(n) == -2);
	CHECK_INT(fegetround(), FE_UPWARD);
	CHECK_INT(fesetround(FE_TONEAREST), 0);
	int e;
	CHECK(frexp(48, &e) == 0.75 && e == 6);
	CHECK(ldexp(0.75, 6) == 48 && scalbn(1, 10) == 1024);
	double ip;
	CHECK(modf(-3.25, &ip) == -0.25 && ip == -3);
	CHECK(fmod(-7, 3) == -1 && remainder(-7, 3) == -1);
	int q;
	CHECK(remquo(7, 2, &q) == -1 && (q & 7) == 4);
	CHECK(logb(10) == 3 && ilogb(0.1) == -4 && ilogb(0) == FP_ILOGB0);
	CHECK(nextafter(1, 2) == 1 + 0x1p-52 && copysign(1, -0.0) == -1);
	CHECK(fdim(3, 1) == 2 && fmax(NAN, 1) == 1 && fmin(1, NAN) == 1);
	return (0);
}
