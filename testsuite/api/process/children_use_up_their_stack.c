/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * A child that uses up its stack ends by SIGSEGV, or gets that on another
 * stack; its parent and the next child have all of theirs.
 */
#include "children.h"

#include <sys/resource.h>

#define SMALL		512
#define LARGE		65536
#define CAUGHT		7

static volatile int depth;

static int
deep(int bytes, int most)
{
	volatile char b[bytes];

	b[0] = b[bytes - 1] = 1;
	if (++depth == most)
		return 1;
	return deep(bytes, most) + b[0];
}

static int
overflow_slowly(void)
{
	return deep(SMALL, -1);
}

static int
overflow_soon(void)
{
	return deep(LARGE, -1);
}

static void
caught(int sig)
{
	_exit(CAUGHT);
}

static int
overflow_with_handler(void)
{
	struct sigaction sa = { .sa_handler = caught, .sa_flags = SA_ONSTACK };
	stack_t ss = { .ss_size = 1 << 16 };

	ss.ss_sp = malloc(ss.ss_size);
	if (ss.ss_sp == NULL || sigaltstack(&ss, NULL) != 0 ||
	    sigaction(SIGSEGV, &sa, NULL) != 0)
		return 1;
	return deep(SMALL, -1);
}

int
main(void)
{
	struct rlimit none = { 0, 0 };

	CHECK_OK(setrlimit(RLIMIT_CORE, &none) == 0);
	for (int i = 0; i < 3; i++) {
		CHECK_INT(end(begin(overflow_slowly)), SIGSEGV);
		CHECK_INT(end(begin(overflow_soon)), SIGSEGV);
		CHECK_INT(end(begin(overflow_with_handler)), CAUGHT << 8);
		depth = 0;
		CHECK_INT(deep(LARGE / 2, 64), 64);	/* 2 MiB */
	}
	return 0;
}
