/* SPDX-License-Identifier: BSD-2-Clause */
/* cflags: -Wno-infinite-recursion */
#include <setjmp.h>

#include "test.h"

static jmp_buf buf;

static void
deep(int n, int value)
{
	volatile char pad[1000];

	pad[0] = (char)n;
	if (n == 0)
		longjmp(buf, value);
	deep(n - 1, value);
	pad[1] = pad[0];
}

int
main(void)
{
	volatile int round = 0;
	volatile double kept = 1.5;
	int r = setjmp(buf);
	if (r != 0)
		CHECK_INT(r, round == 1 ? 7 : round == 2 ? 1 : -5);
	round++;
	kept += 1;
	if (round == 1)
		deep(50, 7);
	if (round == 2)
		deep(5, 0);
	if (round == 3)
		deep(1, -5);
	CHECK_INT(round, 4);
	CHECK(kept == 5.5);
	return (0);
}
