/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * Signals for one thread, while others make calls all the time and look for
 * theirs: with SA_RESTART a wait never ends with EINTR, without it only when
 * the handler has run.
 */
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

#define BUSY	2
#define SIGNALS	400

static volatile int handled, stop;
static sem_t s;
static pthread_t waiter;

static void
handler(int sig)
{
	handled++;
}

static void
handle(int flags)
{
	struct sigaction a = { .sa_handler = handler, .sa_flags = flags };

	CHECK_OK(sigaction(SIGUSR1, &a, NULL) == 0);
}

static void *
busy(void *arg)
{
	while (!stop)
		for (int i = 0; i < 100; i++)
			CHECK(getppid() > 0);
	return arg;
}

/* One after the other, as fast as they are taken. */
static void *
send(void *arg)
{
	struct timespec nap = { 0, 20000 };
	int before;

	for (int i = 0; i < SIGNALS; i++) {
		before = handled;
		CHECK_INT(pthread_kill(waiter, SIGUSR1), 0);
		for (int k = 0; k < 100 && handled == before; k++)
			nanosleep(&nap, NULL);
	}
	stop = 1;
	CHECK_OK(sem_post(&s) == 0);
	return arg;
}

static void
begin(pthread_t t[])
{
	stop = handled = 0;
	for (int i = 0; i < BUSY; i++)
		CHECK_INT(pthread_create(&t[i], NULL, busy, NULL), 0);
	CHECK_INT(pthread_create(&t[BUSY], NULL, send, NULL), 0);
}

static void
end(pthread_t t[])
{
	for (int i = 0; i <= BUSY; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	CHECK(handled > 0 && handled <= SIGNALS);
}

int
main(void)
{
	struct timespec nap = { 0, 500000 };
	pthread_t t[BUSY + 1];
	int before;

	waiter = pthread_self();
	CHECK_OK(sem_init(&s, 0, 0) == 0);
	handle(SA_RESTART);
	begin(t);
	CHECK_OK(sem_wait(&s) == 0);
	CHECK(stop);
	end(t);
	handle(0);
	begin(t);
	while (!stop) {
		before = handled;
		if (nanosleep(&nap, NULL) == 0)
			continue;
		CHECK_INT(errno, EINTR);
		CHECK(handled > before);
	}
	end(t);
	return 0;
}
