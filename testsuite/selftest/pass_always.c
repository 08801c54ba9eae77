/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	CHECK(1);
	CHECK_INT(2 + 2, 4);
	CHECK_STR("a", "a");
	return (0);
}
