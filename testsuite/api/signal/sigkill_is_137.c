/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 137 */
#include <signal.h>

#include "test.h"

int
main(void)
{
	sigset_t all, now;

	sigfillset(&all);
	CHECK_INT(sigprocmask(SIG_SETMASK, &all, NULL), 0);
	sigprocmask(SIG_BLOCK, NULL, &now);
	CHECK_INT(sigismember(&now, SIGTERM), 1);
	CHECK_INT(sigismember(&now, SIGKILL), 0);
	CHECK_INT(sigismember(&now, SIGSTOP), 0);
	raise(SIGKILL);
	return (0);
}
