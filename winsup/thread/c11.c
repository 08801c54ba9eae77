/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ISO C11 7.26 <threads.h>: the POSIX objects under C's names.
 */
#include "thread/objects.h"
#include "thread/room_impl.h"

#include <errno.h>
#include <threads.h>

#include "nt/sync.h"

static int
result(int err)
{
	switch (err) {
	case 0:
		return thrd_success;
	case EBUSY:
		return thrd_busy;
	case ETIMEDOUT:
		return thrd_timedout;
	case ENOMEM:
		return thrd_nomem;
	default:
		return thrd_error;
	}
}

void
call_once(once_flag *flag, void (*init)(void))
{
	pthread_once(flag, init);
}

int
mtx_init(mtx_t *m, int type)
{
	pthread_mutexattr_t attr;

	if ((type & ~(mtx_plain | mtx_recursive | mtx_timed)) != 0)
		return thrd_error;
	pthread_mutexattr_init(&attr);
	if (type & mtx_recursive)
		pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_RECURSIVE);
	return result(pthread_mutex_init(m, &attr));
}

void
mtx_destroy(mtx_t *m)
{
	pthread_mutex_destroy(m);
}

int
mtx_lock(mtx_t *m)
{
	return result(pthread_mutex_lock(m));
}

int
mtx_timedlock(mtx_t *m, const struct timespec *at)
{
	return result(pthread_mutex_timedlock(m, at));
}

int
mtx_trylock(mtx_t *m)
{
	return result(pthread_mutex_trylock(m));
}

int
mtx_unlock(mtx_t *m)
{
	return result(pthread_mutex_unlock(m));
}

int
cnd_init(cnd_t *c)
{
	return result(pthread_cond_init(c, NULL));
}

void
cnd_destroy(cnd_t *c)
{
	pthread_cond_destroy(c);
}

int
cnd_signal(cnd_t *c)
{
	return result(pthread_cond_signal(c));
}

int
cnd_broadcast(cnd_t *c)
{
	return result(pthread_cond_broadcast(c));
}

int
cnd_wait(cnd_t *c, mtx_t *m)
{
	return result(pthread_cond_wait(c, m));
}

int
cnd_timedwait(cnd_t *c, mtx_t *m, const struct timespec *at)
{
	return result(pthread_cond_timedwait(c, m, at));
}

int
tss_create(tss_t *key, tss_dtor_t destructor)
{
	return result(pthread_key_create(key, destructor));
}

void
tss_delete(tss_t key)
{
	pthread_key_delete(key);
}

void *
tss_get(tss_t key)
{
	return pthread_getspecific(key);
}

int
tss_set(tss_t key, void *value)
{
	return result(pthread_setspecific(key, value));
}

int
thrd_create(thrd_t *t, thrd_start_t fn, void *arg)
{
	int err = thr_create(t, NULL, NULL, fn, arg);

	/* C has a name for being out of memory, which EAGAIN may be. */
	return err == EAGAIN ? thrd_nomem : result(err);
}

int
thrd_join(thrd_t t, int *value)
{
	void *v;
	int err = pthread_join(t, &v);

	if (err == 0 && value != NULL)
		*value = (int)(intptr_t)v;
	return result(err);
}

int
thrd_detach(thrd_t t)
{
	return result(pthread_detach(t));
}

void
thrd_exit(int value)
{
	pthread_exit((void *)(intptr_t)value);
}

thrd_t
thrd_current(void)
{
	return pthread_self();
}

int
thrd_equal(thrd_t a, thrd_t b)
{
	return pthread_equal(a, b);
}

void
thrd_yield(void)
{
	nt_yield();
}
