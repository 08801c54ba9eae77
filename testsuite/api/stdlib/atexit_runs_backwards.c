/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: main */
/* stdout: third */
/* stdout: second */
/* stdout: late */
/* stdout: first */
#include "test.h"

static void first(void) { puts("first"); }
static void late(void) { puts("late"); }
static void second(void) { puts("second"); atexit(late); }
static void third(void) { puts("third"); }

int
main(void)
{
	CHECK_INT(atexit(first), 0);
	CHECK_INT(atexit(second), 0);
	CHECK_INT(atexit(third), 0);
	puts("main");
	return (0);
}
