/* SPDX-License-Identifier: BSD-2-Clause */
/* SA_ONSTACK: the handler runs there, and the stack cannot be changed then. */
#include <signal.h>
#include <stdint.h>

#include "test.h"

#define SIZE	262144
static char *stack;
static volatile sig_atomic_t there, nested;

static int
on_stack(const void *p)
{
	return (uintptr_t)p - (uintptr_t)stack < SIZE;
}

static void
handler(int s)
{
	stack_t now, other = { .ss_flags = SS_DISABLE };
	char local;

	there = on_stack(&local);
	CHECK_INT(sigaltstack(NULL, &now), 0);
	CHECK(now.ss_flags & SS_ONSTACK);
	CHECK(now.ss_sp == stack && now.ss_size == SIZE);
	CHECK_ERR(sigaltstack(&other, NULL), EPERM);
	if (s == SIGUSR1)
		raise(SIGUSR2);
	else
		nested++;
}

static void
plain(int s)
{
	char local;

	there = on_stack(&local);
}

int
main(void)
{
	struct sigaction a = { .sa_handler = handler,
	    .sa_flags = SA_ONSTACK };
	stack_t alt = { 0 }, old;

	stack = malloc(SIZE);
	alt.ss_sp = stack;
	alt.ss_size = 1;
	CHECK_ERR(sigaltstack(&alt, NULL), ENOMEM);
	alt.ss_size = SIZE;
	alt.ss_flags = SS_DISABLE | SS_ONSTACK;
	CHECK_ERR(sigaltstack(&alt, NULL), EINVAL);
	alt.ss_flags = 0;
	CHECK_INT(sigaltstack(&alt, &old), 0);
	CHECK(old.ss_flags & SS_DISABLE);
	sigemptyset(&a.sa_mask);
	CHECK_INT(sigaction(SIGUSR1, &a, NULL), 0);
	CHECK_INT(sigaction(SIGUSR2, &a, NULL), 0);
	CHECK_INT(raise(SIGUSR1), 0);
	CHECK_INT(there, 1);
	CHECK_INT(nested, 1);
	CHECK_INT(sigaltstack(NULL, &old), 0);
	CHECK_INT(old.ss_flags, 0);
	signal(SIGUSR1, plain);
	CHECK_INT(raise(SIGUSR1), 0);
	CHECK_INT(there, 0);
	return (0);
}
