/* SPDX-License-Identifier: BSD-2-Clause */
/* thrd_create, thrd_join, thrd_detach, thrd_exit, tss destructors. */
#include <threads.h>

#include "test.h"

static tss_t key;
static int destroyed;

static void
destroy(void *value)
{
	destroyed += *(int *)value;
}

static int
negative(void *arg)
{
	CHECK_INT(tss_set(key, arg), thrd_success);
	return -3;
}

static int
exits(void *arg)
{
	CHECK_INT(tss_set(key, arg), thrd_success);
	thrd_exit(44);
}

int
main(void)
{
	thrd_t t;
	int one = 1, value = 0;

	CHECK_INT(tss_create(&key, destroy), thrd_success);
	CHECK_INT(thrd_create(&t, negative, &one), thrd_success);
	CHECK_INT(thrd_join(t, &value), thrd_success);
	CHECK_INT(value, -3);
	CHECK_INT(thrd_create(&t, exits, &one), thrd_success);
	CHECK_INT(thrd_join(t, &value), thrd_success);
	CHECK_INT(value, 44);
	CHECK_INT(destroyed, 2);
	CHECK_INT(thrd_create(&t, exits, &one), thrd_success);
	CHECK_INT(thrd_detach(t), thrd_success);
	while (*(volatile int *)&destroyed < 3)
		thrd_yield();
	CHECK(thrd_equal(thrd_current(), thrd_current()));
	return 0;
}
