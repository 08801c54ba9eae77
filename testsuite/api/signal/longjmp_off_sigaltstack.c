/* SPDX-License-Identifier: BSD-2-Clause */
/* After a jump off the alternate stack the old one grows as before. */
#include <setjmp.h>
#include <signal.h>

#include "test.h"

static jmp_buf buf;
static sigjmp_buf sigbuf;
static int plain;

static void
handler(int s)
{
	if (plain)
		longjmp(buf, 1);
	siglongjmp(sigbuf, 1);
}

static int __attribute__((noinline))
deep(int n)
{
	volatile char page[8192];

	page[0] = (char)n;
	return (n == 0 ? page[0] : deep(n - 1) + (page[0] != (char)n));
}

int
main(void)
{
	struct sigaction a = { .sa_handler = handler,
	    .sa_flags = SA_ONSTACK | SA_NODEFER };
	stack_t alt = { .ss_size = 262144 }, now;

	alt.ss_sp = malloc(alt.ss_size);
	CHECK_INT(sigaltstack(&alt, NULL), 0);
	sigemptyset(&a.sa_mask);
	CHECK_INT(sigaction(SIGUSR1, &a, NULL), 0);
	for (volatile int i = 1; i <= 4; i++) {
		plain = i & 1;
		if (setjmp(buf) == 0 && sigsetjmp(sigbuf, 1) == 0) {
			raise(SIGUSR1);
			CHECK(!"reached");
		}
		CHECK_INT(sigaltstack(NULL, &now), 0);
		CHECK_INT(now.ss_flags, 0);
		/* To 2 MiB at last. */
		CHECK_INT(deep(i * 64), 0);
	}
	return (0);
}
