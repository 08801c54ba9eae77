/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 139 */
/* stdout: once */
#include <signal.h>
#include <unistd.h>

#include "test.h"

static void
handler(int s)
{
	CHECK_INT(write(1, "once\n", 5), 5);
	*(volatile char *)0x456 = 1;
}

int
main(void)
{
	signal(SIGSEGV, handler);
	*(volatile char *)0x123 = 1;
	return (0);
}
