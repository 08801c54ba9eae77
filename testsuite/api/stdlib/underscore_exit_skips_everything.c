/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: flushed */
/* exit: 6 */
#include <unistd.h>

#include "test.h"

static void never(void) { puts("never"); fflush(stdout); }

int
main(void)
{
	atexit(never);
	puts("flushed");
	fflush(stdout);
	printf("not flushed");
	_exit(6);
}
