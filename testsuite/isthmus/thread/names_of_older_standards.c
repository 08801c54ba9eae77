/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, glibc warns of them */
/*
 * Of Issue 6 and before: a stack by its address, which is its end, as stacks
 * grow down; pthread_yield().
 */
#include <pthread.h>
#include <stdint.h>

#include "test.h"

#define SIZE	((size_t)1 << 18)

static char *stack;

static void *
runs(void *arg)
{
	char here;

	CHECK((uintptr_t)&here >= (uintptr_t)stack &&
	    (uintptr_t)&here < (uintptr_t)stack + SIZE);
	CHECK_INT(pthread_yield(), 0);
	return arg;
}

int
main(void)
{
	pthread_attr_t a;
	pthread_t t;
	size_t size;
	void *addr;

	CHECK((stack = aligned_alloc(65536, SIZE)) != NULL);
	CHECK_INT(pthread_attr_init(&a), 0);
	CHECK_INT(pthread_attr_getstackaddr(&a, &addr), 0);
	CHECK(addr == NULL);
	CHECK_INT(pthread_attr_setstacksize(&a, SIZE), 0);
	CHECK_INT(pthread_attr_setstackaddr(&a, stack + SIZE - 1), EINVAL);
	CHECK_INT(pthread_attr_setstackaddr(&a, stack + SIZE), 0);
	CHECK_INT(pthread_attr_getstackaddr(&a, &addr), 0);
	CHECK(addr == stack + SIZE);
	CHECK_INT(pthread_attr_getstack(&a, &addr, &size), 0);
	CHECK(addr == stack && size == SIZE);
	CHECK_INT(pthread_create(&t, &a, runs, NULL), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(pthread_attr_destroy(&a), 0);
	free(stack);
	return 0;
}
