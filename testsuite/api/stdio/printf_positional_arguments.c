/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	char b[100];
	int n = snprintf(b, sizeof b, "%2$s %1$d %2$s", 7, "x");
	CHECK_STR(b, "x 7 x");
	CHECK_INT(n, 5);
	snprintf(b, sizeof b, "%3$*1$d|%4$.*2$f", 5, 2, 42, 1.239);
	CHECK_STR(b, "   42|1.24");
	snprintf(b, sizeof b, "%2$lld %1$s %3$g", "s", 1LL << 40, 0.5);
	CHECK_STR(b, "1099511627776 s 0.5");
	return (0);
}
