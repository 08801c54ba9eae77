/* SPDX-License-Identifier: BSD-2-Clause */
#include <math.h>

#include "test.h"

static void
near(double got, double want, int line)
{
	if (fabs(got - want) > fabs(want) * 4e-16) {
		fprintf(stderr, "line %d: %.17g, not %.17g\n", line, got, want);
		exit(1);
	}
}
#define	NEAR(a, b)	near(a, b, __LINE__)

int
main(void)
{
	volatile double x = 0.5;
	NEAR(sin(x), 0.479425538604203);
	NEAR(cos(x), 0.8775825618903728);
	NEAR(tan(x), 0.5463024898437905);
	NEAR(asin(x), 0.5235987755982989);
	NEAR(acos(x), 1.0471975511965979);
	NEAR(atan2(x, -1), 2.6779450445889870);
	NEAR(exp(x), 1.6487212707001282);
	NEAR(log(x), -0.6931471805599453);
	NEAR(log10(x), -0.3010299956639812);
	NEAR(log2(x * 6), 1.5849625007211562);
	NEAR(pow(x * 4, 0.5), 1.4142135623730951);
	NEAR(sinh(x), 0.5210953054937474);
	NEAR(tanh(x), 0.46211715726000973);
	NEAR(cbrt(x * 54), 3);
	NEAR(hypot(x * 6, 4), 5);
	NEAR(expm1(1e-10 * x), 5.00000000012500e-11);
	NEAR(log1p(1e-10 * x), 4.99999999987500e-11);
	NEAR(tgamma(x), 1.772453850905516);
	NEAR(lgamma(x * 20), 12.801827480081469);
	NEAR(erf(x), 0.5204998778130465);
	NEAR(j0(x), 0.938469807240813);
	NEAR(sin(1e22 * 2 * x), -0.8522008497671888);
	CHECK(sqrt(x * 4) == 0x1.6a09e667f3bcdp+0);
	CHECK(fma(x, 2, 1) == 2);
	return (0);
}
