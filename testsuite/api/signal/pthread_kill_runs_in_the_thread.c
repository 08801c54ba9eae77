/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * pthread_kill(): the handler runs in the thread that is meant, whether it
 * computes, sleeps, reads or waits for a mutex; blocked, it stays pending.
 */
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static pthread_t target;
static volatile int stop, done, hits, wrong;
static sem_t ready;
static int fds[2];
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void
handler(int sig)
{
	if (pthread_equal(pthread_self(), target))
		hits++;
	else
		wrong++;
}

static void
say_ready(void)
{
	target = pthread_self();
	sem_post(&ready);
}

static void *
computes(void *arg)
{
	static volatile long n;

	say_ready();
	while (!stop)
		n++;
	done = 1;
	return NULL;
}

static void *
sleeps(void *arg)
{
	struct timespec hour = { 3600, 0 };

	say_ready();
	while (!stop)
		nanosleep(&hour, NULL);
	done = 1;
	return NULL;
}

static void *
reads(void *arg)
{
	char c;

	say_ready();
	while (!stop)
		CHECK(read(fds[0], &c, 1) < 0 && errno == EINTR);
	done = 1;
	return NULL;
}

static void *
locks(void *arg)
{
	say_ready();
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	done = 1;
	return NULL;
}

static void
try(void *(*fn)(void *))
{
	pthread_t t;
	int i;

	stop = done = hits = 0;
	CHECK_INT(pthread_create(&t, NULL, fn, NULL), 0);
	while (sem_wait(&ready) != 0)
		;
	for (i = 0; i < 20; i++) {
		CHECK_INT(pthread_kill(t, SIGUSR1), 0);
		while (hits <= i)
			sched_yield();
	}
	stop = 1;
	if (fn == locks)
		pthread_mutex_unlock(&mutex);
	/* One may come just before the call that it is to interrupt. */
	while (!done) {
		CHECK_INT(pthread_kill(t, SIGUSR1), 0);
		usleep(2000);
	}
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(wrong, 0);
}

int
main(void)
{
	struct sigaction a = { .sa_handler = handler };
	sigset_t set, got;

	sem_init(&ready, 0, 0);
	CHECK_OK(pipe(fds) == 0);
	CHECK_OK(sigaction(SIGUSR1, &a, NULL) == 0);
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	try(computes);
	try(sleeps);
	try(reads);
	try(locks);
	CHECK_INT(pthread_kill(pthread_self(), 0), 0);
	CHECK_INT(pthread_kill(pthread_self(), 4711), EINVAL);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK_INT(pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
	hits = 0;
	target = pthread_self();
	CHECK_INT(pthread_kill(target, SIGUSR1), 0);
	CHECK_INT(hits, 0);
	CHECK_OK(sigpending(&got) == 0);
	CHECK(sigismember(&got, SIGUSR1));
	CHECK_INT(pthread_sigmask(SIG_UNBLOCK, &set, NULL), 0);
	CHECK_INT(hits, 1);
	return 0;
}
