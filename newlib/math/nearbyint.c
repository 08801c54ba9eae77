/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * nearbyint() and nearbyintf() (XSH). newlib's call rint(), which the
 * compiler replaces by code that rounds |x|, wrong for the modes upward and
 * downward; and they raise "inexact", which these must not.
 */
#include <math.h>
#include <xmmintrin.h>

/* Called through a pointer, which no compiler looks through. */
static double (*const volatile round_double)(double) = rint;
static float (*const volatile round_float)(float) = rintf;

double
nearbyint(double x)
{
	unsigned int before = _mm_getcsr();
	double r = round_double(x);

	if (_mm_getcsr() != before)
		_mm_setcsr(before);
	return r;
}

float
nearbyintf(float x)
{
	unsigned int before = _mm_getcsr();
	float r = round_float(x);

	if (_mm_getcsr() != before)
		_mm_setcsr(before);
	return r;
}
