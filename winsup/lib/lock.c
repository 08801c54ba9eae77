/* SPDX-License-Identifier: BSD-2-Clause */
#include "lib/lock.h"

#include "lib/assert.h"
#include "lib/keep.h"

KEEP void (*volatile lock_gate)(void);
KEEP volatile int lock_alone;

/*
 * The ranks a thread holds are a bit set, which fork looks at.  In debug
 * builds taking one that is not above every bit set is a lock-order error,
 * but while nobody else can hold one.
 */
static void
rank_enter(const struct lock *l)
{
	uint32_t *held = platform_lock_set();

	if (held == NULL)
		return;
#ifdef ISTHMUS_DEBUG
	if (*held >> l->rank && !lock_alone)
		assert_failed("lock order", l->name, (int)l->rank);
#endif
	*held |= UINT32_C(1) << l->rank;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
}

static void
rank_leave(const struct lock *l)
{
	uint32_t *held = platform_lock_set();

	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	if (held != NULL)
		*held &= ~(UINT32_C(1) << l->rank);
}

void
lock_init(struct lock *l, enum lock_rank rank, const char *name)
{
	l->word = 0;
	l->rank = rank;
	l->name = name;
}

int
lock_try(struct lock *l)
{
	uint32_t free = 0;

	rank_enter(l);
	if (__atomic_compare_exchange_n(&l->word, &free, 1, 0,
	    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return 1;
	rank_leave(l);
	return 0;
}

void
lock_acquire(struct lock *l)
{
	void (*gate)(void) = lock_gate;
	uint32_t seen = 0;

	if (__builtin_expect(gate != NULL, 0))
		gate();
	rank_enter(l);
	if (__atomic_compare_exchange_n(&l->word, &seen, 1, 0,
	    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return;
	while (__atomic_exchange_n(&l->word, 2, __ATOMIC_ACQUIRE) != 0)
		platform_wait(&l->word, 2);
}

void
lock_release(struct lock *l)
{
	if (__atomic_exchange_n(&l->word, 0, __ATOMIC_RELEASE) == 2)
		platform_wake(&l->word);
	rank_leave(l);
}
