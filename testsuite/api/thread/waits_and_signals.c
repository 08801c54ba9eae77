/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * A handler that runs while a thread waits: sem_wait() ends with EINTR unless
 * the handler has SA_RESTART; mutexes, conditions and barriers go on waiting.
 */
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static struct shared {
	pthread_mutex_t mutex;
	pthread_cond_t cond;
	sem_t sem;
} *s;

static volatile int handled, released, waits;
static pthread_t waiter;

static void
handler(int sig)
{
	(void)sig;
	handled++;
}

static void
handle(int flags)
{
	struct sigaction sa = { .sa_handler = handler, .sa_flags = flags };

	CHECK_OK(sigaction(SIGUSR1, &sa, NULL) == 0);
}

/* Signals until a handler has run, then lets the waiter go. */
static void *
disturb(void *let_go)
{
	struct timespec nap = { 0, 5000000 };
	void (*fn)(void);

	while (!waits)
		nanosleep(&nap, NULL);
	while (handled < 3) {
		CHECK_INT(pthread_kill(waiter, SIGUSR1), 0);
		nanosleep(&nap, NULL);
	}
	*(void **)&fn = let_go;
	fn();
	return NULL;
}

static void
post(void)
{
	released = 1;
	CHECK_OK(sem_post(&s->sem) == 0);
}

static void
unlock_later(void)
{
	released = 1;
}

static void
signal_cond(void)
{
	CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
	released = 1;
	CHECK_INT(pthread_cond_signal(&s->cond), 0);
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
}

static void
begin(pthread_t *t, void (*let_go)(void))
{
	handled = released = waits = 0;
	CHECK_INT(pthread_create(t, NULL, disturb, *(void **)&let_go), 0);
}

static void *
hold_mutex(void *arg)
{
	struct timespec nap = { 0, 5000000 };

	CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
	waits = 1;
	while (!released)
		nanosleep(&nap, NULL);
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
	return arg;
}

static void
semaphores(void)
{
	struct timespec far;
	pthread_t t;

	handle(0);
	begin(&t, post);
	waits = 1;
	CHECK_ERR(sem_wait(&s->sem), EINTR);
	clock_gettime(CLOCK_REALTIME, &far);
	far.tv_sec += 20;
	while (!released)
		if (sem_timedwait(&s->sem, &far) == -1)
			CHECK_INT(errno, EINTR);
		else
			break;
	CHECK_INT(pthread_join(t, NULL), 0);
	while (sem_trywait(&s->sem) == 0)
		continue;
	handle(SA_RESTART);
	begin(&t, post);
	waits = 1;
	CHECK_OK(sem_wait(&s->sem) == 0);
	CHECK(released && handled >= 3);
	CHECK_INT(pthread_join(t, NULL), 0);
}

static void
others(void)
{
	pthread_t t, holder;

	handle(0);
	begin(&t, unlock_later);
	CHECK_INT(pthread_create(&holder, NULL, hold_mutex, NULL), 0);
	while (!waits)
		continue;
	CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
	CHECK(released && handled >= 3);
	CHECK_INT(pthread_join(holder, NULL), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	begin(&t, signal_cond);
	waits = 1;
	while (!released)
		CHECK_INT(pthread_cond_wait(&s->cond, &s->mutex), 0);
	CHECK(handled >= 3);
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
}

int
main(void)
{
	pthread_mutexattr_t m;
	pthread_condattr_t c;

	waiter = pthread_self();
	s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK_OK(s != MAP_FAILED);
	for (int shared = 0; shared < 2; shared++) {
		CHECK_INT(pthread_mutexattr_init(&m), 0);
		CHECK_INT(pthread_mutexattr_setpshared(&m, shared ?
		    PTHREAD_PROCESS_SHARED : PTHREAD_PROCESS_PRIVATE), 0);
		CHECK_INT(pthread_condattr_init(&c), 0);
		CHECK_INT(pthread_condattr_setpshared(&c, shared ?
		    PTHREAD_PROCESS_SHARED : PTHREAD_PROCESS_PRIVATE), 0);
		CHECK_INT(pthread_mutex_init(&s->mutex, &m), 0);
		CHECK_INT(pthread_cond_init(&s->cond, &c), 0);
		CHECK_OK(sem_init(&s->sem, shared, 0) == 0);
		semaphores();
		others();
	}
	return 0;
}
