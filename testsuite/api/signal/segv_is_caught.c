/* SPDX-License-Identifier: BSD-2-Clause */
/* A fault runs the handler with the address; siglongjmp out of it works. */
#include <setjmp.h>
#include <signal.h>

#include "test.h"

static sigjmp_buf buf;
static void *volatile address;
static volatile int code;

static void
handler(int s, siginfo_t *si, void *context)
{
	address = si->si_addr;
	code = si->si_code;
	siglongjmp(buf, s);
}

int
main(void)
{
	struct sigaction a = { .sa_sigaction = handler,
	    .sa_flags = SA_SIGINFO };
	sigemptyset(&a.sa_mask);
	CHECK_INT(sigaction(SIGSEGV, &a, NULL), 0);
	for (int i = 0; i < 3; i++) {
		int r = sigsetjmp(buf, 1);
		if (r == 0)
			*(volatile char *)0x123 = 1;
		CHECK_INT(r, SIGSEGV);
		CHECK(address == (void *)0x123);
		CHECK_INT(code, SEGV_MAPERR);
	}
	return (0);
}
