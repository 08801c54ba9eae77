/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 134 */
#include "test.h"

int
main()
{
	throw 1;
}
