/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Every kind of mutex, spin locks, read-write locks, semaphores and barriers
 * keep threads apart, or let them meet, also when they are busy.
 */
#include <pthread.h>
#include <semaphore.h>

#include "test.h"

#define	THREADS	6
#define	ROUNDS	1500

static pthread_mutex_t mutex;
static pthread_spinlock_t spin;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static sem_t sem;
static long counter, pair[2], inside, serial, rounds[THREADS];

static void *
use_mutex(void *arg)
{
	for (int i = 0; i < ROUNDS; i++) {
		CHECK_INT(pthread_mutex_lock(&mutex), 0);
		counter++;
		CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	}
	return arg;
}

static void *
use_rest(void *arg)
{
	long *mine = arg;

	for (int i = 0; i < ROUNDS; i++) {
		CHECK_INT(pthread_spin_lock(&spin), 0);
		counter++;
		CHECK_INT(pthread_spin_unlock(&spin), 0);
		if (i % 5 == 0) {
			CHECK_INT(pthread_rwlock_wrlock(&rwlock), 0);
			pair[0]++;
			pair[1]++;
		} else {
			CHECK_INT(pthread_rwlock_rdlock(&rwlock), 0);
			CHECK_INT(pair[0], pair[1]);
		}
		CHECK_INT(pthread_rwlock_unlock(&rwlock), 0);
		CHECK_INT(sem_wait(&sem), 0);
		long n = __atomic_add_fetch(&inside, 1, __ATOMIC_SEQ_CST);
		CHECK(n <= 2);
		__atomic_sub_fetch(&inside, 1, __ATOMIC_SEQ_CST);
		CHECK_INT(sem_post(&sem), 0);
	}
	for (int i = 0; i < 50; i++) {
		++*mine;
		int r = pthread_barrier_wait(&barrier);
		CHECK(r == 0 || r == PTHREAD_BARRIER_SERIAL_THREAD);
		if (r != 0)
			__atomic_add_fetch(&serial, 1, __ATOMIC_SEQ_CST);
		for (int k = 0; k < THREADS; k++)
			CHECK(rounds[k] >= *mine && rounds[k] <= *mine + 1);
		pthread_barrier_wait(&barrier);
	}
	return NULL;
}

static void
all(void *(*fn)(void *))
{
	pthread_t t[THREADS];

	for (int i = 0; i < THREADS; i++)
		CHECK_INT(pthread_create(&t[i], NULL, fn, &rounds[i]), 0);
	for (int i = 0; i < THREADS; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
}

int
main(void)
{
	pthread_mutexattr_t a;

	for (int kind = 0; kind < 24; kind++) {
		static const int type[] = { PTHREAD_MUTEX_NORMAL,
		    PTHREAD_MUTEX_RECURSIVE, PTHREAD_MUTEX_ERRORCHECK };

		pthread_mutexattr_init(&a);
		pthread_mutexattr_settype(&a, type[kind % 3]);
		if (kind / 3 & 1)
			pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
		if (kind / 3 & 2)
			pthread_mutexattr_setprotocol(&a,
			    PTHREAD_PRIO_INHERIT);
		if (kind / 3 & 4)
			pthread_mutexattr_setpshared(&a,
			    PTHREAD_PROCESS_SHARED);
		CHECK_INT(pthread_mutex_init(&mutex, &a), 0);
		counter = 0;
		all(use_mutex);
		CHECK_INT(counter, THREADS * ROUNDS);
		CHECK_INT(pthread_mutex_destroy(&mutex), 0);
	}
	counter = 0;
	CHECK_INT(pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE), 0);
	CHECK_INT(sem_init(&sem, 0, 2), 0);
	CHECK_INT(pthread_barrier_init(&barrier, NULL, THREADS), 0);
	all(use_rest);
	CHECK_INT(counter, THREADS * ROUNDS);
	CHECK_INT(pair[0], THREADS * ROUNDS / 5);
	CHECK_INT(serial, 50);
	CHECK_INT(pthread_barrier_destroy(&barrier), 0);
	CHECK_INT(pthread_rwlock_destroy(&rwlock), 0);
	CHECK_INT(sem_destroy(&sem), 0);
	return 0;
}
