/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The long double complex functions that newlib has only where long double
 * is double (ISO C17 7.3, special values by Annex G.6). Methods: W. Kahan,
 * "Branch Cuts for Complex Elementary Functions" (1987).
 */
#include <complex.h>
#include <float.h>
#include <math.h>

#define M_LOG10El	0.43429448190325182765112891891660508L
#define HALF_PI		1.57079632679489661923132169163975144L
#define EXP_MAX		11350.0L	/* expl() is finite up to here */

static long double complex
cplx(long double x, long double y)
{
	return CMPLXL(x, y);
}

/* i * z, for the functions that are the hyperbolic ones turned. */
static long double complex
times_i(long double complex z)
{
	return cplx(-cimagl(z), creall(z));
}

/* w / i */
static long double complex
over_i(long double complex w)
{
	return cplx(cimagl(w), -creall(w));
}

long double
cargl(long double complex z)
{
	return atan2l(cimagl(z), creall(z));
}

long double complex
cprojl(long double complex z)
{
	if (isinf(creall(z)) || isinf(cimagl(z)))
		return cplx(INFINITY, copysignl(0, cimagl(z)));
	return z;
}

/* log |z|, also where |z| is close to 1 and the logarithm to 0. */
static long double
log_abs(long double x, long double y)
{
	long double r, t;

	x = fabsl(x);
	y = fabsl(y);
	if (x < y) {
		t = x;
		x = y;
		y = t;
	}
	r = hypotl(x, y);
	if (r > 0.5L && r < 2)		/* 113 bits outlive the cancellation */
		return log1pl((long double)((__float128)x * x - 1 +
		    (__float128)y * y)) / 2;
	if (isinf(r) && !isinf(x) && !isinf(y))
		return logl(hypotl(x / 2, y / 2)) + logl(2);
	return logl(r);
}

long double complex
clogl(long double complex z)
{
	return cplx(log_abs(creall(z), cimagl(z)), cargl(z));
}

long double complex
clog10l(long double complex z)
{
	return clogl(z) * M_LOG10El;
}

long double complex
csqrtl(long double complex z)
{
	long double x = creall(z), y = cimagl(z), t, scale = 1;

	if (x == 0 && y == 0)
		return cplx(0, y);
	if (isinf(y))
		return cplx(INFINITY, y);
	if (isnan(x))
		return cplx(x, (y - y) / (y - y));
	if (isinf(x)) {
		if (signbit(x))
			return cplx(fabsl(y - y), copysignl(x, y));
		return cplx(x, copysignl(y - y, y));
	}
	/* Keep the sum below from overflow and from losing tiny parts. */
	if (fabsl(x) >= LDBL_MAX / 4 || fabsl(y) >= LDBL_MAX / 4) {
		x /= 16;
		y /= 16;
		scale = 4;
	} else if (fabsl(x) < LDBL_MIN * 0x1p70L &&
	    fabsl(y) < LDBL_MIN * 0x1p70L) {
		x *= 0x1p140L;
		y *= 0x1p140L;
		scale = 0x1p-70L;
	}
	t = sqrtl((fabsl(x) + hypotl(x, y)) / 2);
	if (x >= 0)
		return cplx(t * scale, y / (2 * t) * scale);
	return cplx(fabsl(y) / (2 * t) * scale, copysignl(t, y) * scale);
}

/* e^x times c and s, where e^x alone may overflow. */
static long double complex
exp_times(long double x, long double c, long double s)
{
	long double e;

	if (x < EXP_MAX || isinf(x)) {
		e = expl(x);
		return cplx(e * c, e * s);
	}
	e = expl(x / 2);
	return cplx(e * c * e, e * s * e);
}

long double complex
cexpl(long double complex z)
{
	long double x = creall(z), y = cimagl(z);

	if (y == 0)
		return cplx(expl(x), y);
	if (!isfinite(y)) {
		if (isinf(x) && x < 0)
			return cplx(0, copysignl(0, y));
		if (isinf(x))
			return cplx(x, y - y);
		return cplx(y - y, y - y);
	}
	if (isnan(x))
		return cplx(x, x);
	return exp_times(x, cosl(y), sinl(y));
}

/*
 * cosh and sinh of a large |x|: e^|x|/2, with the sign of x for sinh.
 */
static int
is_large(long double x)
{
	return fabsl(x) > EXP_MAX && !isinf(x);
}

long double complex
ccoshl(long double complex z)
{
	long double x = creall(z), y = cimagl(z);

	if (y == 0)
		return cplx(coshl(x), isnan(x) ? copysignl(0, y) :
		    copysignl(0, x) * y);
	if (!isfinite(y)) {
		if (x == 0)
			return cplx(y - y, copysignl(0, x));
		if (isinf(x))
			return cplx(INFINITY, y - y);
		return cplx(y - y, y - y);
	}
	if (x == 0)
		return cplx(cosl(y), x * sinl(y));
	if (is_large(x))
		return exp_times(fabsl(x), cosl(y) / 2,
		    copysignl(1, x) * sinl(y) / 2);
	return cplx(coshl(x) * cosl(y), sinhl(x) * sinl(y));
}

long double complex
csinhl(long double complex z)
{
	long double x = creall(z), y = cimagl(z);

	if (y == 0)
		return cplx(sinhl(x), y);
	if (!isfinite(y)) {
		if (x == 0)
			return cplx(x, y - y);
		if (isinf(x))
			return cplx(x, y - y);
		return cplx(y - y, y - y);
	}
	if (x == 0)
		return cplx(copysignl(0, x * cosl(y)), sinl(y));
	if (is_large(x))
		return exp_times(fabsl(x), copysignl(1, x) * cosl(y) / 2,
		    sinl(y) / 2);
	return cplx(sinhl(x) * cosl(y), coshl(x) * sinl(y));
}

long double complex
ctanhl(long double complex z)
{
	long double x = creall(z), y = cimagl(z), t, b, s, d;

	if (isinf(x))
		return cplx(copysignl(1, x), copysignl(0, isfinite(y) ?
		    sinl(y) * cosl(y) : y));
	if (isnan(x))
		return cplx(x, y == 0 ? y : x);
	if (!isfinite(y))
		return cplx(x == 0 ? x : y - y, y - y);
	if (fabsl(x) > 30)		/* tanh is 1, the rest is tiny */
		return cplx(copysignl(1, x),
		    4 * sinl(y) * cosl(y) * expl(-2 * fabsl(x)));
	t = tanl(y);
	b = 1 + t * t;
	s = sinhl(x);
	d = 1 + b * s * s;
	if (isinf(t))
		return cplx(sqrtl(1 + s * s) / s, 1 / t);
	return cplx(b * sqrtl(1 + s * s) * s / d, t / d);
}

long double complex
ccosl(long double complex z)
{
	return ccoshl(times_i(z));
}

long double complex
csinl(long double complex z)
{
	return over_i(csinhl(times_i(z)));
}

long double complex
ctanl(long double complex z)
{
	return over_i(ctanhl(times_i(z)));
}

/* atanh of a finite x + iy whose squares do not overflow. */
static long double complex
atanh_finite(long double x, long double y)
{
	long double ax = fabsl(x), re, im, d;

	if (ax == 1 && fabsl(y) < 0x1p-60L) {
		/* |4x/d| below is only 2/y^2: take the root apart. */
		re = y == 0 ? HUGE_VALL : logl(2 / fabsl(y)) / 2;
		im = y == 0 ? y : copysignl(HALF_PI / 2, y);
		return cplx(copysignl(re, x), im);
	}
	d = (1 - ax) * (1 - ax) + y * y;
	re = log1pl(4 * ax / d) / 4;
	im = atan2l(2 * y, (1 - ax) * (1 + ax) - y * y) / 2;
	return cplx(copysignl(re, x), im);
}

/* newlib's catanhl() goes by catanl(). */
long double complex
catanl(long double complex z)
{
	long double x = -cimagl(z), y = creall(z), r;
	long double complex w;

	if (isnan(x) || isnan(y)) {
		if (isinf(x))
			w = cplx(copysignl(0, x), y);
		else if (isinf(y))
			w = cplx(copysignl(0, x), copysignl(HALF_PI, y));
		else
			w = cplx(x == 0 ? x : x + y, x + y);
	} else if (fabsl(x) > 0x1p70L || fabsl(y) > 0x1p70L) {
		/* 1/z, whose imaginary part only turns by pi/2 */
		if (isinf(x) || isinf(y))
			r = 0;
		else if (fabsl(x) > fabsl(y))
			r = 1 / (x + y / x * y);
		else
			r = x / y / (y + x / y * x);
		w = cplx(copysignl(r, x), copysignl(HALF_PI, y));
	} else
		w = atanh_finite(x, y);
	return over_i(w);
}

long double complex
cpowl(long double complex z, long double complex w)
{
	long double r = cabsl(z), u = creall(w), v = cimagl(w), arg, mag, th;

	if (u == 0 && v == 0)
		return cplx(1, 0);
	if (r == 0)
		return v == 0 && u > 0 ? cplx(0, 0) : cexpl(w * clogl(z));
	arg = cargl(z);
	mag = powl(r, u);
	th = u * arg;
	if (v != 0) {
		mag *= expl(-v * arg);
		th += v * log_abs(creall(z), cimagl(z));
	}
	if (th == 0)
		return cplx(mag, th);
	return cplx(mag * cosl(th), mag * sinl(th));
}
