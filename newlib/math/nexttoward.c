/* SPDX-License-Identifier: BSD-2-Clause */
/* nexttoward(): newlib's goes the wrong way next to zero. */
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Overflow and underflow are signalled (XSH nextafter). */
double
nexttoward(double x, long double y)
{
	uint64_t u;
	volatile double flag;

	if (isnan(x) || isnan(y))
		return x + (double)y;
	if ((long double)x == y)
		return (double)y;
	memcpy(&u, &x, sizeof(u));
	if (x == 0)
		u = (signbit(y) ? 1ull << 63 : 0) | 1;
	else if (((long double)x < y) == (x > 0))
		u++;
	else
		u--;
	memcpy(&x, &u, sizeof(x));
	if (isinf(x)) {
		flag = DBL_MAX;
		flag *= 2;
	} else if (fabs(x) < DBL_MIN) {
		flag = DBL_MIN;
		flag *= DBL_MIN;
	}
	return x;
}

float
nexttowardf(float x, long double y)
{
	uint32_t u;
	volatile float flag;

	if (isnan(x) || isnan(y))
		return x + (float)y;
	if ((long double)x == y)
		return (float)y;
	memcpy(&u, &x, sizeof(u));
	if (x == 0)
		u = (signbit(y) ? 1u << 31 : 0) | 1;
	else if (((long double)x < y) == (x > 0))
		u++;
	else
		u--;
	memcpy(&x, &u, sizeof(x));
	if (isinf(x)) {
		flag = FLT_MAX;
		flag *= 2;
	} else if (fabsf(x) < FLT_MIN) {
		flag = FLT_MIN;
		flag *= FLT_MIN;
	}
	return x;
}
