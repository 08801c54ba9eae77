/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 134 */
#include <signal.h>

#include "test.h"

int
main(void)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	signal(SIGABRT, SIG_IGN);
	abort();
}
