/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Read-write locks (POSIX.1-2024 pthread_rwlock_*) and barriers.
 *
 * A reader never waits for a writer that waits: a thread may take a read
 * lock again whatever others do.
 */
#include "thread/objects.h"

#include <errno.h>
#include <string.h>

#include "nt/sync.h"

#define READERS_MAX	(THR_WRITER - 1)

static const struct thr_until for_ever = { CLOCK_REALTIME, NULL };

static struct thr_rwlock *
lock_of(pthread_rwlock_t *l)
{
	return (struct thr_rwlock *)l;
}

/* 0; EBUSY with the state seen; EAGAIN: too many readers. */
static int
try_read(struct thr_rwlock *l, uint32_t *state)
{
	uint32_t s = __atomic_load_n(&l->state, __ATOMIC_SEQ_CST);

	do {
		if (s & THR_WRITER) {
			*state = s;
			return EBUSY;
		}
		if (s == READERS_MAX)
			return EAGAIN;
	} while (!__atomic_compare_exchange_n(&l->state, &s, s + 1, 1,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	return 0;
}

static int
try_write(struct thr_rwlock *l, uint32_t *state)
{
	*state = 0;
	if (!__atomic_compare_exchange_n(&l->state, state, THR_WRITER, 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		return EBUSY;
	l->writer = thr_self();
	return 0;
}

static int
rwlock_lock(struct thr_rwlock *l,
    int (*attempt)(struct thr_rwlock *, uint32_t *), struct thr_until until)
{
	uint32_t state;
	int err;

	if ((err = attempt(l, &state)) != EBUSY)
		return err;
	if (l->writer == thr_self())
		return EDEADLK;
	if (thr_until_check(until) < 0)
		return EINVAL;
	__atomic_add_fetch(&l->waiters, 1, __ATOMIC_SEQ_CST);
	while ((err = attempt(l, &state)) == EBUSY)
		if (thr_wait_word_until(&l->state, state, until) < 0) {
			err = ETIMEDOUT;
			break;
		}
	__atomic_sub_fetch(&l->waiters, 1, __ATOMIC_SEQ_CST);
	return err;
}

/* EAGAIN: too many readers; EDEADLK: the caller holds it for writing. */
int
pthread_rwlock_rdlock(pthread_rwlock_t *lock)
{
	return rwlock_lock(lock_of(lock), try_read, for_ever);
}

/* ETIMEDOUT; EINVAL: no such time. */
int
pthread_rwlock_clockrdlock(pthread_rwlock_t *lock, clockid_t clock,
    const struct timespec *at)
{
	return rwlock_lock(lock_of(lock), try_read,
	    (struct thr_until){ clock, at });
}

int
pthread_rwlock_timedrdlock(pthread_rwlock_t *lock, const struct timespec *at)
{
	return pthread_rwlock_clockrdlock(lock, CLOCK_REALTIME, at);
}

/* EBUSY; EAGAIN: too many readers. */
int
pthread_rwlock_tryrdlock(pthread_rwlock_t *lock)
{
	uint32_t state;

	return try_read(lock_of(lock), &state);
}

/* EDEADLK: the caller holds it for writing. */
int
pthread_rwlock_wrlock(pthread_rwlock_t *lock)
{
	return rwlock_lock(lock_of(lock), try_write, for_ever);
}

/* ETIMEDOUT; EINVAL: no such time. */
int
pthread_rwlock_clockwrlock(pthread_rwlock_t *lock, clockid_t clock,
    const struct timespec *at)
{
	return rwlock_lock(lock_of(lock), try_write,
	    (struct thr_until){ clock, at });
}

int
pthread_rwlock_timedwrlock(pthread_rwlock_t *lock, const struct timespec *at)
{
	return pthread_rwlock_clockwrlock(lock, CLOCK_REALTIME, at);
}

/* EBUSY */
int
pthread_rwlock_trywrlock(pthread_rwlock_t *lock)
{
	uint32_t state;

	return try_write(lock_of(lock), &state);
}

/* EPERM: not held, or held for writing by another thread. */
int
pthread_rwlock_unlock(pthread_rwlock_t *lock)
{
	struct thr_rwlock *l = lock_of(lock);
	uint32_t s = __atomic_load_n(&l->state, __ATOMIC_SEQ_CST);

	if (s == 0 || (s & THR_WRITER && l->writer != thr_self()))
		return EPERM;
	if (s & THR_WRITER) {
		l->writer = NULL;
		s = 0;
		__atomic_store_n(&l->state, 0, __ATOMIC_SEQ_CST);
	} else
		s = __atomic_sub_fetch(&l->state, 1, __ATOMIC_SEQ_CST);
	if (s == 0 && __atomic_load_n(&l->waiters, __ATOMIC_SEQ_CST) > 0)
		nt_wake_word_all(&l->state);
	return 0;
}

int
pthread_rwlock_init(pthread_rwlock_t *lock, const pthread_rwlockattr_t *attr)
{
	memset(lock, 0, sizeof(*lock));
	return 0;
}

/* EBUSY: it is held. */
int
pthread_rwlock_destroy(pthread_rwlock_t *lock)
{
	return __atomic_load_n(&lock_of(lock)->state, __ATOMIC_SEQ_CST) ?
	    EBUSY : 0;
}

int
pthread_rwlockattr_init(pthread_rwlockattr_t *attr)
{
	memset(attr, 0, sizeof(*attr));
	return 0;
}

int
pthread_rwlockattr_destroy(pthread_rwlockattr_t *attr)
{
	return 0;
}

int
pthread_rwlockattr_getpshared(const pthread_rwlockattr_t *attr, int *shared)
{
	*shared = attr->__pshared;
	return 0;
}

/* EINVAL: no such value; ENOTSUP: sharing between processes. */
int
pthread_rwlockattr_setpshared(pthread_rwlockattr_t *attr, int shared)
{
	if (shared == PTHREAD_PROCESS_SHARED)
		return ENOTSUP;
	return shared == PTHREAD_PROCESS_PRIVATE ? 0 : EINVAL;
}
