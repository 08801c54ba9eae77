/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 143 */
/* SIGTERM by default: 128 + 15 to a parent that knows no signals. */
#include <signal.h>

#include "test.h"

static void never(void) { puts("never"); }

int
main(void)
{
	atexit(never);
	raise(SIGTERM);
	return (1);
}
