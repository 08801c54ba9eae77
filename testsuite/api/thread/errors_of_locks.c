/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * The errors that POSIX.1-2024 has for mutexes of each type, conditions,
 * read-write locks, barriers and spin locks: each call, each error.
 */
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

#include "test.h"

static const struct timespec past = { 1, 0 };
static const struct timespec bad[] = { { 1, -1 }, { 1, 1000000000 } };
static pthread_mutex_t m;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;

static void
make(int type, int robust)
{
	pthread_mutexattr_t a;

	CHECK_INT(pthread_mutexattr_init(&a), 0);
	CHECK_INT(pthread_mutexattr_settype(&a, type), 0);
	CHECK_INT(pthread_mutexattr_setrobust(&a, robust), 0);
	CHECK_INT(pthread_mutex_init(&m, &a), 0);
	CHECK_INT(pthread_mutexattr_destroy(&a), 0);
}

static void
in_a_thread(void *(*fn)(void *), void *arg)
{
	pthread_t t;

	CHECK_INT(pthread_create(&t, NULL, fn, arg), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
}

static void
attributes(void)
{
	pthread_mutexattr_t ma;
	pthread_condattr_t ca;
	pthread_rwlockattr_t ra;
	pthread_barrierattr_t ba;

	CHECK_INT(pthread_mutexattr_init(&ma), 0);
	CHECK_INT(pthread_mutexattr_settype(&ma, 99), EINVAL);
	CHECK_INT(pthread_mutexattr_setpshared(&ma, 99), EINVAL);
	CHECK_INT(pthread_mutexattr_setrobust(&ma, 99), EINVAL);
	CHECK_INT(pthread_mutexattr_setprotocol(&ma, 99), EINVAL);
	CHECK_INT(pthread_mutexattr_setprioceiling(&ma, 1000), EINVAL);
	CHECK_INT(pthread_mutexattr_setprioceiling(&ma, -1), EINVAL);
	CHECK_INT(pthread_condattr_init(&ca), 0);
	CHECK_INT(pthread_condattr_setpshared(&ca, 99), EINVAL);
	CHECK_INT(pthread_condattr_setclock(&ca, 99), EINVAL);
	CHECK_INT(pthread_condattr_setclock(&ca, CLOCK_PROCESS_CPUTIME_ID),
	    EINVAL);
	CHECK_INT(pthread_condattr_setclock(&ca, CLOCK_THREAD_CPUTIME_ID),
	    EINVAL);
	CHECK_INT(pthread_rwlockattr_init(&ra), 0);
	CHECK_INT(pthread_rwlockattr_setpshared(&ra, 99), EINVAL);
	CHECK_INT(pthread_barrierattr_init(&ba), 0);
	CHECK_INT(pthread_barrierattr_setpshared(&ba, 99), EINVAL);
}

/* Held by another thread, which this one is. */
static void *
held_by_main(void *type)
{
	CHECK_INT(pthread_mutex_trylock(&m), EBUSY);
	CHECK_INT(pthread_mutex_timedlock(&m, &past), ETIMEDOUT);
	CHECK_INT(pthread_mutex_clocklock(&m, CLOCK_REALTIME, &past),
	    ETIMEDOUT);
	CHECK_INT(pthread_mutex_clocklock(&m, CLOCK_MONOTONIC, &past),
	    ETIMEDOUT);
	CHECK_INT(pthread_mutex_clocklock(&m, CLOCK_PROCESS_CPUTIME_ID,
	    &past), EINVAL);
	for (int i = 0; i < 2; i++) {
		CHECK_INT(pthread_mutex_timedlock(&m, &bad[i]), EINVAL);
		CHECK_INT(pthread_mutex_clocklock(&m, CLOCK_MONOTONIC,
		    &bad[i]), EINVAL);
	}
	if (type != NULL)
		CHECK_INT(pthread_mutex_unlock(&m), EPERM);
	return NULL;
}

/* Waiting with a mutex that the caller does not hold. */
static void
wait_without(void)
{
	CHECK_INT(pthread_cond_wait(&c, &m), EPERM);
	CHECK_INT(pthread_cond_timedwait(&c, &m, &past), EPERM);
	CHECK_INT(pthread_cond_clockwait(&c, &m, CLOCK_MONOTONIC, &past),
	    EPERM);
}

static void
with_an_owner(int robust)
{
	make(PTHREAD_MUTEX_ERRORCHECK, robust);
	CHECK_INT(pthread_mutex_unlock(&m), EPERM);
	wait_without();
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_mutex_lock(&m), EDEADLK);
	CHECK_INT(pthread_mutex_timedlock(&m, &past), EDEADLK);
	CHECK_INT(pthread_mutex_clocklock(&m, CLOCK_MONOTONIC, &past),
	    EDEADLK);
	/* glibc has EDEADLK for others, and destroys them. */
	if (robust == PTHREAD_MUTEX_STALLED) {
		CHECK_INT(pthread_mutex_trylock(&m), EBUSY);
		CHECK_INT(pthread_mutex_destroy(&m), EBUSY);
	}
	in_a_thread(held_by_main, &m);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_destroy(&m), 0);

	make(PTHREAD_MUTEX_RECURSIVE, robust);
	CHECK_INT(pthread_mutex_unlock(&m), EPERM);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_mutex_timedlock(&m, &past), 0);
	in_a_thread(held_by_main, &m);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_unlock(&m), EPERM);
	CHECK_INT(pthread_mutex_destroy(&m), 0);
}

static void
normal(void)
{
	int old;

	make(PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_STALLED);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_mutex_timedlock(&m, &past), ETIMEDOUT);
	CHECK_INT(pthread_mutex_trylock(&m), EBUSY);
	CHECK_INT(pthread_mutex_destroy(&m), EBUSY);
	in_a_thread(held_by_main, NULL);
	CHECK_INT(pthread_mutex_consistent(&m), EINVAL);
	CHECK_INT(pthread_mutex_getprioceiling(&m, &old), EINVAL);
	CHECK_INT(pthread_mutex_setprioceiling(&m, 1, &old), EINVAL);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_destroy(&m), 0);
	make(PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ROBUST);
	CHECK_INT(pthread_mutex_unlock(&m), EPERM);
	wait_without();
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_mutex_consistent(&m), EINVAL);
	in_a_thread(held_by_main, &m);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_destroy(&m), 0);
}

static void *
lock_and_end(void *arg)
{
	CHECK_INT(pthread_mutex_lock(&m), 0);
	return arg;
}

/* Each way to take a mutex whose owner ended, and one that is lost. */
static int
take(int how)
{
	switch (how) {
	case 0: return pthread_mutex_lock(&m);
	case 1: return pthread_mutex_trylock(&m);
	case 2: return pthread_mutex_timedlock(&m, &past);
	default: return pthread_mutex_clocklock(&m, CLOCK_MONOTONIC, &past);
	}
}

static void
robust(void)
{
	for (int how = 0; how < 4; how++) {
		make(PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ROBUST);
		in_a_thread(lock_and_end, NULL);
		CHECK_INT(take(how), EOWNERDEAD);
		CHECK_INT(pthread_mutex_unlock(&m), 0);
		CHECK_INT(take(how), ENOTRECOVERABLE);
		CHECK_INT(pthread_mutex_consistent(&m), EINVAL);
		CHECK_INT(pthread_mutex_destroy(&m), 0);
	}
}

static sem_t waits;
static pthread_cond_t *at;
static int result;

/* Gives the mutex to who ends with it, or loses it, and waits. */
static void *
waiter(void *how)
{
	const struct timespec never = { 4000000000, 0 };

	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_OK(sem_post(&waits) == 0);
	switch ((long)how) {
	case 0: result = pthread_cond_wait(at, &m); break;
	case 1: result = pthread_cond_timedwait(at, &m, &never); break;
	default: result = pthread_cond_clockwait(at, &m, CLOCK_MONOTONIC,
	    &never);
	}
	if (result == EOWNERDEAD)
		CHECK_INT(pthread_mutex_unlock(&m), 0);
	return NULL;
}

static void *
signal_and_end(void *arg)
{
	CHECK_OK(sem_wait(&waits) == 0);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_cond_signal(at), 0);
	return arg;
}

/* What has become of the mutex is told by the wait. */
static void
waits_with_robust_ones(void)
{
	pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
	pthread_t t;

	at = &cond;
	for (long how = 0; how < 3; how++) {
		make(PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ROBUST);
		CHECK_INT(pthread_create(&t, NULL, waiter, (void *)how), 0);
		in_a_thread(signal_and_end, NULL);
		CHECK_INT(pthread_join(t, NULL), 0);
		CHECK_INT(result, EOWNERDEAD);
		CHECK_INT(pthread_mutex_lock(&m), ENOTRECOVERABLE);
		CHECK_INT(pthread_mutex_destroy(&m), 0);
		/* Lost while it waits. */
		make(PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ROBUST);
		CHECK_INT(pthread_create(&t, NULL, waiter, (void *)how), 0);
		CHECK_OK(sem_wait(&waits) == 0);
		in_a_thread(lock_and_end, NULL);
		CHECK_INT(pthread_mutex_lock(&m), EOWNERDEAD);
		CHECK_INT(pthread_mutex_unlock(&m), 0);
		CHECK_INT(pthread_cond_signal(&cond), 0);
		CHECK_INT(pthread_join(t, NULL), 0);
		CHECK_INT(result, ENOTRECOVERABLE);
		CHECK_INT(pthread_mutex_destroy(&m), 0);
	}
	CHECK_INT(pthread_cond_destroy(&cond), 0);
}

static void
conditions(void)
{
	make(PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_STALLED);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_cond_timedwait(&c, &m, &past), ETIMEDOUT);
	CHECK_INT(pthread_cond_clockwait(&c, &m, CLOCK_REALTIME, &past),
	    ETIMEDOUT);
	CHECK_INT(pthread_cond_clockwait(&c, &m, CLOCK_MONOTONIC, &past),
	    ETIMEDOUT);
	CHECK_INT(pthread_cond_clockwait(&c, &m, CLOCK_PROCESS_CPUTIME_ID,
	    &past), EINVAL);
	for (int i = 0; i < 2; i++) {
		CHECK_INT(pthread_cond_timedwait(&c, &m, &bad[i]), EINVAL);
		CHECK_INT(pthread_cond_clockwait(&c, &m, CLOCK_MONOTONIC,
		    &bad[i]), EINVAL);
	}
	/* It is held all the time. */
	CHECK_INT(pthread_mutex_trylock(&m), EBUSY);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_destroy(&m), 0);
}

static void
times_out(int reading)
{
	if (reading) {
		CHECK_INT(pthread_rwlock_tryrdlock(&l), EBUSY);
		CHECK_INT(pthread_rwlock_timedrdlock(&l, &past), ETIMEDOUT);
		CHECK_INT(pthread_rwlock_clockrdlock(&l, CLOCK_MONOTONIC,
		    &past), ETIMEDOUT);
		CHECK_INT(pthread_rwlock_clockrdlock(&l,
		    CLOCK_PROCESS_CPUTIME_ID, &past), EINVAL);
	}
	CHECK_INT(pthread_rwlock_trywrlock(&l), EBUSY);
	CHECK_INT(pthread_rwlock_timedwrlock(&l, &past), ETIMEDOUT);
	CHECK_INT(pthread_rwlock_clockwrlock(&l, CLOCK_MONOTONIC, &past),
	    ETIMEDOUT);
	CHECK_INT(pthread_rwlock_clockwrlock(&l, CLOCK_PROCESS_CPUTIME_ID,
	    &past), EINVAL);
	for (int i = 0; i < 2; i++) {
		if (reading)
			CHECK_INT(pthread_rwlock_timedrdlock(&l, &bad[i]),
			    EINVAL);
		CHECK_INT(pthread_rwlock_timedwrlock(&l, &bad[i]), EINVAL);
	}
}

static void *
written_by_main(void *arg)
{
	times_out(1);
#ifndef __GLIBC__
	CHECK_INT(pthread_rwlock_unlock(&l), EPERM);
#endif
	return arg;
}

static void *
read_by_main(void *arg)
{
	times_out(0);
	CHECK_INT(pthread_rwlock_tryrdlock(&l), 0);
	CHECK_INT(pthread_rwlock_unlock(&l), 0);
	return arg;
}

static void
rwlocks(void)
{
	CHECK_INT(pthread_rwlock_wrlock(&l), 0);
	CHECK_INT(pthread_rwlock_rdlock(&l), EDEADLK);
	CHECK_INT(pthread_rwlock_wrlock(&l), EDEADLK);
	CHECK_INT(pthread_rwlock_timedrdlock(&l, &past), EDEADLK);
	CHECK_INT(pthread_rwlock_timedwrlock(&l, &past), EDEADLK);
	CHECK_INT(pthread_rwlock_clockrdlock(&l, CLOCK_MONOTONIC, &past),
	    EDEADLK);
	CHECK_INT(pthread_rwlock_clockwrlock(&l, CLOCK_MONOTONIC, &past),
	    EDEADLK);
	CHECK_INT(pthread_rwlock_tryrdlock(&l), EBUSY);
	CHECK_INT(pthread_rwlock_trywrlock(&l), EBUSY);
	in_a_thread(written_by_main, NULL);
#ifndef __GLIBC__
	CHECK_INT(pthread_rwlock_destroy(&l), EBUSY);
#endif
	CHECK_INT(pthread_rwlock_unlock(&l), 0);
	CHECK_INT(pthread_rwlock_rdlock(&l), 0);
	in_a_thread(read_by_main, NULL);
	CHECK_INT(pthread_rwlock_unlock(&l), 0);
#ifndef __GLIBC__
	CHECK_INT(pthread_rwlock_unlock(&l), EPERM);
#endif
	CHECK_INT(pthread_rwlock_destroy(&l), 0);
}

static void *
spin_try(void *s)
{
	CHECK_INT(pthread_spin_trylock(s), EBUSY);
	return NULL;
}

static void
spin_locks_and_barriers(void)
{
	pthread_barrier_t b;
	pthread_spinlock_t s;

	CHECK_INT(pthread_barrier_init(&b, NULL, 0), EINVAL);
	CHECK_INT(pthread_spin_init(&s, PTHREAD_PROCESS_PRIVATE), 0);
	CHECK_INT(pthread_spin_lock(&s), 0);
	CHECK_INT(pthread_spin_trylock(&s), EBUSY);
	in_a_thread(spin_try, (void *)&s);
#ifndef __GLIBC__
	CHECK_INT(pthread_spin_destroy(&s), EBUSY);
	CHECK_INT(pthread_spin_unlock(&s), 0);
	CHECK_INT(pthread_spin_destroy(&s), 0);
	CHECK_INT(pthread_spin_init(&s, 99), EINVAL);
#endif
}

int
main(void)
{
	CHECK_OK(sem_init(&waits, 0, 0) == 0);
	attributes();
	with_an_owner(PTHREAD_MUTEX_STALLED);
	with_an_owner(PTHREAD_MUTEX_ROBUST);
	normal();
	robust();
	waits_with_robust_ones();
	conditions();
	rwlocks();
	spin_locks_and_barriers();
	return 0;
}
