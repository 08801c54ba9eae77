/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

static void handler(void) { puts("library's handler"); }

void
use(void)
{
	CHECK_INT(atexit(handler), 0);
}
