/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/*
 * Threads that Windows started use the DLL as any other: each has its own
 * errno, thread-local variables and keys; mutexes, conditions, barriers,
 * read-write locks and semaphores hold between them; malloc is safe.
 */
#include <pthread.h>
#include <semaphore.h>
#include <windows.h>

#include "test.h"

#define	THREADS	4
#define	ROUNDS	2000

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_spinlock_t spin;
static pthread_barrier_t barrier;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static sem_t sem;
static int turn, counter, under_spin, serial, once_runs, pair[2];
static int destroyed;
static __thread int mine = 7;

static void
destructor(void *p)
{
	CHECK(p != NULL);
	free(p);
	__atomic_add_fetch(&destroyed, 1, __ATOMIC_SEQ_CST);
}

static void
count_once(void)
{
	Sleep(20);
	once_runs++;
}

static void
use_malloc(int me)
{
	static void *handed[THREADS];
	char *p[50] = { 0 };

	for (int i = 0; i < ROUNDS; i++) {
		int k = i % 50;
		free(p[k]);
		p[k] = malloc((size_t)(i * 37 % 3000));
		CHECK(p[k] != NULL);
		p[k][0] = (char)me;
		/* Freed by another thread than the one it is of. */
		if (i % 10 == 0) {
			free(__atomic_exchange_n(&handed[(me + 1) % THREADS],
			    p[k], __ATOMIC_SEQ_CST));
			p[k] = NULL;
		} else
			CHECK_INT(p[k][0], me);
	}
	for (int k = 0; k < 50; k++)
		free(p[k]);
}

static void
use_locks(int me)
{
	for (int i = 0; i < ROUNDS; i++) {
		CHECK_INT(pthread_mutex_lock(&mutex), 0);
		counter++;
		CHECK_INT(pthread_mutex_unlock(&mutex), 0);
		CHECK_INT(pthread_spin_lock(&spin), 0);
		under_spin++;
		CHECK_INT(pthread_spin_unlock(&spin), 0);
		if (i % 8 == me) {
			CHECK_INT(pthread_rwlock_wrlock(&rwlock), 0);
			pair[0]++;
			pair[1]++;
		} else {
			CHECK_INT(pthread_rwlock_rdlock(&rwlock), 0);
			CHECK_INT(pair[0], pair[1]);
		}
		CHECK_INT(pthread_rwlock_unlock(&rwlock), 0);
		CHECK_OK(sem_wait(&sem) == 0);
		CHECK_OK(sem_post(&sem) == 0);
	}
}

static DWORD WINAPI
run(void *arg)
{
	int me = (int)(INT_PTR)arg;
	char line[40];

	CHECK_INT(mine, 7);
	mine = me;
	errno = 1000 + me;
	CHECK(pthread_getspecific(key) == NULL);
	CHECK_INT(pthread_setspecific(key, malloc(10)), 0);
	CHECK_INT(pthread_once(&once, count_once), 0);
	CHECK_INT(once_runs, 1);
	for (int i = 0; i < 100; i++)
		if (pthread_barrier_wait(&barrier) ==
		    PTHREAD_BARRIER_SERIAL_THREAD)
			__atomic_add_fetch(&serial, 1, __ATOMIC_SEQ_CST);
	/* Each in turn, a hundred times round. */
	for (int i = 0; i < 100; i++) {
		CHECK_INT(pthread_mutex_lock(&mutex), 0);
		while (turn % THREADS != me)
			CHECK_INT(pthread_cond_wait(&cond, &mutex), 0);
		turn++;
		CHECK_INT(pthread_cond_broadcast(&cond), 0);
		CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	}
	use_locks(me);
	CHECK_INT(mine, me);
	errno = 1000 + me;
	use_malloc(me);
	CHECK_INT(errno, 1000 + me);
	snprintf(line, sizeof line, "%d %.3f", me, me / 8.0);
	CHECK_INT(line[0], '0' + me);
	return (DWORD)me;
}

int
main(void)
{
	HANDLE h[THREADS];

	CHECK_INT(pthread_barrier_init(&barrier, NULL, THREADS), 0);
	CHECK_INT(pthread_key_create(&key, destructor), 0);
	CHECK_INT(pthread_spin_init(&spin, 0), 0);
	CHECK_OK(sem_init(&sem, 0, 2) == 0);
	errno = 5;
	for (int round = 1; round <= 3; round++) {
		for (int i = 0; i < THREADS; i++) {
			h[i] = CreateThread(NULL, 0, run, (void *)(INT_PTR)i,
			    0, NULL);
			CHECK(h[i] != NULL);
		}
		for (int i = 0; i < THREADS; i++) {
			DWORD code = 99;
			CHECK_INT(WaitForSingleObject(h[i], 50000), 0);
			CHECK(GetExitCodeThread(h[i], &code));
			CHECK_INT(code, i);
			CloseHandle(h[i]);
		}
		CHECK_INT(destroyed, round * THREADS);
		CHECK_INT(counter, round * THREADS * ROUNDS);
		CHECK_INT(under_spin, round * THREADS * ROUNDS);
		CHECK_INT(serial, round * 100);
		CHECK_INT(turn, round * THREADS * 100);
		CHECK_INT(once_runs, 1);
	}
	CHECK_INT(errno, 5);
	CHECK_INT(mine, 7);
	CHECK_INT(pthread_barrier_destroy(&barrier), 0);
	CHECK_INT(pthread_cond_destroy(&cond), 0);
	CHECK_INT(pthread_rwlock_destroy(&rwlock), 0);
	return (0);
}
