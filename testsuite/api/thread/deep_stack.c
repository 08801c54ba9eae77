/* SPDX-License-Identifier: BSD-2-Clause */
/* Megabytes of stack are there and grow on touch. */
#include "test.h"

static int
deep(int n)
{
	volatile char pad[10000];

	for (int i = 0; i < 10000; i += 1000)
		pad[i] = (char)n;
	return (n == 0 ? pad[0] : deep(n - 1) + (pad[9000] == (char)n));
}

int
main(void)
{
	CHECK_INT(deep(500), 500);
	volatile char *big = __builtin_alloca(1 << 20);
	for (int i = (1 << 20) - 1; i >= 0; i -= 4096)
		big[i] = 1;
	return (0);
}
