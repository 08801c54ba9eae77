/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Locks and what threads wait on, against SRW locks, condition variables and
 * semaphores of Windows; the monotonic clock against its counter.
 */
#include "bench.h"

#include <stdint.h>

#ifdef BENCH_RAW
typedef SRWLOCK mutex_t;
typedef CONDITION_VARIABLE cond_t;
#define MUTEX_INIT	SRWLOCK_INIT
#define COND_INIT	CONDITION_VARIABLE_INIT
#define LOCK(m)		AcquireSRWLockExclusive(m)
#define UNLOCK(m)	ReleaseSRWLockExclusive(m)
#define WAIT(c, m)	SleepConditionVariableSRW((c), (m), INFINITE, 0)
#define SIGNAL(c)	WakeConditionVariable(c)
typedef SRWLOCK rwlock_t;
#define RWLOCK_INIT	SRWLOCK_INIT
#define RDLOCK(l)	AcquireSRWLockShared(l)
#define RDUNLOCK(l)	ReleaseSRWLockShared(l)
typedef HANDLE sem_handle;
#define SEM_MAKE(s)	((s) = CreateSemaphoreW(NULL, 0, 1000, NULL))
#define SEM_WAIT(s)	WaitForSingleObject((s), INFINITE)
#define SEM_POST(s)	ReleaseSemaphore((s), 1, NULL)
typedef HANDLE thread_handle;
#else
#include <pthread.h>
#include <semaphore.h>
typedef pthread_mutex_t mutex_t;
typedef pthread_cond_t cond_t;
#define MUTEX_INIT	PTHREAD_MUTEX_INITIALIZER
#define COND_INIT	PTHREAD_COND_INITIALIZER
#define LOCK(m)		pthread_mutex_lock(m)
#define UNLOCK(m)	pthread_mutex_unlock(m)
#define WAIT(c, m)	pthread_cond_wait((c), (m))
#define SIGNAL(c)	pthread_cond_signal(c)
typedef pthread_rwlock_t rwlock_t;
#define RWLOCK_INIT	PTHREAD_RWLOCK_INITIALIZER
#define RDLOCK(l)	pthread_rwlock_rdlock(l)
#define RDUNLOCK(l)	pthread_rwlock_unlock(l)
typedef sem_t sem_handle;
#define SEM_MAKE(s)	sem_init(&(s), 0, 0)
#define SEM_WAIT(s)	sem_wait(&(s))
#define SEM_POST(s)	sem_post(&(s))
typedef pthread_t thread_handle;
#endif

static mutex_t mutex = MUTEX_INIT;
static cond_t cond[2] = { COND_INIT, COND_INIT };
static rwlock_t rwlock = RWLOCK_INIT;
static sem_handle sem[2];
static volatile long counter;
static volatile int turn;

static void
uncontended(long n)
{
	while (n-- > 0) {
		LOCK(&mutex);
		counter++;
		UNLOCK(&mutex);
	}
}

static void
read_locks(long n)
{
	while (n-- > 0) {
		RDLOCK(&rwlock);
		RDUNLOCK(&rwlock);
	}
}

struct job {
	void (*work)(long n, int me);
	long n;
	int me;
};

#ifdef BENCH_RAW
static DWORD WINAPI
#else
static void *
#endif
job_main(void *arg)
{
	struct job *j = arg;

	j->work(j->n, j->me);
	return 0;
}

/*
 * Threads that each do work(n); they start and end within the time, so an
 * operation is many: MANY of them.
 */
#define MANY	1000

static void
run(int threads, void (*work)(long, int), long n)
{
	thread_handle t[8];
	struct job job[8];
	int i;

	for (i = 0; i < threads; i++) {
		job[i] = (struct job){ work, n, i };
#ifdef BENCH_RAW
		t[i] = CreateThread(NULL, 0, job_main, &job[i], 0, NULL);
		BENCH_CHECK(t[i] != NULL);
#else
		BENCH_CHECK(pthread_create(&t[i], NULL, job_main,
		    &job[i]) == 0);
#endif
	}
	for (i = 0; i < threads; i++) {
#ifdef BENCH_RAW
		WaitForSingleObject(t[i], INFINITE);
		CloseHandle(t[i]);
#else
		pthread_join(t[i], NULL);
#endif
	}
}

/* Some work with the lock, and twice as much without. */
static void
contend(long n, int me)
{
	int i;

	while (n-- > 0) {
		LOCK(&mutex);
		for (i = 0; i < 20; i++)
			counter++;
		UNLOCK(&mutex);
		for (i = 0; i < 40; i++)
			__asm__ volatile ("" : : "r" (i + me));
	}
}

static void
contended_2(long n)
{
	run(2, contend, n * MANY / 2);
}

static void
contended_8(long n)
{
	run(8, contend, n * MANY / 8);
}

static void
cond_player(long n, int me)
{
	while (n-- > 0) {
		LOCK(&mutex);
		while (turn != me)
			WAIT(&cond[me], &mutex);
		turn = !me;
		SIGNAL(&cond[!me]);
		UNLOCK(&mutex);
	}
}

static void
cond_pingpong(long n)
{
	turn = 0;
	run(2, cond_player, n * MANY);
}

static void
sem_player(long n, int me)
{
	while (n-- > 0) {
		SEM_WAIT(sem[me]);
		SEM_POST(sem[!me]);
	}
}

static void
sem_pingpong(long n)
{
	SEM_POST(sem[0]);
	run(2, sem_player, n * MANY);
	SEM_WAIT(sem[0]);
}

static void
clock_read(long n)
{
#ifdef BENCH_RAW
	LARGE_INTEGER now;

	while (n-- > 0) {
		QueryPerformanceCounter(&now);
		counter += (long)now.QuadPart;
	}
#else
	struct timespec now;

	while (n-- > 0) {
		clock_gettime(CLOCK_MONOTONIC, &now);
		counter += now.tv_nsec;
	}
#endif
}

#define SLEEPS	51

/* How late a sleep of a millisecond ends: the median, not a duration. */
static void
sleep_overrun(void)
{
	double late[SLEEPS], start;

	for (int i = 0; i < SLEEPS; i++) {
		start = bench_now();
#ifdef BENCH_RAW
		Sleep(1);
#else
		nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
#endif
		late[i] = bench_now() - start - 1000;
	}
	qsort(late, SLEEPS, sizeof(late[0]), bench_compare);
#ifndef BENCH_RAW
	BENCH_CHECK(late[0] >= 0);	/* Windows' may be early */
#endif
	printf("sleep_overrun %.3f\n", late[SLEEPS / 2]);
}

int
main(void)
{
	SEM_MAKE(sem[0]);
	SEM_MAKE(sem[1]);
	bench("mutex_uncontended", uncontended);
	bench("rwlock_read", read_locks);
	bench("clock_monotonic", clock_read);
	bench("mutex_contended_2", contended_2);
	bench("mutex_contended_8", contended_8);
	bench("cond_pingpong", cond_pingpong);
	bench("sem_pingpong", sem_pingpong);
	sleep_overrun();
	return 0;
}
