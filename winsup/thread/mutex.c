/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Mutexes (POSIX.1-2024 pthread_mutex_*).
 *
 * One word: 0 is free, else THR_HELD's bits tell that it is held, and
 * THR_WAITERS that somebody may sleep.  A robust mutex that processes share
 * has its owner's pid there, so that a waiter can see that the owner ended.
 * What is not a plain mutex goes the long way from mutex_lock() on.
 *
 * All functions return an error number; none is EINTR.
 */
#include "thread/objects.h"

#include <errno.h>
#include <string.h>

#include "lib/assert.h"
#include "lib/keep.h"
#include "nt/sync.h"
#include "thread/held.h"
#include "thread/shared.h"

#define SPINS	100	/* looks at a held mutex before the thread sleeps */

static const struct thr_until for_ever = { CLOCK_REALTIME, NULL };

static struct thr_mutex *
mutex_of(pthread_mutex_t *m)
{
	return (struct thr_mutex *)m;
}

static int
kind(const struct thr_mutex *m)
{
	return m->type & THR_KIND;
}

/* Is it no mutex, or one no longer?  Debug builds say so. */
static int
is_bad(const struct thr_mutex *m, const char *call)
{
	thr_check_destroyed(m->type, call);
	return (m->type & ~THR_KNOWN) != 0;
}

/* Both threads and processes have an identity; 0 is nobody's. */
static uint64_t
my_mark(const struct thr_mutex *m)
{
	if (m->type & THR_SHARED)
		return (uint64_t)thr_peer_self() << 32 | nt_thread_id();
	return (uintptr_t)thr_self();
}

static uint32_t
held_value(const struct thr_mutex *m)
{
	if ((m->type & (THR_SHARED | THR_ROBUST)) ==
	    (THR_SHARED | THR_ROBUST))
		return thr_peer_self();
	return 1;
}

/* Does the calling thread hold it?  Not known of a plain mutex. */
static int
is_mine(const struct thr_mutex *m)
{
	return m->type != PTHREAD_MUTEX_NORMAL && m->owner == my_mark(m);
}

static int
take_again(struct thr_mutex *m)
{
	if (kind(m) == PTHREAD_MUTEX_ERRORCHECK)
		return EDEADLK;
	if (m->depth == UINT32_MAX)
		return EAGAIN;
	m->depth++;
	return 0;
}

static inline int
cas(volatile uint32_t *word, uint32_t from, uint32_t to)
{
	return __atomic_compare_exchange_n(word, &from, to, 0,
	    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

/*
 * Held by a process that is no more?  Then the mutex is the caller's, and
 * EOWNERDEAD the result.  Otherwise EBUSY, and *process is a handle to wait
 * on, or NULL.
 */
static int
take_from_dead(struct thr_mutex *m, uint32_t seen, nt_handle *process)
{
	uint32_t pid = seen & THR_HELD, me = held_value(m);

	*process = NULL;
	if (pid == me || thr_peer_watch(pid, process) != 0)
		return EBUSY;
	if (!cas(&m->word, seen, me | THR_WAITERS))
		return EBUSY;
	m->state = THR_INCONSISTENT;
	m->depth = 0;
	return EOWNERDEAD;
}

static int
is_watched(const struct thr_mutex *m)
{
	return (m->type & (THR_SHARED | THR_ROBUST)) ==
	    (THR_SHARED | THR_ROBUST);
}

/* One sleep: 0, ETIMEDOUT, EOWNERDEAD. */
static int
rest(struct thr_mutex *m, uint32_t seen, struct thr_until until)
{
	nt_handle process;
	int err;

	if (m->type & THR_INHERIT)
		held_lend(m);
	if (!is_watched(m))
		return -thr_word_wait(&m->word, seen, THR_KEY(m->id, 0),
		    until, THR_PLAIN);
	thr_may_block();	/* the handle is of this Windows process */
	if ((err = take_from_dead(m, seen, &process)) != EBUSY)
		return err;
	err = thr_word_wait_also(&m->word, seen, THR_KEY(m->id, 0), process,
	    until);
	thr_peer_unwatch(process);
	return -err;
}

/* For a short while somebody else's hold is looked at without sleeping. */
static int
spin(struct thr_mutex *m, uint32_t held)
{
	uint32_t s;

	for (unsigned i = thr_spins(SPINS); i > 0; i--) {
		s = __atomic_load_n(&m->word, __ATOMIC_RELAXED);
		if (s == 0 && cas(&m->word, 0, held))
			return 1;
		if (s & THR_WAITERS)
			return 0;
		__builtin_ia32_pause();
	}
	return 0;
}

/* 0, ETIMEDOUT, EINVAL for a bad time, EOWNERDEAD. */
static int
word_lock(struct thr_mutex *m, struct thr_until until)
{
	uint32_t held = held_value(m), waited = 0, s;
	int err;

	if (cas(&m->word, 0, held) || spin(m, held))
		return 0;
	if (thr_until_check(until) < 0)
		return EINVAL;
	for (;;) {
		s = __atomic_load_n(&m->word, __ATOMIC_RELAXED);
		if ((s & THR_HELD) == 0) {
			if (cas(&m->word, s, held | s | waited))
				return 0;
			continue;
		}
		if (!(s & THR_WAITERS)) {
			if (!cas(&m->word, s, s | THR_WAITERS))
				continue;
			s |= THR_WAITERS;
		}
		if ((err = rest(m, s, until)) != 0)
			return err;
		/* Others may sleep: who wakes cannot tell. */
		waited = THR_WAITERS;
	}
}

static int
word_try(struct thr_mutex *m)
{
	uint32_t s = 0, held = held_value(m);
	nt_handle process;
	int err;

	if (__atomic_compare_exchange_n(&m->word, &s, held, 0,
	    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return 0;
	if (!is_watched(m))
		return EBUSY;
	err = take_from_dead(m, s, &process);
	if (err == EBUSY)
		thr_peer_unwatch(process);
	return err;
}

static void
word_unlock(struct thr_mutex *m)
{
	uint64_t id = m->id;

	if (__atomic_exchange_n(&m->word, 0, __ATOMIC_RELEASE) & THR_WAITERS)
		thr_word_wake(&m->word, THR_KEY(id, 0));
}

/* The word is the caller's, err being 0 or EOWNERDEAD: what else there is. */
static int
taken(struct thr_mutex *m, int err)
{
	if (m->type == PTHREAD_MUTEX_NORMAL)
		return err;
	if (m->state == THR_LOST) {
		word_unlock(m);
		return ENOTRECOVERABLE;
	}
	m->owner = my_mark(m);
	if (m->type & THR_LISTED)
		held_add(m);
	return m->state == THR_INCONSISTENT ? EOWNERDEAD : err;
}

static int
mutex_lock(struct thr_mutex *m, struct thr_until until)
{
	int err;

	if (is_bad(m, "pthread_mutex_lock"))
		return EINVAL;
	if (is_mine(m) && kind(m) != PTHREAD_MUTEX_NORMAL)
		return take_again(m);
	if (m->state == THR_LOST)
		return ENOTRECOVERABLE;
	if ((m->type & THR_PROTECT) && (err = held_ceiling(m)) != 0)
		return err;
	err = word_lock(m, until);
	if (err != 0 && err != EOWNERDEAD)
		return err;
	return taken(m, err);
}

/*
 * EDEADLK: an error-checking mutex is held already; EAGAIN: 2^32 times;
 * EINVAL: no mutex, or the caller's priority is above its ceiling;
 * EOWNERDEAD, ENOTRECOVERABLE: robust mutexes.
 */
int
pthread_mutex_lock(pthread_mutex_t *mutex)
{
	struct thr_mutex *m = mutex_of(mutex);

	if (__builtin_expect(m->type == PTHREAD_MUTEX_NORMAL, 1) &&
	    cas(&m->word, 0, 1))
		return 0;
	return mutex_lock(m, for_ever);
}

/* EBUSY: held, also by the caller unless the mutex is recursive. */
int
pthread_mutex_trylock(pthread_mutex_t *mutex)
{
	struct thr_mutex *m = mutex_of(mutex);
	int err;

	if (m->type == PTHREAD_MUTEX_NORMAL)
		return cas(&m->word, 0, 1) ? 0 : EBUSY;
	if (is_bad(m, "pthread_mutex_trylock"))
		return EINVAL;
	if (is_mine(m))
		return kind(m) == PTHREAD_MUTEX_RECURSIVE ? take_again(m) :
		    EBUSY;
	if (m->state == THR_LOST)
		return ENOTRECOVERABLE;
	if ((m->type & THR_PROTECT) && (err = held_ceiling(m)) != 0)
		return err;
	err = word_try(m);
	return err == EBUSY ? err : taken(m, err);
}

/* ETIMEDOUT; EINVAL: no such time; else as pthread_mutex_lock. */
int
pthread_mutex_clocklock(pthread_mutex_t *mutex, clockid_t clock,
    const struct timespec *at)
{
	return mutex_lock(mutex_of(mutex), (struct thr_until){ clock, at });
}

int
pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *at)
{
	return pthread_mutex_clocklock(mutex, CLOCK_REALTIME, at);
}

static int
unlock_other(struct thr_mutex *m)
{
	uint64_t id = m->id;

	if (is_bad(m, "pthread_mutex_unlock"))
		return EINVAL;
	if (!is_mine(m))
		return EPERM;
	if (m->depth > 0) {
		m->depth--;
		return 0;
	}
	m->owner = 0;
	if (m->state == THR_INCONSISTENT)
		m->state = THR_LOST;
	if (m->type & THR_LISTED)
		held_remove(m);
	/* Nobody gets a lost mutex: all that wait are to learn of it. */
	if (m->state == THR_LOST) {
		__atomic_store_n(&m->word, 0, __ATOMIC_RELEASE);
		thr_word_wake_all(&m->word, THR_KEY(id, 0));
	} else
		word_unlock(m);
	return 0;
}

/* EPERM: not held by the caller (unless it is a plain mutex). */
int
pthread_mutex_unlock(pthread_mutex_t *mutex)
{
	struct thr_mutex *m = mutex_of(mutex);

	if (__builtin_expect(m->type != PTHREAD_MUTEX_NORMAL, 0))
		return unlock_other(m);
	if (__atomic_exchange_n(&m->word, 0, __ATOMIC_RELEASE) & THR_WAITERS)
		thr_word_wake(&m->word, 0);
	return 0;
}

/* EINVAL: not robust, or not left by a dead owner, or not the caller's. */
int
pthread_mutex_consistent(pthread_mutex_t *mutex)
{
	struct thr_mutex *m = mutex_of(mutex);

	if (is_bad(m, "pthread_mutex_consistent") ||
	    !(m->type & THR_ROBUST) || m->state != THR_INCONSISTENT ||
	    !is_mine(m))
		return EINVAL;
	m->state = THR_SOUND;
	return 0;
}

int
pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attr)
{
	struct thr_mutex *m = mutex_of(mutex);

	memset(mutex, 0, sizeof(*mutex));
	if (attr == NULL)
		return 0;
	m->type = attr->__type;
	if (attr->__robust == PTHREAD_MUTEX_ROBUST)
		m->type |= THR_ROBUST;
	if (attr->__protocol == PTHREAD_PRIO_INHERIT)
		m->type |= THR_INHERIT;
	if (attr->__protocol == PTHREAD_PRIO_PROTECT) {
		m->type |= THR_PROTECT;
		m->priority = held_ceiling_of(attr->__prioceiling);
	}
	if (attr->__pshared == PTHREAD_PROCESS_SHARED) {
		m->type |= THR_SHARED;
		m->id = thr_shared_id();
	}
	return 0;
}

/* EBUSY: it is held; EINVAL: destroyed already. */
int
pthread_mutex_destroy(pthread_mutex_t *mutex)
{
	struct thr_mutex *m = mutex_of(mutex);

	if (is_bad(m, "pthread_mutex_destroy"))
		return EINVAL;
	if ((__atomic_load_n(&m->word, __ATOMIC_RELAXED) & THR_HELD) != 0 &&
	    m->state != THR_LOST)
		return EBUSY;
	m->type = THR_DESTROYED;
	return 0;
}

/* The owner of a robust mutex ends: the next one shall know. */
void
mutex_abandon(struct thr_mutex *m)
{
	m->owner = 0;
	m->depth = 0;
	if (m->state == THR_SOUND)
		m->state = THR_INCONSISTENT;
	word_unlock(m);
}

/* EINVAL: not of PTHREAD_PRIO_PROTECT. */
int
pthread_mutex_getprioceiling(const pthread_mutex_t *mutex, int *ceiling)
{
	const struct thr_mutex *m = (const struct thr_mutex *)mutex;

	if (is_bad(m, "pthread_mutex_getprioceiling") ||
	    !(m->type & THR_PROTECT))
		return EINVAL;
	*ceiling = m->priority;
	return 0;
}

/*
 * Takes the mutex without regard to the ceiling, changes that, lets go.
 * EINVAL: as above, or no such priority; else as pthread_mutex_lock().
 */
int
pthread_mutex_setprioceiling(pthread_mutex_t *mutex, int ceiling, int *old)
{
	struct thr_mutex *m = mutex_of(mutex);
	int err, was;

	if (is_bad(m, "pthread_mutex_setprioceiling") ||
	    !(m->type & THR_PROTECT) || !held_is_ceiling(ceiling))
		return EINVAL;
	if (is_mine(m)) {
		if (kind(m) == PTHREAD_MUTEX_ERRORCHECK)
			return EDEADLK;
		if (kind(m) == PTHREAD_MUTEX_RECURSIVE) {
			was = m->priority;
			m->priority = ceiling;
			held_settle();
			if (old != NULL)
				*old = was;
			return 0;
		}
	}
	err = word_lock(m, for_ever);
	if (err != 0 && err != EOWNERDEAD)
		return err;
	if ((err = taken(m, err)) != 0 && err != EOWNERDEAD)
		return err;
	if (old != NULL)
		*old = m->priority;
	m->priority = ceiling;
	if (err == 0)
		unlock_other(m);
	return err;
}
