/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * What other threads hold: EBUSY, EPERM and ETIMEDOUT of each lock and each
 * timed call, for both clocks; a bad time is EINVAL.
 */
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

#include "test.h"

static pthread_mutex_t checked, plain = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t written = PTHREAD_RWLOCK_INITIALIZER;
static pthread_rwlock_t readable = PTHREAD_RWLOCK_INITIALIZER;
static pthread_spinlock_t spin;
static sem_t ready, finish, empty;

static void *
hold(void *arg)
{
	CHECK_INT(pthread_mutex_lock(&checked), 0);
	CHECK_INT(pthread_mutex_lock(&plain), 0);
	CHECK_INT(pthread_rwlock_wrlock(&written), 0);
	CHECK_INT(pthread_rwlock_rdlock(&readable), 0);
	CHECK_INT(pthread_spin_lock(&spin), 0);
	CHECK_OK(sem_post(&ready) == 0);
	CHECK_OK(sem_wait(&finish) == 0);
	CHECK_INT(pthread_mutex_unlock(&checked), 0);
	CHECK_INT(pthread_mutex_unlock(&plain), 0);
	CHECK_INT(pthread_rwlock_unlock(&written), 0);
	CHECK_INT(pthread_rwlock_unlock(&readable), 0);
	CHECK_INT(pthread_spin_unlock(&spin), 0);
	return arg;
}

static struct timespec
soon(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	t.tv_nsec += 20000000;
	if (t.tv_nsec >= 1000000000) {
		t.tv_nsec -= 1000000000;
		t.tv_sec++;
	}
	return t;
}

static void
time_out(clockid_t clock)
{
	struct timespec t;

	t = soon(clock);
	CHECK_INT(pthread_mutex_clocklock(&checked, clock, &t), ETIMEDOUT);
	t = soon(clock);
	CHECK_INT(pthread_mutex_clocklock(&plain, clock, &t), ETIMEDOUT);
	t = soon(clock);
	CHECK_INT(pthread_rwlock_clockrdlock(&written, clock, &t), ETIMEDOUT);
	t = soon(clock);
	CHECK_INT(pthread_rwlock_clockwrlock(&written, clock, &t), ETIMEDOUT);
	t = soon(clock);
	CHECK_INT(pthread_rwlock_clockwrlock(&readable, clock, &t),
	    ETIMEDOUT);
	t = soon(clock);
	CHECK_INT(pthread_rwlock_clockrdlock(&readable, clock, &t), 0);
	CHECK_INT(pthread_rwlock_unlock(&readable), 0);
	t = soon(clock);
	CHECK_ERR(sem_clockwait(&empty, clock, &t), ETIMEDOUT);
	t.tv_nsec = 1000000000;
	CHECK_INT(pthread_mutex_clocklock(&checked, clock, &t), EINVAL);
	CHECK_INT(pthread_rwlock_clockrdlock(&written, clock, &t), EINVAL);
	CHECK_INT(pthread_rwlock_clockwrlock(&written, clock, &t), EINVAL);
	CHECK_ERR(sem_clockwait(&empty, clock, &t), EINVAL);
	t.tv_nsec = -1;
	CHECK_INT(pthread_mutex_clocklock(&plain, clock, &t), EINVAL);
}

int
main(void)
{
	struct timespec past = { 1, 0 };
	pthread_mutexattr_t a;
	pthread_t t;

	CHECK_INT(pthread_mutexattr_init(&a), 0);
	CHECK_INT(pthread_mutexattr_settype(&a, PTHREAD_MUTEX_ERRORCHECK), 0);
	CHECK_INT(pthread_mutex_init(&checked, &a), 0);
	CHECK_INT(pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE), 0);
	CHECK_OK(sem_init(&ready, 0, 0) == 0 && sem_init(&finish, 0, 0) == 0);
	CHECK_OK(sem_init(&empty, 0, 0) == 0);
	CHECK_ERR(sem_init(&empty, 0, 0x80000000u), EINVAL);
	CHECK_INT(pthread_create(&t, NULL, hold, NULL), 0);
	CHECK_OK(sem_wait(&ready) == 0);
	CHECK_INT(pthread_mutex_trylock(&checked), EBUSY);
	CHECK_INT(pthread_mutex_unlock(&checked), EPERM);
	CHECK_INT(pthread_mutex_trylock(&plain), EBUSY);
	CHECK_INT(pthread_rwlock_tryrdlock(&written), EBUSY);
	CHECK_INT(pthread_rwlock_trywrlock(&written), EBUSY);
	CHECK_INT(pthread_rwlock_trywrlock(&readable), EBUSY);
	CHECK_INT(pthread_rwlock_tryrdlock(&readable), 0);
	CHECK_INT(pthread_rwlock_unlock(&readable), 0);
	CHECK_INT(pthread_spin_trylock(&spin), EBUSY);
	CHECK_ERR(sem_trywait(&empty), EAGAIN);
	CHECK_INT(pthread_mutex_timedlock(&checked, &past), ETIMEDOUT);
	CHECK_INT(pthread_rwlock_timedrdlock(&written, &past), ETIMEDOUT);
	CHECK_INT(pthread_rwlock_timedwrlock(&readable, &past), ETIMEDOUT);
	CHECK_ERR(sem_timedwait(&empty, &past), ETIMEDOUT);
	time_out(CLOCK_REALTIME);
	time_out(CLOCK_MONOTONIC);
	CHECK_INT(pthread_mutex_clocklock(&plain, CLOCK_PROCESS_CPUTIME_ID,
	    &past), EINVAL);
	CHECK_OK(sem_post(&finish) == 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(pthread_mutex_destroy(&checked), 0);
	return 0;
}
