/* SPDX-License-Identifier: BSD-2-Clause */
/* A pthread_once() whose routine is cancelled counts as not made. */
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

#include "test.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static sem_t inside;
static volatile int slow = 1, done;

static void
init(void)
{
	if (slow) {
		sem_post(&inside);
		for (;;)
			pause();
	}
	done++;
}

static void *
calls(void *arg)
{
	pthread_once(&once, init);
	return NULL;
}

int
main(void)
{
	pthread_t t, u;
	void *value;

	sem_init(&inside, 0, 0);
	CHECK_INT(pthread_create(&t, NULL, calls, NULL), 0);
	while (sem_wait(&inside) != 0)
		;
	slow = 0;
	CHECK_INT(pthread_create(&u, NULL, calls, NULL), 0);
	CHECK_INT(pthread_cancel(t), 0);
	CHECK_INT(pthread_join(t, &value), 0);
	CHECK(value == PTHREAD_CANCELED);
	CHECK_INT(pthread_join(u, NULL), 0);
	CHECK_INT(pthread_once(&once, init), 0);
	CHECK_INT(done, 1);
	return 0;
}
