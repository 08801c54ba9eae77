/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdint.h>
#include <setjmp.h>

#include "test.h"

__attribute__((noinline)) static int
aligned(void)
{
	_Alignas(16) volatile char x[16];

	x[0] = 1;
	return (((uintptr_t)x & 15) == 0 &&
	    ((uintptr_t)__builtin_frame_address(0) & 15) == 0);
}

static void
at_end(void)
{
	if (!aligned())
		_Exit(3);
}

static int
cmp(const void *a, const void *b)
{
	CHECK(aligned());
	return (*(const char *)a - *(const char *)b);
}

int
main(void)
{
	char v[] = "cab";
	CHECK(aligned());
	qsort(v, 3, 1, cmp);
	atexit(at_end);
	return (0);
}
