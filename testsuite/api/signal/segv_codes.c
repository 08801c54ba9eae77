/* SPDX-License-Identifier: BSD-2-Clause */
/* Nothing there, not writable, not executable, no address at all. */
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>

#include "test.h"

static sigjmp_buf buf;
static siginfo_t last;
static const char constant[] = "constant";
static char data[64];

static void
handler(int s, siginfo_t *si, void *context)
{
	last = *si;
	siglongjmp(buf, s);
}

int
main(void)
{
	struct sigaction a = { .sa_sigaction = handler,
	    .sa_flags = SA_SIGINFO };
	char *volatile p;

	sigemptyset(&a.sa_mask);
	CHECK_INT(sigaction(SIGSEGV, &a, NULL), 0);
	p = NULL;
	if (sigsetjmp(buf, 1) == 0)
		*p = 1;
	CHECK_INT(last.si_code, SEGV_MAPERR);
	CHECK(last.si_addr == NULL);
	p = (char *)(uintptr_t)constant;
	if (sigsetjmp(buf, 1) == 0)
		*p = 1;
	CHECK_INT(last.si_code, SEGV_ACCERR);
	CHECK(last.si_addr == constant);
	p = data;
	if (sigsetjmp(buf, 1) == 0)
		((void (*)(void))(uintptr_t)p)();
	CHECK_INT(last.si_code, SEGV_ACCERR);
	CHECK(last.si_addr == data);
	p = (char *)0x8000000000000000;
	last.si_signo = 0;
	if (sigsetjmp(buf, 1) == 0)
		*p = 1;
	CHECK_INT(last.si_signo, SIGSEGV);
	CHECK_INT(last.si_code, SI_KERNEL);
	return (0);
}
