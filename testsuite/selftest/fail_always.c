/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	CHECK_INT(2 + 2, 5);
	return (0);
}
