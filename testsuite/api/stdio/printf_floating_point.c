/* SPDX-License-Identifier: BSD-2-Clause */
#include <math.h>

#include "test.h"

int
main(void)
{
	char b[400];
#define	P(want, ...)	do {						\
	snprintf(b, sizeof b, __VA_ARGS__);				\
	CHECK_STR(b, want);						\
} while (0)
	P("3.141593", "%f", 3.14159265358979);
	P("3.14", "%.2f", 3.14159265358979);
	P("1.000000e+10", "%e", 1e10);
	P("1e+10 0.0001 1e-05", "%g %g %g", 1e10, 0.0001, 0.00001);
	P("100000 1e+06", "%g %g", 100000.0, 1000000.0);
	P("1.00000", "%#g", 1.0);
	P("0x1.8p+1", "%a", 3.0);
	P("inf -inf nan", "%f %f %f", INFINITY, -INFINITY, NAN);
	P("INF", "%F", INFINITY);
	P("  inf", "%05f", INFINITY);
	P("0 2 2 4", "%.0f %.0f %.0f %.0f", 0.5, 1.5, 2.5, 3.5);
	P("-0.0", "%.1f", -0.0);
	P("0.1000000000000000055511151231257827", "%.34f", 0.1);
	P("4.9406564584124654e-324", "%.17g", 4.9406564584124654e-324);
	P("+1.5 | 1.5", "%+g |% g", 1.5, 1.5);
	snprintf(b, sizeof b, "%f", 1e300);
	CHECK_INT(strlen(b), 308);
	CHECK(strncmp(b, "10000000000000000525047602552044202487", 38) == 0);
	return (0);
}
