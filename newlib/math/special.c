/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Bessel's functions and tgamma(): what sets errno around the inner ones.
 * newlib's give 0 for large arguments that the inner ones know, raise
 * "invalid" for a NaN, and tgammaf() sets errno for every finite one.  At
 * -Inf the inner ones of odd order give -0; both zeros are right, it is +0
 * here as with newlib.
 */
#include <errno.h>
#include <math.h>

double __ieee754_j0(double), __ieee754_j1(double), __ieee754_jn(int, double);
double __ieee754_y0(double), __ieee754_y1(double), __ieee754_yn(int, double);
float __ieee754_j0f(float), __ieee754_j1f(float), __ieee754_jnf(int, float);
float __ieee754_y0f(float), __ieee754_y1f(float), __ieee754_ynf(int, float);
double __ieee754_tgamma(double);
float __ieee754_tgammaf(float);

/* XSH y0(): a pole error at 0, a domain error below, none for a NaN. */
static void
check_y(double x)
{
	if (x == 0)
		errno = ERANGE;
	else if (isless(x, 0))
		errno = EDOM;
}

double
j0(double x)
{
	return __ieee754_j0(x);
}

double
j1(double x)
{
	return isinf(x) ? 0 : __ieee754_j1(x);
}

double
jn(int n, double x)
{
	return isinf(x) ? 0 : __ieee754_jn(n, x);
}

double
y0(double x)
{
	check_y(x);
	return __ieee754_y0(x);
}

double
y1(double x)
{
	check_y(x);
	return __ieee754_y1(x);
}

double
yn(int n, double x)
{
	check_y(x);
	return __ieee754_yn(n, x);
}

float
j0f(float x)
{
	return __ieee754_j0f(x);
}

float
j1f(float x)
{
	return isinf(x) ? 0 : __ieee754_j1f(x);
}

float
jnf(int n, float x)
{
	return isinf(x) ? 0 : __ieee754_jnf(n, x);
}

float
y0f(float x)
{
	check_y(x);
	return __ieee754_y0f(x);
}

float
y1f(float x)
{
	check_y(x);
	return __ieee754_y1f(x);
}

float
ynf(int n, float x)
{
	check_y(x);
	return __ieee754_ynf(n, x);
}

/*
 * XSH tgamma(): a domain error for negative integers and -Inf, a pole error
 * for 0, a range error where the result overflows; underflow may be one.
 */
static void
check_gamma(double x, double r)
{
	if (isnan(x) || (isfinite(r) && r != 0))
		return;
	if (isless(x, 0) && rint(x) == x && !isfinite(r))
		errno = EDOM;
	else if (isfinite(x))
		errno = ERANGE;
}

double
tgamma(double x)
{
	double r = __ieee754_tgamma(x);

	check_gamma(x, r);
	return r;
}

float
tgammaf(float x)
{
	float r = __ieee754_tgammaf(x);

	check_gamma(x, r);
	return r;
}
