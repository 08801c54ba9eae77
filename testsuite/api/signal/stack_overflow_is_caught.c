/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* The classic use of sigaltstack, as in GNU libsigsegv: more than once. */
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

static int __attribute__((noinline))
endless(volatile int *n)
{
	volatile int next = *n + 1;

	if (next < 0)
		return (0);
	return (endless(&next) + next);
}

int
main(void)
{
	struct sigaction a = { .sa_sigaction = handler,
	    .sa_flags = SA_ONSTACK | SA_SIGINFO };
	stack_t alt = { .ss_size = 262144 };
	volatile int zero = 0;

	alt.ss_sp = malloc(alt.ss_size);
	CHECK_INT(sigaltstack(&alt, NULL), 0);
	sigemptyset(&a.sa_mask);
	CHECK_INT(sigaction(SIGSEGV, &a, NULL), 0);
	for (volatile int i = 0; i < 3; i++) {
		int r = sigsetjmp(buf, 1);
		if (r == 0)
			endless(&zero);
		CHECK_INT(r, SIGSEGV);
		CHECK(code == SEGV_MAPERR || code == SEGV_ACCERR);
	}
	return (0);
}
