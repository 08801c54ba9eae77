/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 139 */
#include <signal.h>

#include "test.h"

static void handler(int s) { exit(3); }

int
main(void)
{
	sigset_t set;

	signal(SIGSEGV, handler);
	sigemptyset(&set);
	sigaddset(&set, SIGSEGV);
	sigprocmask(SIG_BLOCK, &set, NULL);
	*(volatile char *)0x123 = 1;
	return (0);
}
