/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Semaphores: a count that is waited on while it is 0.
 *
 * A poster reads `waiters' in the same step as it raises the count, after
 * which the semaphore may be gone; a waiter raises `waiters' before it looks
 * at the count a last time: one of them sees the other.
 */
#include "thread/room.h"

#include <errno.h>
#include <limits.h>

#include "nt/sync.h"
#include "thread/shared.h"

_Static_assert(offsetof(struct thr_sem, value) == 0 &&
    offsetof(struct thr_sem, waiters) == 4 &&
    _Alignof(struct thr_sem) == 8, "one word of 64 bits");

#define VALUE_MAX	0x7fffffffu		/* SEM_VALUE_MAX */

static int
is_bad(const struct thr_sem *s, const char *call)
{
	thr_check_destroyed(s->type, call);
	return s->type != 0;
}

int
thr_sem_try(struct thr_sem *s)
{
	uint32_t v = __atomic_load_n(&s->value, __ATOMIC_SEQ_CST);

	if (is_bad(s, "sem_trywait"))
		return -EINVAL;
	while (v > 0)
		if (__atomic_compare_exchange_n(&s->value, &v, v - 1, 1,
		    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
			return 0;
	return -EAGAIN;
}

int
thr_sem_value(const struct thr_sem *s, int *value)
{
	if (is_bad(s, "sem_getvalue"))
		return -EINVAL;
	*value = (int)__atomic_load_n(&s->value, __ATOMIC_SEQ_CST);
	return 0;
}

/*
 * Whoever gives up looks at the count a last time: it may be the one that a
 * poster has just woken.
 */
int
thr_sem_wait(struct thr_sem *s, struct thr_until until)
{
	int err, last;

	if ((err = thr_sem_try(s)) != -EAGAIN)
		return err;
	if ((err = thr_until_check(until)) < 0)
		return err;
	__atomic_add_fetch(&s->waiters, 1, __ATOMIC_SEQ_CST);
	do
		err = thr_word_wait(&s->value, 0, THR_KEY(s->id, 0), until,
		    THR_INTERRUPT);
	while ((last = thr_sem_try(s)) < 0 && err == 0);
	__atomic_sub_fetch(&s->waiters, 1, __ATOMIC_SEQ_CST);
	/* The stub, which calls this one again or not, ends the thread. */
	if (err == -ECANCELED)
		err = -EINTR;
	return last == 0 ? 0 : err;
}

int
thr_sem_post(struct thr_sem *s)
{
	volatile uint64_t *both = (volatile uint64_t *)s;
	uint64_t id = s->id, seen = __atomic_load_n(both, __ATOMIC_SEQ_CST);

	if (is_bad(s, "sem_post"))
		return -EINVAL;
	do {
		if ((uint32_t)seen == VALUE_MAX)
			return -EOVERFLOW;
	} while (!__atomic_compare_exchange_n(both, &seen, seen + 1, 1,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	if (seen >> 32 > 0)
		thr_word_wake(&s->value, THR_KEY(id, 0));
	return 0;
}

void
thr_sem_init(struct thr_sem *s, int shared, uint32_t value)
{
	s->waiters = 0;
	s->type = 0;
	s->era = thr_era;
	s->id = shared ? thr_shared_id() : 0;
	s->value = value;
}

int
thr_sem_destroy(struct thr_sem *s)
{
	thr_check_destroyed(s->type, "sem_destroy");
	if (s->type == THR_DESTROYED)
		return -EINVAL;
	/* Waiters of the process that was forked are not here. */
	if (s->id == 0 && s->era == thr_era &&
	    __atomic_load_n(&s->waiters, __ATOMIC_SEQ_CST) > 0)
		return -EBUSY;
	s->type = THR_DESTROYED;
	return 0;
}
