/* SPDX-License-Identifier: BSD-2-Clause */
#include <setjmp.h>
#include <signal.h>

#include "test.h"

static sigjmp_buf buf;
static void handler(int s) { siglongjmp(buf, s); }

int
main(void)
{
	signal(SIGABRT, handler);
	int r = sigsetjmp(buf, 1);
	if (r == 0)
		abort();
	CHECK_INT(r, SIGABRT);
	return (0);
}
