/* SPDX-License-Identifier: BSD-2-Clause */
#include <setjmp.h>
#include <signal.h>

#include "test.h"

int
main(void)
{
	sigjmp_buf buf;
	sigset_t set, now;
	volatile int round = 0;
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	int r = sigsetjmp(buf, 1);
	sigprocmask(SIG_BLOCK, NULL, &now);
	CHECK_INT(sigismember(&now, SIGUSR1), 0);
	if (round++ == 0) {
		CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
		siglongjmp(buf, 3);
	}
	CHECK_INT(r, 3);
	round = 0;
	r = sigsetjmp(buf, 0);
	if (round++ == 0) {
		CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
		siglongjmp(buf, 4);
	}
	sigprocmask(SIG_BLOCK, NULL, &now);
	CHECK_INT(sigismember(&now, SIGUSR1), 1);
	CHECK_INT(r, 4);
	return (0);
}
