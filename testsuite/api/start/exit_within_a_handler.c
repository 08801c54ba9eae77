/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: last */
/* stdout: first */
/* exit: 6 */
/* exit() called again by a handler runs what is left (as on Linux, BSD). */
#include "test.h"

static void first(void) { puts("first"); }

static void
last(void)
{
	puts("last");
	exit(6);
}

int
main(void)
{
	CHECK_INT(atexit(first), 0);
	CHECK_INT(atexit(last), 0);
	return (1);
}
