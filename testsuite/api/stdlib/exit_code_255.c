/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 255 */
#include "test.h"

int
main(void)
{
	exit(255);
}
