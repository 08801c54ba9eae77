/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Condition variables (POSIX.1-2024 pthread_cond_*).
 *
 * A waiter remembers the turn before it lets go of the mutex and sleeps
 * while the turn is that.  Whoever signals raises the turn, so that one who
 * is about to sleep does not, and wakes one sleeper: at least one of those
 * that waited goes on, now and then two.
 */
#include "thread/objects.h"

#include <errno.h>
#include <string.h>

#include "nt/sync.h"

static struct thr_cond *
cond_of(pthread_cond_t *c)
{
	return (struct thr_cond *)c;
}

static clockid_t
clock_of(const struct thr_cond *c)
{
	return c->clock == 0 ? CLOCK_REALTIME : (clockid_t)c->clock;
}

/* EPERM: an error-checking mutex is not the caller's; then nothing is done. */
static int
cond_wait(struct thr_cond *c, pthread_mutex_t *mutex, struct thr_until until)
{
	uint32_t turn;
	int err, ret = 0;

	if (thr_until_check(until) < 0)
		return EINVAL;
	__atomic_add_fetch(&c->waiters, 1, __ATOMIC_SEQ_CST);
	turn = __atomic_load_n(&c->turn, __ATOMIC_SEQ_CST);
	if ((err = pthread_mutex_unlock(mutex)) == 0 &&
	    thr_wait_word_until(&c->turn, turn, until) < 0)
		ret = ETIMEDOUT;
	__atomic_sub_fetch(&c->waiters, 1, __ATOMIC_SEQ_CST);
	if (err != 0)
		return err;
	if ((err = pthread_mutex_lock(mutex)) != 0)
		return err;
	return ret;
}

int
pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex)
{
	return cond_wait(cond_of(cond), mutex,
	    (struct thr_until){ CLOCK_REALTIME, NULL });
}

/* ETIMEDOUT; EINVAL: no such time. */
int
pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
    const struct timespec *at)
{
	return cond_wait(cond_of(cond), mutex,
	    (struct thr_until){ clock_of(cond_of(cond)), at });
}

int
pthread_cond_clockwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
    clockid_t clock, const struct timespec *at)
{
	return cond_wait(cond_of(cond), mutex,
	    (struct thr_until){ clock, at });
}

int
pthread_cond_signal(pthread_cond_t *cond)
{
	struct thr_cond *c = cond_of(cond);

	if (__atomic_load_n(&c->waiters, __ATOMIC_SEQ_CST) > 0) {
		__atomic_add_fetch(&c->turn, 1, __ATOMIC_SEQ_CST);
		nt_wake_word(&c->turn);
	}
	return 0;
}

int
pthread_cond_broadcast(pthread_cond_t *cond)
{
	struct thr_cond *c = cond_of(cond);

	if (__atomic_load_n(&c->waiters, __ATOMIC_SEQ_CST) > 0) {
		__atomic_add_fetch(&c->turn, 1, __ATOMIC_SEQ_CST);
		nt_wake_word_all(&c->turn);
	}
	return 0;
}

int
pthread_cond_init(pthread_cond_t *cond, const pthread_condattr_t *attr)
{
	memset(cond, 0, sizeof(*cond));
	if (attr != NULL)
		cond_of(cond)->clock = (int)attr->__clock;
	return 0;
}

/* Waits for those who were woken already and have not left yet. */
int
pthread_cond_destroy(pthread_cond_t *cond)
{
	while (__atomic_load_n(&cond_of(cond)->waiters, __ATOMIC_SEQ_CST) > 0)
		nt_yield();
	return 0;
}

int
pthread_condattr_init(pthread_condattr_t *attr)
{
	memset(attr, 0, sizeof(*attr));
	attr->__clock = CLOCK_REALTIME;
	return 0;
}

int
pthread_condattr_destroy(pthread_condattr_t *attr)
{
	return 0;
}

int
pthread_condattr_getclock(const pthread_condattr_t *attr, clockid_t *clock)
{
	*clock = attr->__clock;
	return 0;
}

/* EINVAL: neither of the two clocks. */
int
pthread_condattr_setclock(pthread_condattr_t *attr, clockid_t clock)
{
	if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
		return EINVAL;
	attr->__clock = clock;
	return 0;
}

int
pthread_condattr_getpshared(const pthread_condattr_t *attr, int *shared)
{
	*shared = attr->__pshared;
	return 0;
}

/* EINVAL: no such value; ENOTSUP: sharing between processes. */
int
pthread_condattr_setpshared(pthread_condattr_t *attr, int shared)
{
	if (shared == PTHREAD_PROCESS_SHARED)
		return ENOTSUP;
	return shared == PTHREAD_PROCESS_PRIVATE ? 0 : EINVAL;
}
