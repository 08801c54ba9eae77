/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: first */
/* stdout: second */
/* stdout: main */
/* stdout: later gone */
/* stdout: earlier gone */
#include "test.h"

__attribute__((constructor(200))) static void first(void) { puts("first"); }
__attribute__((constructor(300))) static void second(void) { puts("second"); }
__attribute__((destructor(200))) static void
last(void)
{
	puts("earlier gone");
}
__attribute__((destructor(300))) static void later(void) { puts("later gone"); }

int
main(void)
{
	puts("main");
	return (0);
}
