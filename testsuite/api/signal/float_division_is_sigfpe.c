/* SPDX-License-Identifier: BSD-2-Clause */
/* With the exception unmasked; siglongjmp masks it again. */
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

static void
set_masked(unsigned bits)
{
	unsigned mxcsr = (bits << 7);

	__asm__ volatile("ldmxcsr %0" : : "m" (mxcsr));
}

int
main(void)
{
	struct sigaction a = { .sa_sigaction = handler,
	    .sa_flags = SA_SIGINFO };
	volatile double one = 1, zero = 0;

	sigemptyset(&a.sa_mask);
	CHECK_INT(sigaction(SIGFPE, &a, NULL), 0);
	if (sigsetjmp(buf, 1) == 0) {
		set_masked(0x3f & ~4);
		one = one / zero;
		CHECK(!"reached");
	}
	CHECK_INT(code, FPE_FLTDIV);
	set_masked(0x3f);
	if (sigsetjmp(buf, 1) == 0) {
		set_masked(0x3f & ~1);
		one = zero / zero;
		CHECK(!"reached");
	}
	CHECK_INT(code, FPE_FLTINV);
	return (0);
}
