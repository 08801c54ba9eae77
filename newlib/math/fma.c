/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fma() and fmaf() (XSH) with one rounding. newlib's round twice. By the
 * processor's instruction where there is one, else by 113-bit arithmetic
 * with rounding to odd: S. Boldo and G. Melquiond, "Emulation of FMA and
 * correctly rounded sums" (2008). Infinity times zero is invalid even where
 * a NaN is added, which the instruction leaves out and plain arithmetic has.
 */
#include <cpuid.h>
#include <fenv.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* -1: no, 1: yes, 0: not asked yet; threads that race find the same. */
static int has_fma;

/* FMA3, and the system keeps the AVX registers (XCR0, Intel's manual). */
static int
fma_works(void)
{
	unsigned int a, b, c = 0, d, xcr = 0;

	if (has_fma == 0) {
		has_fma = -1;
		if (__get_cpuid(1, &a, &b, &c, &d) && (c >> 12 & 1) &&
		    (c >> 27 & 1)) {
			__asm__ ("xgetbv" : "=a" (xcr), "=d" (d) : "c" (0));
			if ((xcr & 6) == 6)
				has_fma = 1;
		}
	}
	return has_fma > 0;
}

/* The last bit of a 113-bit number, and the neighbour in a direction. */
static __float128
to_odd(__float128 s, int away)
{
	unsigned __int128 u;

	memcpy(&u, &s, sizeof(u));
	if ((u & 1) == 0)
		u += away ? 1 : (unsigned __int128)-1;
	memcpy(&s, &u, sizeof(s));
	return s;
}

static __float128
sum_to_odd(__float128 p, __float128 z)
{
	__float128 s = p + z, t, err;

	if (fegetround() != FE_TONEAREST || s == 0 || s - s != 0)
		return s;
	t = s - p;			/* Knuth's exact error of the sum */
	err = (p - (s - t)) + (z - t);
	return err != 0 ? to_odd(s, (err > 0) == (s > 0)) : s;
}

double
fma(double x, double y, double z)
{
	if (fma_works()) {
		double r = x;

		__asm__ ("vfmadd213sd %2, %1, %0"
		    : "+x" (r) : "x" (y), "x" (z));
		return isnan(r) ? x * y + z : r;
	}
	/* A product of zero keeps its sign only in plain arithmetic. */
	if (isfinite(x) && isfinite(y) && !isfinite(z))
		return z + z;		/* x * y may overflow */
	if (!isfinite(x) || !isfinite(y) || x == 0 || y == 0)
		return x * y + z;
	return (double)sum_to_odd((__float128)x * y, z);
}

float
fmaf(float x, float y, float z)
{
	if (fma_works()) {
		float r = x;

		__asm__ ("vfmadd213ss %2, %1, %0"
		    : "+x" (r) : "x" (y), "x" (z));
		return isnan(r) ? x * y + z : r;
	}
	if (isfinite(x) && isfinite(y) && !isfinite(z))
		return z + z;		/* x * y may overflow */
	if (!isfinite(x) || !isfinite(y) || x == 0 || y == 0)
		return x * y + z;
	return (float)sum_to_odd((__float128)x * y, z);
}
