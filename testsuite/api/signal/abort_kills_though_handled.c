/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 134 */
/* stdout: handled */
#include <signal.h>
#include <unistd.h>

#include "test.h"

static void
handler(int s)
{
	CHECK_INT(write(1, "handled\n", 8), 8);
}

int
main(void)
{
	signal(SIGABRT, handler);
	abort();
}
