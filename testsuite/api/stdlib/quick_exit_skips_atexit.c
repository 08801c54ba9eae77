/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: second */
/* stdout: first */
/* exit: 9 */
#include "test.h"

static void first(void) { puts("first"); fflush(stdout); }
static void second(void) { puts("second"); fflush(stdout); }
static void never(void) { puts("never"); fflush(stdout); }

int
main(void)
{
	CHECK_INT(atexit(never), 0);
	CHECK_INT(at_quick_exit(first), 0);
	CHECK_INT(at_quick_exit(second), 0);
	quick_exit(9);
}
