/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/*
 * Mutexes, conditions, read-write locks, semaphores and barriers in shared
 * memory work between a process and its children.
 */
#include <pthread.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

#define	CHILDREN	3
#define	ROUNDS		400
#define	TURNS		100

static struct shared {
	pthread_mutex_t mutex, recursive;
	pthread_cond_t cond;
	pthread_rwlock_t rwlock;
	pthread_barrier_t barrier;
	pthread_spinlock_t spin;
	sem_t sem, done;
	long counter, again, pair[2], spun;
	int turn, serial;
} *s;

static void
set_up(void)
{
	pthread_mutexattr_t m;
	pthread_condattr_t c;
	pthread_rwlockattr_t r;
	pthread_barrierattr_t b;

	s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK_OK(s != MAP_FAILED);
	CHECK_INT(pthread_mutexattr_init(&m), 0);
	CHECK_INT(pthread_mutexattr_setpshared(&m, PTHREAD_PROCESS_SHARED),
	    0);
	CHECK_INT(pthread_mutex_init(&s->mutex, &m), 0);
	CHECK_INT(pthread_mutexattr_settype(&m, PTHREAD_MUTEX_RECURSIVE), 0);
	CHECK_INT(pthread_mutex_init(&s->recursive, &m), 0);
	CHECK_INT(pthread_condattr_init(&c), 0);
	CHECK_INT(pthread_condattr_setpshared(&c, PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_cond_init(&s->cond, &c), 0);
	CHECK_INT(pthread_rwlockattr_init(&r), 0);
	CHECK_INT(pthread_rwlockattr_setpshared(&r, PTHREAD_PROCESS_SHARED),
	    0);
	CHECK_INT(pthread_rwlock_init(&s->rwlock, &r), 0);
	CHECK_INT(pthread_barrierattr_init(&b), 0);
	CHECK_INT(pthread_barrierattr_setpshared(&b, PTHREAD_PROCESS_SHARED),
	    0);
	CHECK_INT(pthread_barrier_init(&s->barrier, &b, CHILDREN), 0);
	CHECK_INT(pthread_spin_init(&s->spin, PTHREAD_PROCESS_SHARED), 0);
	CHECK_OK(sem_init(&s->sem, 1, 1) == 0);
	CHECK_OK(sem_init(&s->done, 1, 0) == 0);
}

static void
count(void)
{
	for (int i = 0; i < ROUNDS; i++) {
		CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
		s->counter++;
		CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
		CHECK_INT(pthread_mutex_lock(&s->recursive), 0);
		CHECK_INT(pthread_mutex_lock(&s->recursive), 0);
		s->again++;
		CHECK_INT(pthread_mutex_unlock(&s->recursive), 0);
		CHECK_INT(pthread_mutex_unlock(&s->recursive), 0);
		if (i % 4 == 0) {
			CHECK_INT(pthread_rwlock_wrlock(&s->rwlock), 0);
			s->pair[0]++;
			s->pair[1]++;
		} else {
			CHECK_INT(pthread_rwlock_rdlock(&s->rwlock), 0);
			CHECK_INT(s->pair[0], s->pair[1]);
		}
		CHECK_INT(pthread_rwlock_unlock(&s->rwlock), 0);
		CHECK_INT(pthread_spin_lock(&s->spin), 0);
		s->spun++;
		CHECK_INT(pthread_spin_unlock(&s->spin), 0);
		CHECK_OK(sem_wait(&s->sem) == 0);
		CHECK_OK(sem_post(&s->sem) == 0);
	}
}

/* Each child has its turn, again and again, told by a broadcast. */
static void
take_turns(int me)
{
	for (int i = 0; i < TURNS; i++) {
		CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
		while (s->turn != me)
			CHECK_INT(pthread_cond_wait(&s->cond, &s->mutex), 0);
		s->turn = (me + 1) % CHILDREN;
		CHECK_INT(pthread_cond_broadcast(&s->cond), 0);
		CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
	}
}

static void
meet(void)
{
	for (int i = 0; i < 20; i++) {
		int r = pthread_barrier_wait(&s->barrier);

		CHECK(r == 0 || r == PTHREAD_BARRIER_SERIAL_THREAD);
		if (r != 0)
			__atomic_add_fetch(&s->serial, 1, __ATOMIC_SEQ_CST);
	}
}

int
main(void)
{
	struct timespec limit;
	int st;

	set_up();
	for (int i = 0; i < CHILDREN; i++) {
		pid_t pid = fork();

		CHECK_OK(pid >= 0);
		if (pid == 0) {
			meet();
			count();
			take_turns(i);
			CHECK_OK(sem_post(&s->done) == 0);
			_exit(0);
		}
	}
	clock_gettime(CLOCK_REALTIME, &limit);
	limit.tv_sec += 50;
	for (int i = 0; i < CHILDREN; i++)
		CHECK_OK(sem_timedwait(&s->done, &limit) == 0);
	for (int i = 0; i < CHILDREN; i++) {
		CHECK_OK(wait(&st) > 0);
		CHECK_INT(st, 0);
	}
	CHECK_INT(s->counter, CHILDREN * ROUNDS);
	CHECK_INT(s->again, CHILDREN * ROUNDS);
	CHECK_INT(s->spun, CHILDREN * ROUNDS);
	CHECK_INT(s->pair[0], CHILDREN * ROUNDS / 4);
	CHECK_INT(s->serial, 20);
	CHECK_INT(pthread_mutex_trylock(&s->mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
	CHECK_INT(pthread_cond_destroy(&s->cond), 0);
	CHECK_INT(pthread_barrier_destroy(&s->barrier), 0);
	CHECK_INT(pthread_rwlock_destroy(&s->rwlock), 0);
	CHECK_OK(sem_destroy(&s->done) == 0);
	return 0;
}
