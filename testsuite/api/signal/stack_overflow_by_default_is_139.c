/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 139 */
/* timeout: 30 */
#include "test.h"

static int __attribute__((noinline))
endless(volatile int *n)
{
	volatile int next = *n + 1;

	if (next < 0)
		return (0);
	return (endless(&next) + next);
}

int
main(void)
{
	volatile int zero = 0;

	return (endless(&zero) == 1);
}
