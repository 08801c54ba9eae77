/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Barriers and spin locks (POSIX.1-2024 pthread_barrier_*, pthread_spin_*).
 */
#include "thread/objects.h"

#include <errno.h>
#include <string.h>

#include "nt/clock.h"
#include "nt/sync.h"
#include "thread/shared.h"

static struct thr_barrier *
barrier_of(pthread_barrier_t *b)
{
	return (struct thr_barrier *)b;
}

#define LEAVING	(NT_PER_SECOND / 10)	/* for those that were killed in it */

static const struct thr_until for_ever = { CLOCK_REALTIME, NULL };

static int
is_bad(const struct thr_barrier *b, const char *call)
{
	thr_check_destroyed((int)b->count, call);
	return b->count == THR_DESTROYED || b->count == 0;
}

/* EINVAL: count is 0. */
int
pthread_barrier_init(pthread_barrier_t *barrier,
    const pthread_barrierattr_t *attr, unsigned count)
{
	if (count == 0)
		return EINVAL;
	memset(barrier, 0, sizeof(*barrier));
	barrier_of(barrier)->count = count;
	barrier_of(barrier)->era = thr_era;
	if (attr != NULL && attr->__pshared == PTHREAD_PROCESS_SHARED)
		barrier_of(barrier)->id = thr_shared_id();
	return 0;
}

/* Not asked of one that others may use, too: a killed one waits for ever. */
static int
is_waited_at(const struct thr_barrier *b)
{
	return b->id == 0 && b->era == thr_era &&
	    __atomic_load_n(&b->arrived, __ATOMIC_SEQ_CST) % b->count > 0;
}

/*
 * EBUSY: threads wait at it.  Those whose turn has come but who have not
 * left yet are waited for, so that the caller may free it.
 */
int
pthread_barrier_destroy(pthread_barrier_t *barrier)
{
	struct thr_barrier *b = barrier_of(barrier);
	int64_t end = NT_FOREVER;

	if (is_bad(b, "pthread_barrier_destroy"))
		return EINVAL;
	if (b->id != 0)
		end = nt_clock_monotonic() + LEAVING;
	else if (b->era != thr_era)
		end = 0;	/* waiters of the process that was forked */
	for (;;) {
		if (is_waited_at(b))
			return EBUSY;
		if (__atomic_load_n(&b->inside, __ATOMIC_SEQ_CST) == 0 ||
		    nt_clock_monotonic() >= end)
			break;
		nt_yield();
	}
	b->count = THR_DESTROYED;
	return 0;
}

/*
 * Threads are numbered as they come; `count' in a row are a round, and the
 * last of a round completes it.  PTHREAD_BARRIER_SERIAL_THREAD for that one,
 * else 0.
 */
int
pthread_barrier_wait(pthread_barrier_t *barrier)
{
	struct thr_barrier *b = barrier_of(barrier);
	uint64_t number;
	uint32_t round, turn;
	int ret = 0;

	if (is_bad(b, "pthread_barrier_wait"))
		return EINVAL;
	__atomic_add_fetch(&b->inside, 1, __ATOMIC_SEQ_CST);
	number = __atomic_fetch_add(&b->arrived, 1, __ATOMIC_SEQ_CST);
	round = (uint32_t)(number / b->count);
	if (number % b->count == b->count - 1) {
		__atomic_add_fetch(&b->turn, 1, __ATOMIC_SEQ_CST);
		thr_word_wake_all(&b->turn, THR_KEY(b->id, 0));
		ret = PTHREAD_BARRIER_SERIAL_THREAD;
	} else {
		while ((int32_t)((turn = __atomic_load_n(&b->turn,
		    __ATOMIC_SEQ_CST)) - round) <= 0)
			thr_word_wait(&b->turn, turn, THR_KEY(b->id, 0),
			    for_ever, THR_PLAIN);
	}
	__atomic_sub_fetch(&b->inside, 1, __ATOMIC_SEQ_CST);
	/* What the others have sent before they came here. */
	thr_deliver();
	return ret;
}

int
pthread_barrierattr_init(pthread_barrierattr_t *attr)
{
	memset(attr, 0, sizeof(*attr));
	return 0;
}

int
pthread_barrierattr_destroy(pthread_barrierattr_t *attr)
{
	return 0;
}

int
pthread_barrierattr_getpshared(const pthread_barrierattr_t *attr, int *shared)
{
	*shared = attr->__pshared;
	return 0;
}

/* EINVAL: no such value. */
int
pthread_barrierattr_setpshared(pthread_barrierattr_t *attr, int shared)
{
	if (!thr_valid_pshared(shared))
		return EINVAL;
	attr->__pshared = shared;
	return 0;
}

/*
 * A spin lock is a word that works for any process that can reach it.
 * EINVAL: no such value.
 */
int
pthread_spin_init(pthread_spinlock_t *lock, int shared)
{
	if (!thr_valid_pshared(shared))
		return EINVAL;
	*lock = 0;
	return 0;
}

static int
is_no_spin(const pthread_spinlock_t *lock, const char *call)
{
	int seen = __atomic_load_n(lock, __ATOMIC_RELAXED);

	thr_check_destroyed(seen, call);
	return seen == THR_DESTROYED;
}

/* EBUSY: it is held; EINVAL: destroyed already, and so for those below. */
int
pthread_spin_destroy(pthread_spinlock_t *lock)
{
	int seen = 0;

	if (is_no_spin(lock, "pthread_spin_destroy"))
		return EINVAL;
	return __atomic_compare_exchange_n(lock, &seen, THR_DESTROYED, 0,
	    __ATOMIC_RELAXED, __ATOMIC_RELAXED) ? 0 : EBUSY;
}

static int
spin_try(pthread_spinlock_t *lock)
{
	int seen = 0;

	return __atomic_compare_exchange_n(lock, &seen, 1, 0,
	    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

/* EBUSY */
int
pthread_spin_trylock(pthread_spinlock_t *lock)
{
	if (spin_try(lock))
		return 0;
	return is_no_spin(lock, "pthread_spin_trylock") ? EINVAL : EBUSY;
}

/*
 * After a while the processor is left to others: the owner may need it.
 * Signals are handled, too: the handler may be what ends the wait.
 */
int
pthread_spin_lock(pthread_spinlock_t *lock)
{
	unsigned n = 0;

	while (!spin_try(lock)) {
		if (is_no_spin(lock, "pthread_spin_lock"))
			return EINVAL;
		while (__atomic_load_n(lock, __ATOMIC_RELAXED) == 1) {
			if (++n % 128 == 0)
				thr_pause();
			else
				__builtin_ia32_pause();
		}
	}
	return 0;
}

int
pthread_spin_unlock(pthread_spinlock_t *lock)
{
	if (is_no_spin(lock, "pthread_spin_unlock"))
		return EINVAL;
	__atomic_store_n(lock, 0, __ATOMIC_RELEASE);
	return 0;
}
