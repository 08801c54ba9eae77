/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Semaphores: a count that is waited on while it is 0.
 *
 * A poster reads `waiters' after it has raised the count, a waiter raises
 * `waiters' before it looks at the count a last time: one of them sees the
 * other.
 */
#include "thread/room.h"

#include <errno.h>
#include <limits.h>

#include "lib/lock.h"

#define VALUE_MAX	0x7fffffffu		/* SEM_VALUE_MAX */

int
thr_sem_try(struct thr_sem *s)
{
	uint32_t v = __atomic_load_n(&s->value, __ATOMIC_SEQ_CST);

	while (v > 0)
		if (__atomic_compare_exchange_n(&s->value, &v, v - 1, 1,
		    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
			return 0;
	return -EAGAIN;
}

int
thr_sem_wait(struct thr_sem *s, struct thr_until until)
{
	int err;

	if (thr_sem_try(s) == 0)
		return 0;
	if ((err = thr_until_check(until)) < 0)
		return err;
	__atomic_add_fetch(&s->waiters, 1, __ATOMIC_SEQ_CST);
	while ((err = thr_sem_try(s)) < 0)
		if ((err = thr_wait_word_until(&s->value, 0, until)) < 0)
			break;
	__atomic_sub_fetch(&s->waiters, 1, __ATOMIC_SEQ_CST);
	return err;
}

int
thr_sem_post(struct thr_sem *s)
{
	uint32_t v = __atomic_load_n(&s->value, __ATOMIC_SEQ_CST);

	do {
		if (v == VALUE_MAX)
			return -EOVERFLOW;
	} while (!__atomic_compare_exchange_n(&s->value, &v, v + 1, 1,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	if (__atomic_load_n(&s->waiters, __ATOMIC_SEQ_CST) > 0)
		platform_wake(&s->value);
	return 0;
}
