/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

__attribute__((constructor)) static void
up(void)
{
	puts("library up");
}

__attribute__((destructor)) static void
down(void)
{
	puts("library down");
}
