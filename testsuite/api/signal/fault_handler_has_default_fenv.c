/* SPDX-License-Identifier: BSD-2-Clause */
/* The handler of a fault starts with the default floating-point environment. */
#include <fenv.h>
#include <signal.h>
#include <ucontext.h>

#include "test.h"

static volatile int rounding = -1;

static void
handler(int s, siginfo_t *si, void *context)
{
	ucontext_t *uc = context;

	rounding = fegetround();
#ifdef __linux__
	uc->uc_mcontext.gregs[REG_RIP] += 2;
#else
	uc->uc_mcontext.rip += 2;
#endif
}

int
main(void)
{
	struct sigaction a = { .sa_sigaction = handler,
	    .sa_flags = SA_SIGINFO };

	sigemptyset(&a.sa_mask);
	CHECK_INT(sigaction(SIGILL, &a, NULL), 0);
	CHECK_INT(fesetround(FE_UPWARD), 0);
	__asm__ volatile("ud2" : : : "memory");
	CHECK_INT(rounding, FE_TONEAREST);
	CHECK_INT(fegetround(), FE_UPWARD);
	return (0);
}
