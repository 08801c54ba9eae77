/* SPDX-License-Identifier: BSD-2-Clause */
/* x86's 80-bit long double is printed with all its digits. */
#include <float.h>
#include <math.h>

#include "test.h"

int
main(void)
{
	char b[5200];
	snprintf(b, sizeof b, "%.20Lg", 3.141592653589793238462643L);
	CHECK_STR(b, "3.1415926535897932385");
	snprintf(b, sizeof b, "%Lf", 1.5L);
	CHECK_STR(b, "1.500000");
	snprintf(b, sizeof b, "%Lg %Lg", LDBL_MAX, LDBL_MIN);
	CHECK_STR(b, "1.18973e+4932 3.3621e-4932");
	CHECK_INT(snprintf(b, sizeof b, "%.0Lf", LDBL_MAX), 4933);
	CHECK(strncmp(b, "11897314953572317650212638530309702", 35) == 0);
	snprintf(b, sizeof b, "%Le", 1e4000L);
	CHECK_STR(b, "1.000000e+4000");
	snprintf(b, sizeof b, "%Lf", (long double)INFINITY);
	CHECK_STR(b, "inf");
	long double back;
	snprintf(b, sizeof b, "%La", 0x1.23456789abcdef12p-1000L);
	CHECK_INT(sscanf(b, "%La", &back), 1);
	CHECK(back == 0x1.23456789abcdef12p-1000L);
	return (0);
}
