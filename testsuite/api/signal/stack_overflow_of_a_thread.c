/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Each thread has an alternate stack of its own; the overflow of a thread's
 * stack is SIGSEGV there, with the main thread unharmed.
 */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>

#include "test.h"

static __thread sigjmp_buf back;
static __thread char *alt;
static volatile int caught;
#define ALT	65536

static void
handler(int sig, siginfo_t *info, void *context)
{
	char here;

	if ((uintptr_t)&here < (uintptr_t)alt ||
	    (uintptr_t)&here > (uintptr_t)alt + ALT)
		_Exit(3);
	__sync_fetch_and_add(&caught, 1);
	siglongjmp(back, 1);
}

static int __attribute__((noinline))
down(int n)
{
	volatile char room[512];

	room[0] = (char)n;
	return n < 0 ? 0 : down(n + 1) + room[0];
}

static void *
overflow(void *arg)
{
	stack_t s = { .ss_size = ALT }, old;
	int i;

	s.ss_sp = alt = malloc(ALT);
	CHECK_OK(sigaltstack(NULL, &old) == 0);
	CHECK(old.ss_flags & SS_DISABLE);
	CHECK_OK(sigaltstack(&s, NULL) == 0);
	for (i = 0; i < 2; i++)
		if (sigsetjmp(back, 1) == 0)
			down(0);
	return arg;
}

int
main(void)
{
	struct sigaction a = { .sa_sigaction = handler };
	pthread_attr_t attr;
	pthread_t t;
	void *value;
	int i;

	a.sa_flags = SA_SIGINFO | SA_ONSTACK;
	CHECK_OK(sigaction(SIGSEGV, &a, NULL) == 0);
	CHECK_OK(sigaction(SIGBUS, &a, NULL) == 0);
	CHECK_INT(pthread_attr_init(&attr), 0);
	CHECK_INT(pthread_attr_setstacksize(&attr, 256 * 1024), 0);
	for (i = 0; i < 3; i++) {
		CHECK_INT(pthread_create(&t, &attr, overflow, &a), 0);
		CHECK_INT(pthread_join(t, &value), 0);
		CHECK(value == &a);
		CHECK_INT(caught, 2 * (i + 1));
	}
	return 0;
}
