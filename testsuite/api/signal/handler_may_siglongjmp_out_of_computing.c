/* SPDX-License-Identifier: BSD-2-Clause */
#include <setjmp.h>
#include <signal.h>
#include <unistd.h>

#include "test.h"

static sigjmp_buf out;
static void handler(int s) { siglongjmp(out, s); }

int
main(void)
{
	volatile unsigned long spins = 0;
	volatile int rounds = 0;
	sigset_t now;

	signal(SIGALRM, handler);
	while (rounds < 20) {
		if (sigsetjmp(out, 1) == 0) {
			ualarm(10000, 0);
			for (;;)
				spins++;
		}
		rounds++;
		CHECK_INT(sigprocmask(SIG_SETMASK, NULL, &now), 0);
		CHECK_INT(sigismember(&now, SIGALRM), 0);
	}
	CHECK(spins > 0);
	return (0);
}
