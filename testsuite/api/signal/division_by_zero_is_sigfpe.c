/* SPDX-License-Identifier: BSD-2-Clause */
#include <setjmp.h>
#include <signal.h>

#include "test.h"

static sigjmp_buf buf;
static volatile int code;

static void
handler(int s, siginfo_t *si, void *context)
{
	code = si->si_code;
	siglongjmp(buf, s);
}

int
main(void)
{
	struct sigaction a = { .sa_sigaction = handler,
	    .sa_flags = SA_SIGINFO };
	sigemptyset(&a.sa_mask);
	CHECK_INT(sigaction(SIGFPE, &a, NULL), 0);
	volatile int zero = 0, one = 1;
	int r = sigsetjmp(buf, 1);
	if (r == 0)
		one /= zero;
	CHECK_INT(r, SIGFPE);
	CHECK_INT(code, FPE_INTDIV);
	return (0);
}
