/* SPDX-License-Identifier: BSD-2-Clause */
/* cflags: -frounding-math */
#include <fenv.h>
#include <math.h>

#include "test.h"

int
main(void)
{
	fenv_t env;
	volatile double one = 1, three = 3, zero = 0;
	CHECK_INT(feholdexcept(&env), 0);
	volatile double r = one / zero;
	CHECK(isinf(r) && fetestexcept(FE_DIVBYZERO));
	CHECK_INT(fesetround(FE_DOWNWARD), 0);
	volatile double low = one / three;
	CHECK_INT(fesetenv(&env), 0);
	CHECK(!fetestexcept(FE_DIVBYZERO) && fegetround() == FE_TONEAREST);
	fesetround(FE_UPWARD);
	volatile double high = one / three;
	fesetenv(FE_DFL_ENV);
	CHECK(low < high && fegetround() == FE_TONEAREST);
	CHECK_INT(feraiseexcept(FE_INEXACT), 0);
	CHECK(fetestexcept(FE_INEXACT) == FE_INEXACT);
	return (0);
}
