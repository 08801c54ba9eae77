/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, the standard leaves it open */
/* timeout: 30 */
/*
 * What was destroyed is EINVAL to each call, destroying it again included;
 * what threads wait at is EBUSY to who wants to destroy it.
 */
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

#include "test.h"

static const struct timespec past = { 1, 0 };
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static sem_t s, ready;

static void
mutexes(void)
{
	pthread_mutex_t gone = PTHREAD_MUTEX_INITIALIZER;
	int old;

	CHECK_INT(pthread_mutex_destroy(&gone), 0);
	CHECK_INT(pthread_mutex_destroy(&gone), EINVAL);
	CHECK_INT(pthread_mutex_lock(&gone), EINVAL);
	CHECK_INT(pthread_mutex_trylock(&gone), EINVAL);
	CHECK_INT(pthread_mutex_timedlock(&gone, &past), EINVAL);
	CHECK_INT(pthread_mutex_unlock(&gone), EINVAL);
	CHECK_INT(pthread_mutex_consistent(&gone), EINVAL);
	CHECK_INT(pthread_mutex_getprioceiling(&gone, &old), EINVAL);
	CHECK_INT(pthread_mutex_setprioceiling(&gone, 1, &old), EINVAL);
	CHECK_INT(pthread_cond_wait(&c, &gone), EINVAL);
	CHECK_INT(pthread_cond_timedwait(&c, &gone, &past), EINVAL);
	CHECK_INT(pthread_mutex_init(&gone, NULL), 0);
	CHECK_INT(pthread_mutex_lock(&gone), 0);
}

static void
conditions(void)
{
	pthread_cond_t gone = PTHREAD_COND_INITIALIZER;

	CHECK_INT(pthread_cond_destroy(&gone), 0);
	CHECK_INT(pthread_cond_destroy(&gone), EINVAL);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_cond_wait(&gone, &m), EINVAL);
	CHECK_INT(pthread_cond_timedwait(&gone, &m, &past), EINVAL);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_cond_signal(&gone), EINVAL);
	CHECK_INT(pthread_cond_broadcast(&gone), EINVAL);
}

static void
rwlocks(void)
{
	pthread_rwlock_t gone = PTHREAD_RWLOCK_INITIALIZER;

	CHECK_INT(pthread_rwlock_rdlock(&gone), 0);
	CHECK_INT(pthread_rwlock_destroy(&gone), EBUSY);
	CHECK_INT(pthread_rwlock_unlock(&gone), 0);
	CHECK_INT(pthread_rwlock_destroy(&gone), 0);
	CHECK_INT(pthread_rwlock_destroy(&gone), EINVAL);
	CHECK_INT(pthread_rwlock_rdlock(&gone), EINVAL);
	CHECK_INT(pthread_rwlock_tryrdlock(&gone), EINVAL);
	CHECK_INT(pthread_rwlock_timedrdlock(&gone, &past), EINVAL);
	CHECK_INT(pthread_rwlock_wrlock(&gone), EINVAL);
	CHECK_INT(pthread_rwlock_trywrlock(&gone), EINVAL);
	CHECK_INT(pthread_rwlock_timedwrlock(&gone, &past), EINVAL);
	CHECK_INT(pthread_rwlock_unlock(&gone), EINVAL);
}

static void
barriers_and_spin_locks(void)
{
	pthread_barrier_t b;
	pthread_spinlock_t spin;

	CHECK_INT(pthread_barrier_init(&b, NULL, 1), 0);
	CHECK_INT(pthread_barrier_destroy(&b), 0);
	CHECK_INT(pthread_barrier_destroy(&b), EINVAL);
	CHECK_INT(pthread_barrier_wait(&b), EINVAL);
	CHECK_INT(pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE), 0);
	CHECK_INT(pthread_spin_lock(&spin), 0);
	CHECK_INT(pthread_spin_destroy(&spin), EBUSY);
	CHECK_INT(pthread_spin_unlock(&spin), 0);
	CHECK_INT(pthread_spin_destroy(&spin), 0);
	CHECK_INT(pthread_spin_destroy(&spin), EINVAL);
	CHECK_INT(pthread_spin_lock(&spin), EINVAL);
	CHECK_INT(pthread_spin_trylock(&spin), EINVAL);
	CHECK_INT(pthread_spin_unlock(&spin), EINVAL);
	CHECK_INT(pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE), 0);
	CHECK_INT(pthread_spin_lock(&spin), 0);
}

static void
semaphores(void)
{
	int v;

	CHECK_OK(sem_init(&s, 0, 1) == 0);
	CHECK_OK(sem_destroy(&s) == 0);
	CHECK_ERR(sem_destroy(&s), EINVAL);
	CHECK_ERR(sem_wait(&s), EINVAL);
	CHECK_ERR(sem_trywait(&s), EINVAL);
	CHECK_ERR(sem_timedwait(&s, &past), EINVAL);
	CHECK_ERR(sem_post(&s), EINVAL);
	CHECK_ERR(sem_getvalue(&s, &v), EINVAL);
	CHECK_ERR(sem_close(&s), EINVAL);
}

static void *
wait_for_condition(void *arg)
{
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_OK(sem_post(&ready) == 0);
	CHECK_INT(pthread_cond_wait(&c, &m), 0);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	return arg;
}

static void
waited_for(void)
{
	pthread_t t;

	CHECK_INT(pthread_create(&t, NULL, wait_for_condition, NULL), 0);
	CHECK_OK(sem_wait(&ready) == 0);
	CHECK_INT(pthread_mutex_lock(&m), 0);	/* it waits */
	CHECK_INT(pthread_cond_destroy(&c), EBUSY);
	CHECK_INT(pthread_cond_signal(&c), 0);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(pthread_cond_destroy(&c), 0);
}

static void *
wait_for_semaphore(void *arg)
{
	while (sem_wait(&s) != 0 && errno == EINTR)
		continue;
	return arg;
}

/* A try that came before the thread waits is made again, later. */
static void
semaphore_waited_for(void)
{
	struct timespec nap = { 0, 5000000 };
	pthread_t t;
	int r;

	do {
		CHECK_OK(sem_init(&s, 0, 0) == 0);
		CHECK_INT(pthread_create(&t, NULL, wait_for_semaphore, NULL),
		    0);
		nanosleep(&nap, NULL);
		nap.tv_nsec *= 2;
		if ((r = sem_destroy(&s)) == 0) {
			CHECK_INT(pthread_cancel(t), 0);
		} else {
			CHECK_INT(errno, EBUSY);
			CHECK_OK(sem_post(&s) == 0);
		}
		CHECK_INT(pthread_join(t, NULL), 0);
	} while (r == 0 && nap.tv_nsec < 1000000000);
	CHECK_INT(r, -1);
	CHECK_OK(sem_destroy(&s) == 0);
}

#define TRIES	6

static void *
wait_at_barrier(void *b)
{
	pthread_barrier_wait(b);
	return NULL;
}

/* A thread that came too late for its barrier is left to itself. */
static void
barrier_waited_at(void)
{
	static pthread_barrier_t b[TRIES];
	struct timespec nap = { 0, 10000000 };
	pthread_t t;
	int i, r = 0;

	for (i = 0; i < TRIES && r == 0; i++) {
		CHECK_INT(pthread_barrier_init(&b[i], NULL, 2), 0);
		CHECK_INT(pthread_create(&t, NULL, wait_at_barrier, &b[i]),
		    0);
		nanosleep(&nap, NULL);
		nap.tv_nsec *= 2;
		r = pthread_barrier_destroy(&b[i]);
	}
	CHECK_INT(r, EBUSY);
	CHECK_INT(pthread_barrier_wait(&b[i - 1]),
	    PTHREAD_BARRIER_SERIAL_THREAD);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(pthread_barrier_destroy(&b[i - 1]), 0);
}

int
main(void)
{
	CHECK_OK(sem_init(&ready, 0, 0) == 0);
	mutexes();
	conditions();
	rwlocks();
	barriers_and_spin_locks();
	semaphores();
	waited_for();
	semaphore_waited_for();
	barrier_waited_at();
	return 0;
}
