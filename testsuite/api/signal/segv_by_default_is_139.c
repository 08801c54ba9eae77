/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 139 */
#include "test.h"

int
main(void)
{
	*(volatile char *)0x123 = 1;
	return (0);
}
