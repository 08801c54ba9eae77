/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

static int ready;

__attribute__((constructor)) static void
up(void)
{
	ready = 1;
	puts("library up");
}

__attribute__((destructor)) static void
down(void)
{
	puts("library down");
}

int
lib_ready(void)
{
	return (ready);
}
