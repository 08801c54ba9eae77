/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, wchar_t has 32 bits there */
#include <wchar.h>
#include <stdint.h>

#include "test.h"

int
main(void)
{
	CHECK(sizeof(wchar_t) == 2 && sizeof(long) == 8);
	CHECK(sizeof(void *) == 8 && sizeof(long double) == 16);
	CHECK(WCHAR_MAX == 0xffff && WCHAR_MIN == 0);
#if !defined __CYGWIN__ || !defined __ISTHMUS__
	CHECK(!"the target's macros");
#endif
	return (0);
}
