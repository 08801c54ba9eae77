/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Mutexes (POSIX.1-2024 pthread_mutex_*), the three types.  Robust,
 * process-shared and priority mutexes are refused when asked for.
 *
 * All functions return an error number; none is EINTR.
 */
#include "thread/objects.h"

#include <errno.h>
#include <string.h>

#include "lib/lock.h"
#include "nt/sync.h"

static struct thr_mutex *
mutex_of(pthread_mutex_t *m)
{
	return (struct thr_mutex *)m;
}

/* Does the calling thread hold it?  Not known of a normal mutex. */
static int
is_mine(const struct thr_mutex *m)
{
	return m->type != PTHREAD_MUTEX_NORMAL && m->owner == thr_self();
}

static int
take_again(struct thr_mutex *m)
{
	if (m->type == PTHREAD_MUTEX_ERRORCHECK)
		return EDEADLK;
	if (m->depth == UINT32_MAX)
		return EAGAIN;
	m->depth++;
	return 0;
}

static int
take_free(struct thr_mutex *m)
{
	uint32_t seen = 0;

	if (!__atomic_compare_exchange_n(&m->word, &seen, 1, 0,
	    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return 0;
	if (m->type != PTHREAD_MUTEX_NORMAL)
		m->owner = thr_self();
	return 1;
}

static int
mutex_lock(struct thr_mutex *m, struct thr_until until)
{
	if (is_mine(m))
		return take_again(m);
	if (take_free(m))
		return 0;
	if (thr_until_check(until) < 0)
		return EINVAL;
	while (__atomic_exchange_n(&m->word, 2, __ATOMIC_ACQUIRE) != 0)
		if (thr_wait_word_until(&m->word, 2, until) < 0)
			return ETIMEDOUT;
	if (m->type != PTHREAD_MUTEX_NORMAL)
		m->owner = thr_self();
	return 0;
}

/* EDEADLK: an error-checking mutex is held already; EAGAIN: 2^32 times. */
int
pthread_mutex_lock(pthread_mutex_t *mutex)
{
	struct thr_mutex *m = mutex_of(mutex);

	if (m->type == PTHREAD_MUTEX_NORMAL && take_free(m))
		return 0;
	return mutex_lock(m, (struct thr_until){ CLOCK_REALTIME, NULL });
}

/* EBUSY: held, also by the caller unless the mutex is recursive. */
int
pthread_mutex_trylock(pthread_mutex_t *mutex)
{
	struct thr_mutex *m = mutex_of(mutex);

	if (is_mine(m))
		return m->type == PTHREAD_MUTEX_RECURSIVE ? take_again(m) :
		    EBUSY;
	return take_free(m) ? 0 : EBUSY;
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

/* EPERM: not held by the caller (unless it is a normal mutex). */
int
pthread_mutex_unlock(pthread_mutex_t *mutex)
{
	struct thr_mutex *m = mutex_of(mutex);

	if (m->type != PTHREAD_MUTEX_NORMAL) {
		if (m->owner != thr_self())
			return EPERM;
		if (m->depth > 0) {
			m->depth--;
			return 0;
		}
		m->owner = NULL;
	}
	if (__atomic_exchange_n(&m->word, 0, __ATOMIC_RELEASE) == 2)
		nt_wake_word(&m->word);
	return 0;
}

int
pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attr)
{
	memset(mutex, 0, sizeof(*mutex));
	if (attr != NULL)
		mutex->__type = attr->__type;
	return 0;
}

/* EBUSY: it is held. */
int
pthread_mutex_destroy(pthread_mutex_t *mutex)
{
	return __atomic_load_n(&mutex_of(mutex)->word, __ATOMIC_RELAXED) ?
	    EBUSY : 0;
}

int
pthread_mutexattr_init(pthread_mutexattr_t *attr)
{
	memset(attr, 0, sizeof(*attr));
	attr->__type = PTHREAD_MUTEX_DEFAULT;
	return 0;
}

int
pthread_mutexattr_destroy(pthread_mutexattr_t *attr)
{
	return 0;
}

int
pthread_mutexattr_gettype(const pthread_mutexattr_t *attr, int *type)
{
	*type = attr->__type;
	return 0;
}

/* EINVAL: no such type. */
int
pthread_mutexattr_settype(pthread_mutexattr_t *attr, int type)
{
	if (type != PTHREAD_MUTEX_NORMAL && type != PTHREAD_MUTEX_RECURSIVE &&
	    type != PTHREAD_MUTEX_ERRORCHECK)
		return EINVAL;
	attr->__type = type;
	return 0;
}

int
pthread_mutexattr_getpshared(const pthread_mutexattr_t *attr, int *shared)
{
	*shared = attr->__pshared;
	return 0;
}

/* EINVAL: no such value; ENOTSUP: sharing between processes. */
int
pthread_mutexattr_setpshared(pthread_mutexattr_t *attr, int shared)
{
	if (shared == PTHREAD_PROCESS_SHARED)
		return ENOTSUP;
	return shared == PTHREAD_PROCESS_PRIVATE ? 0 : EINVAL;
}

int
pthread_mutexattr_getrobust(const pthread_mutexattr_t *attr, int *robust)
{
	*robust = attr->__robust;
	return 0;
}

/* EINVAL: no such value; ENOTSUP: robust mutexes. */
int
pthread_mutexattr_setrobust(pthread_mutexattr_t *attr, int robust)
{
	if (robust == PTHREAD_MUTEX_ROBUST)
		return ENOTSUP;
	return robust == PTHREAD_MUTEX_STALLED ? 0 : EINVAL;
}

int
pthread_mutexattr_getprotocol(const pthread_mutexattr_t *attr, int *protocol)
{
	*protocol = attr->__protocol;
	return 0;
}

/* EINVAL: no such value; ENOTSUP: priority inheritance or ceiling. */
int
pthread_mutexattr_setprotocol(pthread_mutexattr_t *attr, int protocol)
{
	if (protocol == PTHREAD_PRIO_INHERIT ||
	    protocol == PTHREAD_PRIO_PROTECT)
		return ENOTSUP;
	return protocol == PTHREAD_PRIO_NONE ? 0 : EINVAL;
}
