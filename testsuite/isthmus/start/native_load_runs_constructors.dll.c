/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>

static void __attribute__((constructor))
up(void)
{
	puts("up");
}

static void __attribute__((destructor))
down(void)
{
	puts("down");
}
