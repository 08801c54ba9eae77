/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 134 */
/* Killed by signal 6: 128 + 6 to a parent that knows no signals. */
#include "test.h"

static void never(void) { puts("never"); fflush(stdout); }

int
main(void)
{
	atexit(never);
	abort();
}
