/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 1 */
#include "test.h"

int
main(void)
{
	exit(257);
}
