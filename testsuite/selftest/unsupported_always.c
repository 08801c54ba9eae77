/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	UNSUPPORTED("by design");
}
