/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Read-write locks (POSIX.1-2024 pthread_rwlock_*).
 *
 * A reader waits while a writer waits, so that readers do not starve writers;
 * but not one that holds a read lock already, of any lock: it may take one
 * again whatever others do; nor one of a higher priority than all writers
 * that wait (the Thread Execution Scheduling option).  When a writer lets go,
 * the readers that wait then are admitted before the next writer, so that
 * writers do not starve readers.
 *
 * Whoever waits counts itself, remembers the turn, tries once more, and
 * sleeps while the turn is that; whoever lets go changes the state, looks at
 * the counts and raises the turn.
 */
#include "thread/objects.h"

#include <errno.h>
#include <string.h>

#include "nt/sync.h"
#include "thread/shared.h"

#define READERS_MAX	(THR_WRITER - 1)
#define READERS		0	/* whom a turn is for; its key, too */
#define WRITERS		1
#define PRIO		(1u << 24)	/* in writers_wait */

static const struct thr_until for_ever = { CLOCK_REALTIME, NULL };

static struct thr_rwlock *
lock_of(pthread_rwlock_t *l)
{
	return (struct thr_rwlock *)l;
}

static uint64_t
my_mark(const struct thr_rwlock *l)
{
	if (l->id != 0)
		return (uint64_t)thr_peer_self() << 32 | nt_thread_id();
	return (uintptr_t)thr_self();
}

/* Who waited in the process that was forked is not here. */
static void
check_era(struct thr_rwlock *l)
{
	uint32_t era = l->era;

	if (__builtin_expect(l->id != 0 || era == thr_era, 1))
		return;
	if (__atomic_compare_exchange_n(&l->era, &era, thr_era, 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		l->readers_wait = l->writers_wait = l->admitted = 0;
}

static int
is_bad(const struct thr_rwlock *l, const char *call)
{
	thr_check_destroyed(l->type, call);
	return l->type == THR_DESTROYED;
}

static inline uint32_t
load(const volatile uint32_t *p)
{
	return __atomic_load_n(p, __ATOMIC_SEQ_CST);
}

/* Takes one of the places for readers that go before writers. */
static int
use_admission(struct thr_rwlock *l)
{
	uint32_t n = load(&l->admitted);

	while (n > 0)
		if (__atomic_compare_exchange_n(&l->admitted, &n, n - 1, 0,
		    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
			return 1;
	return 0;
}

/* 0; EBUSY; EAGAIN: too many readers.  pass: writers that wait are no bar. */
static inline int
try_read(struct thr_rwlock *l, int pass)
{
	struct thread *t = thr_self();
	uint32_t s = load(&l->state), writers;

	do {
		if (s & THR_WRITER)
			return EBUSY;
		if (s == READERS_MAX)
			return EAGAIN;
		writers = load(&l->writers_wait);
		if (writers > 0 && t->read_locks == 0 && !pass &&
		    (uint32_t)t->priority <= writers / PRIO &&
		    !use_admission(l))
			return EBUSY;
	} while (!__atomic_compare_exchange_n(&l->state, &s, s + 1, 1,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	t->read_locks++;
	return 0;
}

static inline int
try_write(struct thr_rwlock *l)
{
	uint32_t free = 0;

	if (!__atomic_compare_exchange_n(&l->state, &free, THR_WRITER, 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		return EBUSY;
	l->writer = my_mark(l);
	return 0;
}

static void
wake_writer(struct thr_rwlock *l)
{
	__atomic_add_fetch(&l->writers_turn, 1, __ATOMIC_SEQ_CST);
	thr_word_wake(&l->writers_turn, THR_KEY(l->id, WRITERS));
}

static void
wake_readers(struct thr_rwlock *l)
{
	__atomic_add_fetch(&l->readers_turn, 1, __ATOMIC_SEQ_CST);
	thr_word_wake_all(&l->readers_turn, THR_KEY(l->id, READERS));
}

/*
 * A shared lock's reader that has looked again for no other reason than that
 * time went by passes: the writer it waits for may have been killed.
 */
static int
read_slowly(struct thr_rwlock *l, struct thr_until until)
{
	uint32_t turn;
	int err, pass = 0;

	__atomic_add_fetch(&l->readers_wait, 1, __ATOMIC_SEQ_CST);
	for (;;) {
		turn = load(&l->readers_turn);
		if ((err = try_read(l, pass)) != EBUSY)
			break;
		if (thr_word_wait(&l->readers_turn, turn,
		    THR_KEY(l->id, READERS), until, THR_PLAIN) < 0) {
			err = ETIMEDOUT;
			break;
		}
		pass = l->id != 0 && turn == load(&l->readers_turn);
	}
	__atomic_sub_fetch(&l->readers_wait, 1, __ATOMIC_SEQ_CST);
	return err;
}

/*
 * writers_wait is their number and PRIO times the highest priority there was
 * among them.  That stays until none waits any more: a reader may wait for one
 * that has given up, but goes before none that waits.
 */
static void
count_writer(struct thr_rwlock *l)
{
	uint32_t own = (uint32_t)thr_self()->priority, prio;
	uint32_t w = load(&l->writers_wait);

	do
		prio = w / PRIO > own ? w / PRIO : own;
	while (!__atomic_compare_exchange_n(&l->writers_wait, &w,
	    prio * PRIO + w % PRIO + 1, 0, __ATOMIC_SEQ_CST,
	    __ATOMIC_SEQ_CST));
}

/* One waits no more; how many are left. */
static uint32_t
discount_writer(struct thr_rwlock *l)
{
	uint32_t w = load(&l->writers_wait);

	while (!__atomic_compare_exchange_n(&l->writers_wait, &w,
	    w % PRIO == 1 ? 0 : w - 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		;
	return w % PRIO - 1;
}

static int
write_slowly(struct thr_rwlock *l, struct thr_until until)
{
	uint32_t turn, left;
	int err;

	count_writer(l);
	for (;;) {
		turn = load(&l->writers_turn);
		if ((err = try_write(l)) != EBUSY)
			break;
		if (thr_word_wait(&l->writers_turn, turn,
		    THR_KEY(l->id, WRITERS), until, THR_PLAIN) < 0) {
			err = ETIMEDOUT;
			break;
		}
	}
	left = discount_writer(l);
	if (err == ETIMEDOUT) {
		/* It may have been woken, or have kept readers out. */
		if (left > 0 && load(&l->state) == 0)
			wake_writer(l);
		if (left == 0 && load(&l->readers_wait) > 0)
			wake_readers(l);
	}
	return err;
}

static int
read_lock(struct thr_rwlock *l, struct thr_until until)
{
	int err;

	if (is_bad(l, "pthread_rwlock_rdlock"))
		return EINVAL;
	check_era(l);
	if ((err = try_read(l, 0)) != EBUSY)
		return err;
	if (l->writer == my_mark(l))
		return EDEADLK;
	if (thr_until_check(until) < 0)
		return EINVAL;
	return read_slowly(l, until);
}

static int
write_lock(struct thr_rwlock *l, struct thr_until until)
{
	if (is_bad(l, "pthread_rwlock_wrlock"))
		return EINVAL;
	check_era(l);
	if (try_write(l) == 0)
		return 0;
	if (l->writer == my_mark(l))
		return EDEADLK;
	if (thr_until_check(until) < 0)
		return EINVAL;
	return write_slowly(l, until);
}

/* EAGAIN: too many readers; EDEADLK: the caller holds it for writing. */
int
pthread_rwlock_rdlock(pthread_rwlock_t *lock)
{
	return read_lock(lock_of(lock), for_ever);
}

/* ETIMEDOUT; EINVAL: no such time. */
int
pthread_rwlock_clockrdlock(pthread_rwlock_t *lock, clockid_t clock,
    const struct timespec *at)
{
	return read_lock(lock_of(lock), (struct thr_until){ clock, at });
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
	struct thr_rwlock *l = lock_of(lock);

	if (is_bad(l, "pthread_rwlock_tryrdlock"))
		return EINVAL;
	check_era(l);
	return try_read(l, 0);
}

/* EDEADLK: the caller holds it for writing. */
int
pthread_rwlock_wrlock(pthread_rwlock_t *lock)
{
	return write_lock(lock_of(lock), for_ever);
}

/* ETIMEDOUT; EINVAL: no such time. */
int
pthread_rwlock_clockwrlock(pthread_rwlock_t *lock, clockid_t clock,
    const struct timespec *at)
{
	return write_lock(lock_of(lock), (struct thr_until){ clock, at });
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
	struct thr_rwlock *l = lock_of(lock);

	if (is_bad(l, "pthread_rwlock_trywrlock"))
		return EINVAL;
	return try_write(l);
}

/* The readers that wait are admitted, and a writer may try. */
static void
write_unlock(struct thr_rwlock *l)
{
	uint32_t readers;

	check_era(l);
	l->writer = 0;
	__atomic_store_n(&l->admitted, load(&l->readers_wait),
	    __ATOMIC_SEQ_CST);
	__atomic_store_n(&l->state, 0, __ATOMIC_SEQ_CST);
	readers = load(&l->readers_wait);
	if (load(&l->writers_wait) > 0)
		wake_writer(l);
	if (readers > 0)
		wake_readers(l);
}

static void
read_unlock(struct thr_rwlock *l)
{
	struct thread *t = thr_self();

	if (t->read_locks > 0)
		t->read_locks--;
	if (__atomic_sub_fetch(&l->state, 1, __ATOMIC_SEQ_CST) == 0 &&
	    load(&l->writers_wait) > 0)
		wake_writer(l);
}

/* EPERM: not held, or held for writing by another thread. */
int
pthread_rwlock_unlock(pthread_rwlock_t *lock)
{
	struct thr_rwlock *l = lock_of(lock);
	uint32_t s = load(&l->state);

	if (is_bad(l, "pthread_rwlock_unlock"))
		return EINVAL;
	if (s == 0 || (s & THR_WRITER && l->writer != my_mark(l)))
		return EPERM;
	if (s & THR_WRITER)
		write_unlock(l);
	else
		read_unlock(l);
	return 0;
}

int
pthread_rwlock_init(pthread_rwlock_t *lock, const pthread_rwlockattr_t *attr)
{
	struct thr_rwlock *l = lock_of(lock);

	memset(lock, 0, sizeof(*lock));
	l->era = thr_era;
	if (attr != NULL && attr->__pshared == PTHREAD_PROCESS_SHARED)
		l->id = thr_shared_id();
	return 0;
}

/* EBUSY: it is held; EINVAL: destroyed already. */
int
pthread_rwlock_destroy(pthread_rwlock_t *lock)
{
	struct thr_rwlock *l = lock_of(lock);

	if (is_bad(l, "pthread_rwlock_destroy"))
		return EINVAL;
	if (load(&l->state) != 0)
		return EBUSY;
	l->type = THR_DESTROYED;
	return 0;
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

/* EINVAL: no such value. */
int
pthread_rwlockattr_setpshared(pthread_rwlockattr_t *attr, int shared)
{
	if (!thr_valid_pshared(shared))
		return EINVAL;
	attr->__pshared = shared;
	return 0;
}

/*
 * glibc's kinds choose between waiting readers and writers.  Here neither is
 * starved, and no reader waits for itself: that will do for all of them.
 */
int
pthread_rwlockattr_getkind_np(const pthread_rwlockattr_t *attr, int *kind)
{
	*kind = attr->__kind;
	return 0;
}

/* EINVAL: no such kind. */
int
pthread_rwlockattr_setkind_np(pthread_rwlockattr_t *attr, int kind)
{
	if (kind < PTHREAD_RWLOCK_PREFER_READER_NP ||
	    kind > PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP)
		return EINVAL;
	attr->__kind = kind;
	return 0;
}
