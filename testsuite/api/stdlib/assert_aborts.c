/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 134 */
#include <assert.h>

#include "test.h"

int
main(void)
{
	volatile int zero = 0;
	assert(zero == 0);
	assert(zero == 1);
	return (0);
}
