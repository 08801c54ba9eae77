/* SPDX-License-Identifier: BSD-2-Clause */
#include <complex.h>
#include <math.h>

#include "test.h"

static void
near(double complex got, double complex want, int line)
{
	if (cabs(got - want) > cabs(want) * 1e-15) {
		fprintf(stderr, "line %d: %.17g%+.17gi\n", line, creal(got),
		    cimag(got));
		exit(1);
	}
}
#define	NEAR(a, b)	near(a, b, __LINE__)

int
main(void)
{
	double complex z = 3 + 4 * I;
	CHECK(cabs(z) == 5 && creal(z) == 3 && cimag(conj(z)) == -4);
	NEAR(z * z, -7 + 24 * I);
	NEAR(z / (1 + 2 * I), 2.2 - 0.4 * I);
	NEAR(csqrt(z), 2 + I);
	NEAR(cexp(I * M_PI / 2), I);
	NEAR(clog(z), 1.6094379124341003 + 0.9272952180016122 * I);
	NEAR(cpow(z, 2), -7 + 24 * I);
	NEAR(csin(1 + I), 1.2984575814159773 + 0.6349639147847361 * I);
	NEAR(catan(0.5 + 0 * I), 0.4636476090008061);
	CHECK(carg(-1 + 0 * I) == M_PI);
	CHECK(isinf(creal(cproj(CMPLX(INFINITY, 1)))));
	long double complex l = csqrtl(-1.0L);
	CHECK(creall(l) == 0 && cimagl(l) == 1);
	CHECK(cabsf(CMPLXF(3, 4)) == 5);
	CHECK(cabsl(CMPLXL(3, 4)) == 5);
	return (0);
}
