/* SPDX-License-Identifier: BSD-2-Clause */
/* What the handler changes in the ucontext is in force when it returns. */
#include <signal.h>
#include <stdint.h>
#include <ucontext.h>

#include "test.h"

static volatile sig_atomic_t count;
static volatile uintptr_t seen_rip, seen_addr;

static void
handler(int s, siginfo_t *si, void *context)
{
	ucontext_t *uc = context;

	seen_addr = (uintptr_t)si->si_addr;
#ifdef __linux__
	seen_rip = (uintptr_t)uc->uc_mcontext.gregs[REG_RIP];
	uc->uc_mcontext.gregs[REG_RIP] += 2;
	uc->uc_mcontext.gregs[REG_RCX] += 1000;
#else
	seen_rip = uc->uc_mcontext.rip;
	uc->uc_mcontext.rip += 2;
	uc->uc_mcontext.rcx += 1000;
#endif
	sigaddset(&uc->uc_sigmask, SIGUSR2);
	count++;
}

int
main(void)
{
	struct sigaction a = { .sa_sigaction = handler,
	    .sa_flags = SA_SIGINFO };
	sigset_t now;
	uintptr_t where = 0;
	long n = 5;

	sigemptyset(&a.sa_mask);
	CHECK_INT(sigaction(SIGILL, &a, NULL), 0);
	for (int i = 1; i <= 3; i++) {
		__asm__ volatile("leaq 1f(%%rip), %1\n1:\tud2"
		    : "+c" (n), "=r" (where) : : "memory");
		CHECK_INT(n, 5 + 1000 * i);
		CHECK_INT(count, i);
		CHECK(seen_rip == where && seen_addr == where);
	}
	sigprocmask(SIG_BLOCK, NULL, &now);
	CHECK_INT(sigismember(&now, SIGUSR2), 1);
	CHECK_INT(sigismember(&now, SIGILL), 0);
	return (0);
}
