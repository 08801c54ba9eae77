/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Deferred cancellation waits for a point, disabled one for the state; an
 * asynchronous one stops a computing thread; one that has ended is no error.
 */
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

#include "test.h"

static sem_t ready;
static volatile int go, count;

static void
wait_ready(void)
{
	while (sem_wait(&ready) != 0)
		;
}

static void *
computes(void *arg)
{
	sem_post(&ready);
	while (!go)
		count++;
	pthread_testcancel();
	return arg;
}

static void *
disabled(void *arg)
{
	int old;

	CHECK_INT(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old), 0);
	CHECK_INT(old, PTHREAD_CANCEL_ENABLE);
	sem_post(&ready);
	while (!go)
		sched_yield();
	usleep(1000);
	pthread_testcancel();
	count = 77;
	CHECK_INT(pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old), 0);
	CHECK_INT(old, PTHREAD_CANCEL_DISABLE);
	pthread_testcancel();
	return arg;
}

static void *
asynchronous(void *arg)
{
	int old;

	CHECK_INT(pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old),
	    0);
	CHECK_INT(old, PTHREAD_CANCEL_DEFERRED);
	sem_post(&ready);
	for (;;)
		count++;
}

static void *
cancels_itself(void *arg)
{
	CHECK_INT(pthread_cancel(pthread_self()), 0);
	count = 1;
	sleep(1000);
	return arg;
}

static void *
ends(void *arg)
{
	sem_post(&ready);
	return arg;
}

static void *
begin(void *(*fn)(void *), int cancel)
{
	pthread_t t;
	void *value;

	go = count = 0;
	CHECK_INT(pthread_create(&t, NULL, fn, &ready), 0);
	if (cancel) {
		wait_ready();
		CHECK_INT(pthread_cancel(t), 0);
		go = 1;
	}
	CHECK_INT(pthread_join(t, &value), 0);
	return value;
}

int
main(void)
{
	pthread_t t;
	void *value;

	sem_init(&ready, 0, 0);
	CHECK(begin(computes, 1) == PTHREAD_CANCELED);
	CHECK(begin(disabled, 1) == PTHREAD_CANCELED);
	CHECK_INT(count, 77);
	CHECK(begin(asynchronous, 1) == PTHREAD_CANCELED);
	CHECK(begin(cancels_itself, 0) == PTHREAD_CANCELED);
	CHECK_INT(count, 1);
	CHECK_INT(pthread_create(&t, NULL, ends, &ready), 0);
	wait_ready();
	usleep(20000);
	CHECK_INT(pthread_cancel(t), 0);
	CHECK_INT(pthread_join(t, &value), 0);
	CHECK(value == &ready || value == PTHREAD_CANCELED);
	CHECK_INT(pthread_setcancelstate(99, NULL), EINVAL);
	CHECK_INT(pthread_setcanceltype(99, NULL), EINVAL);
	return 0;
}
