/* SPDX-License-Identifier: BSD-2-Clause */
#include <float.h>

#include "test.h"

int
main(void)
{
	CHECK(strtold("0.1", NULL) == 0.1L);
	CHECK(strtold("1.18973149535723176502e4932", NULL) == LDBL_MAX);
	CHECK(strtold("3.6e-4951", NULL) == 0x1p-16445L);
	CHECK(strtold("18446744073709551615", NULL) ==
	    18446744073709551615.0L);
	errno = 0;
	CHECK(strtold("1e5000", NULL) == __builtin_infl());
	CHECK_INT(errno, ERANGE);
	return (0);
}
