/* SPDX-License-Identifier: BSD-2-Clause */
#include <float.h>
#include <math.h>

#include "test.h"

int
main(void)
{
	char *end;
	CHECK(strtod("0.1", NULL) == 0x1.999999999999ap-4);
	CHECK(strtod("1e23", NULL) == 0x1.52d02c7e14af6p+76);
	CHECK(strtod("2.2250738585072011e-308", NULL) ==
	    0x0.fffffffffffffp-1022);
	CHECK(strtod("9007199254740993", NULL) == 9007199254740992.0);
	CHECK(strtod("9007199254740993.00000000000000000001", NULL) ==
	    9007199254740994.0);
	CHECK(strtod("0x1.8p1xyz", &end) == 3.0);
	CHECK_STR(end, "xyz");
	CHECK(isinf(strtod("-INFinity", &end)) && *end == '\0');
	CHECK(isnan(strtod("nan(1)", &end)) && *end == '\0');
	errno = 0;
	CHECK(strtod("1e999", NULL) == HUGE_VAL);
	CHECK_INT(errno, ERANGE);
	errno = 0;
	CHECK(strtod("1e-999", NULL) == 0);
	CHECK_INT(errno, ERANGE);
	CHECK(strtod("1e", &end) == 1 && strcmp(end, "e") == 0);
	CHECK(strtof("16777217", NULL) == 16777216.0f);
	CHECK(signbit(strtod("-0", NULL)));
	return (0);
}
