/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * A signal for the process goes to a thread that does not block it, also when
 * that thread has begun to sleep long before; new threads have the mask of
 * their creator.
 */
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

#include "test.h"

static pthread_t target;
static volatile int hits, wrong, stop;
static sem_t ready;
static sigset_t usr1;

static void
handler(int sig)
{
	if (pthread_equal(pthread_self(), target))
		hits++;
	else
		wrong++;
}

static void *
takes(void *sleeps)
{
	sigset_t mask;

	CHECK_INT(pthread_sigmask(SIG_SETMASK, NULL, &mask), 0);
	CHECK(sigismember(&mask, SIGUSR1));
	target = pthread_self();
	CHECK_INT(pthread_sigmask(SIG_UNBLOCK, &usr1, NULL), 0);
	sem_post(&ready);
	while (!stop)
		if (sleeps != NULL)
			poll(NULL, 0, 1000);
	return NULL;
}

static void *
blocks(void *arg)
{
	while (!stop)
		poll(NULL, 0, 10);
	return NULL;
}

int
main(void)
{
	struct sigaction a = { .sa_handler = handler };
	pthread_t t, u;
	int i, way;

	sem_init(&ready, 0, 0);
	CHECK_OK(sigaction(SIGUSR1, &a, NULL) == 0);
	sigemptyset(&usr1);
	sigaddset(&usr1, SIGUSR1);
	CHECK_INT(pthread_sigmask(SIG_BLOCK, &usr1, NULL), 0);
	CHECK_INT(pthread_create(&u, NULL, blocks, NULL), 0);
	for (way = 0; way < 2; way++) {
		hits = 0;
		CHECK_INT(pthread_create(&t, NULL, takes,
		    way ? &way : NULL), 0);
		while (sem_wait(&ready) != 0)
			;
		for (i = 0; i < 10; i++) {
			CHECK_OK(kill(getpid(), SIGUSR1) == 0);
			while (hits <= i)
				usleep(500);
		}
		stop = 1;
		CHECK_INT(pthread_join(t, NULL), 0);
		stop = 0;
		if (way == 0) {
			/* Nobody takes it now, the next one does. */
			CHECK_OK(kill(getpid(), SIGUSR1) == 0);
			CHECK_INT(wrong, 0);
			hits = -1;
			CHECK_INT(pthread_create(&t, NULL, takes, &way), 0);
			while (sem_wait(&ready) != 0)
				;
			while (hits < 0)
				usleep(500);
			stop = 1;
			CHECK_INT(pthread_join(t, NULL), 0);
			stop = 0;
		}
	}
	stop = 1;
	CHECK_INT(pthread_join(u, NULL), 0);
	CHECK_INT(wrong, 0);
	return 0;
}
