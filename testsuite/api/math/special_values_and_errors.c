/* SPDX-License-Identifier: BSD-2-Clause */
#include <fenv.h>
#include <math.h>

#include "test.h"

int
main(void)
{
	volatile double zero = 0, one = 1, big = 1e308;
	CHECK(isinf(one / zero) && isnan(zero / zero));
	CHECK(fpclassify(zero) == FP_ZERO && fpclassify(1e-310) ==
	    FP_SUBNORMAL && fpclassify(one) == FP_NORMAL);
	CHECK(isunordered(NAN, 1.0) && isgreater(2.0, 1.0) && signbit(-zero));
	feclearexcept(FE_ALL_EXCEPT);
	volatile double r = one / zero;
	CHECK(fetestexcept(FE_DIVBYZERO) != 0);
	feclearexcept(FE_ALL_EXCEPT);
	r = big * big;
	CHECK(fetestexcept(FE_OVERFLOW) != 0);
	CHECK(r == HUGE_VAL);
	feclearexcept(FE_ALL_EXCEPT);
	errno = 0;
	CHECK(isnan(log(-one)));
	CHECK((math_errhandling & MATH_ERRNO) == 0 || errno == EDOM);
	errno = 0;
	CHECK(exp(big) == HUGE_VAL);
	CHECK((math_errhandling & MATH_ERRNO) == 0 || errno == ERANGE);
	CHECK(pow(zero, zero) == 1 && isnan(sqrt(-one)));
	CHECK(isnan(nan("")) && !isnan(zero));
	return (0);
}
