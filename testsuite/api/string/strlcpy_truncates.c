/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, glibc has it only since 2.38 */
/* POSIX.1-2024 strlcpy, strlcat. */
#include "test.h"

int
main(void)
{
	char b[40];
	CHECK_INT(strlcpy(b, "abcdef", 4), 6);
	CHECK_STR(b, "abc");
	CHECK_INT(strlcat(b, "defgh", 6), 8);
	CHECK_STR(b, "abcde");
	CHECK_INT(strlcpy(b, "x", sizeof b), 1);
	CHECK_STR(b, "x");
	CHECK_INT(strlcpy(b, "yz", 0), 2);
	CHECK_STR(b, "x");
	return (0);
}
