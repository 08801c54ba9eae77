/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the processor's x87 unit does exactly, and newlib's C does not:
 * sqrtl() correctly rounded, remquo() and its kin with the right quotient
 * (XSH; Intel's manual, FPREM1: exact remainder, the three low bits of the
 * quotient in C0, C3 and C1 once C2 is clear).
 */
#include <math.h>

long double
sqrtl(long double x)
{
	long double r;

	__asm__ ("fsqrt" : "=t" (r) : "0" (x));
	return r;
}

/* The quotient's low bits without its sign, which FPREM1 leaves out. */
static long double
reduce(long double x, long double y, int *quo)
{
	unsigned short sw;

	*quo = 0;
	if (isnan(x) || isnan(y))
		return x + y;		/* quietly */
	do
		__asm__ volatile ("fprem1\n\tfnstsw %1"
		    : "+t" (x), "=a" (sw) : "u" (y));
	while (sw & 0x400);
	*quo = (sw >> 8 & 1) << 2 | (sw >> 14 & 1) << 1 | (sw >> 9 & 1);
	return x;
}

long double
remquol(long double x, long double y, int *quo)
{
	long double r = reduce(x, y, quo);

	if (signbit(x) != signbit(y))
		*quo = -*quo;
	return r;
}

double
remquo(double x, double y, int *quo)
{
	return (double)remquol(x, y, quo);
}

float
remquof(float x, float y, int *quo)
{
	return (float)remquol(x, y, quo);
}

long double
remainderl(long double x, long double y)
{
	int q;

	return reduce(x, y, &q);
}

/* BSD's name of it. */
long double
dreml(long double x, long double y)
{
	return remainderl(x, y);
}

double
remainder(double x, double y)
{
	int q;

	return (double)reduce(x, y, &q);
}

float
remainderf(float x, float y)
{
	int q;

	return (float)reduce(x, y, &q);
}
