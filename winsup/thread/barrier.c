/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Barriers and spin locks (POSIX.1-2024 pthread_barrier_*, pthread_spin_*).
 */
#include "thread/objects.h"

#include <errno.h>
#include <string.h>

#include "nt/sync.h"

static struct thr_barrier *
barrier_of(pthread_barrier_t *b)
{
	return (struct thr_barrier *)b;
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
	return 0;
}

/*
 * EBUSY: threads wait at it.  Those whose turn has come but who have not
 * left yet are waited for, so that the caller may free it.
 */
int
pthread_barrier_destroy(pthread_barrier_t *barrier)
{
	struct thr_barrier *b = barrier_of(barrier);

	if (__atomic_load_n(&b->arrived, __ATOMIC_SEQ_CST) % b->count > 0)
		return EBUSY;
	while (__atomic_load_n(&b->inside, __ATOMIC_SEQ_CST) > 0)
		nt_yield();
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

	__atomic_add_fetch(&b->inside, 1, __ATOMIC_SEQ_CST);
	number = __atomic_fetch_add(&b->arrived, 1, __ATOMIC_SEQ_CST);
	round = (uint32_t)(number / b->count);
	if (number % b->count == b->count - 1) {
		__atomic_add_fetch(&b->turn, 1, __ATOMIC_SEQ_CST);
		nt_wake_word_all(&b->turn);
		ret = PTHREAD_BARRIER_SERIAL_THREAD;
	} else {
		while ((int32_t)((turn = __atomic_load_n(&b->turn,
		    __ATOMIC_SEQ_CST)) - round) <= 0)
			thr_wait_word(&b->turn, turn, NT_FOREVER);
	}
	__atomic_sub_fetch(&b->inside, 1, __ATOMIC_SEQ_CST);
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

/* EINVAL: no such value; ENOTSUP: sharing between processes. */
int
pthread_barrierattr_setpshared(pthread_barrierattr_t *attr, int shared)
{
	if (shared == PTHREAD_PROCESS_SHARED)
		return ENOTSUP;
	return shared == PTHREAD_PROCESS_PRIVATE ? 0 : EINVAL;
}

/* A spin lock is a word that works for any process that can reach it. */
int
pthread_spin_init(pthread_spinlock_t *lock, int shared)
{
	*lock = 0;
	return 0;
}

int
pthread_spin_destroy(pthread_spinlock_t *lock)
{
	return 0;
}

/* EBUSY */
int
pthread_spin_trylock(pthread_spinlock_t *lock)
{
	return __atomic_exchange_n(lock, 1, __ATOMIC_ACQUIRE) ? EBUSY : 0;
}

/* After a while the processor is left to others: the owner may need it. */
int
pthread_spin_lock(pthread_spinlock_t *lock)
{
	unsigned n = 0;

	while (pthread_spin_trylock(lock) != 0)
		while (__atomic_load_n(lock, __ATOMIC_RELAXED) != 0) {
			if (++n % 128 == 0)
				nt_yield();
			else
				__builtin_ia32_pause();
		}
	return 0;
}

int
pthread_spin_unlock(pthread_spinlock_t *lock)
{
	__atomic_store_n(lock, 0, __ATOMIC_RELEASE);
	return 0;
}
