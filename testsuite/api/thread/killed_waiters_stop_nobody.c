/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Processes wait for a mutex, a semaphore and a condition in shared memory.
 * The one that came first is killed: the others go on when it is their turn.
 */
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

#define	CHILDREN	3

static struct shared {
	pthread_mutex_t mutex;
	pthread_cond_t cond;
	sem_t sem;
	volatile int begun, go, through;
} *s;

static void
nap(long ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

static void
wait_mutex(void)
{
	s->begun++;
	CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
	s->through++;
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
}

static void
wait_sem(void)
{
	s->begun++;
	CHECK_OK(sem_wait(&s->sem) == 0);
	__atomic_add_fetch(&s->through, 1, __ATOMIC_SEQ_CST);
}

static void
wait_cond(void)
{
	CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
	s->begun++;
	while (!s->go)
		CHECK_INT(pthread_cond_wait(&s->cond, &s->mutex), 0);
	s->through++;
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
}

/* Starts them one after the other, each when the last one waits. */
static void
start(pid_t pid[CHILDREN], void (*fn)(void))
{
	s->begun = s->through = s->go = 0;
	for (int i = 0; i < CHILDREN; i++) {
		pid[i] = fork();
		CHECK_OK(pid[i] >= 0);
		if (pid[i] == 0) {
			fn();
			_exit(0);
		}
		while (s->begun <= i)
			nap(2);
		nap(30);
	}
	CHECK_OK(kill(pid[0], SIGKILL) == 0);
	CHECK_OK(waitpid(pid[0], NULL, 0) == pid[0]);
}

static void
finish(const pid_t pid[CHILDREN])
{
	int st;

	for (int i = 1; i < CHILDREN; i++) {
		CHECK_OK(waitpid(pid[i], &st, 0) == pid[i]);
		CHECK_INT(st, 0);
	}
	CHECK_INT(s->through, CHILDREN - 1);
}

int
main(void)
{
	pthread_mutexattr_t m;
	pthread_condattr_t c;
	pid_t pid[CHILDREN];

	s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK_OK(s != MAP_FAILED);
	CHECK_INT(pthread_mutexattr_init(&m), 0);
	CHECK_INT(pthread_mutexattr_setpshared(&m, PTHREAD_PROCESS_SHARED),
	    0);
	CHECK_INT(pthread_mutex_init(&s->mutex, &m), 0);
	CHECK_INT(pthread_condattr_init(&c), 0);
	CHECK_INT(pthread_condattr_setpshared(&c, PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_cond_init(&s->cond, &c), 0);
	CHECK_OK(sem_init(&s->sem, 1, 0) == 0);

	CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
	start(pid, wait_mutex);
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
	finish(pid);
	start(pid, wait_sem);
	for (int i = 1; i < CHILDREN; i++)
		CHECK_OK(sem_post(&s->sem) == 0);
	finish(pid);
	start(pid, wait_cond);
	CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
	s->go = 1;
	CHECK_INT(pthread_cond_broadcast(&s->cond), 0);
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
	finish(pid);
	return 0;
}
