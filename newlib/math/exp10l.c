/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * exp10l() and pow10l() (glibc): two to the power of x log2(10), a product
 * that needs more bits than a long double has, or its error is multiplied.
 */
#include <math.h>

#define EXACT	27	/* 5 to that power has 63 bits */
#define LOG2_10	3.32192809488736234787031942948939017586483139302458Q

long double
exp10l(long double x)
{
	__float128 exponent = (__float128)x * LOG2_10;
	long double high = (long double)exponent, r = exp2l(high);

	int n;

	if (!isfinite(r) || r == 0)
		return r;
	if (fabsl(x) <= EXACT && x == (int)x) {
		for (r = 1, n = (int)fabsl(x); n > 0; n--)
			r *= 10;
		return x < 0 ? 1 / r : r;
	}
	return r + r * (long double)(exponent - high) *
	    0.693147180559945309417232121458L;
}

long double
pow10l(long double x)
{
	return exp10l(x);
}
