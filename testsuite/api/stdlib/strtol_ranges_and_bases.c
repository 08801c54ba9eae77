/* SPDX-License-Identifier: BSD-2-Clause */
#include <limits.h>

#include "test.h"

int
main(void)
{
	char *end;
	CHECK_INT(strtol("  -123abc", &end, 10), -123);
	CHECK_STR(end, "abc");
	CHECK_INT(strtol("0x1F", &end, 0), 31);
	CHECK_INT(strtol("0x", &end, 16), 0);
	CHECK_STR(end, "x");
	CHECK_INT(strtol("zz", NULL, 36), 35 * 36 + 35);
	CHECK_INT(strtol("", &end, 10), 0);
	errno = 0;
	CHECK(strtol("9223372036854775808", NULL, 10) == LONG_MAX);
	CHECK_INT(errno, ERANGE);
	errno = 0;
	CHECK(strtol("-9223372036854775809", NULL, 10) == LONG_MIN);
	CHECK_INT(errno, ERANGE);
	errno = 0;
	CHECK(strtoull("18446744073709551616", NULL, 10) == ULLONG_MAX);
	CHECK_INT(errno, ERANGE);
	CHECK(strtoul("-1", NULL, 10) == ULONG_MAX);
	errno = 0;
	CHECK_INT(strtol("1", NULL, 37), 0);
	CHECK_INT(errno, EINVAL);
	return (0);
}
