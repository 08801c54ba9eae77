/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 42 */
/* stdout: bye */
#include "test.h"

static void bye(void) { puts("bye"); }

int
main(void)
{
	atexit(bye);
	return (42);
}
