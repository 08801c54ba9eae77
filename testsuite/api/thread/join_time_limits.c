/* SPDX-License-Identifier: BSD-2-Clause */
/* pthread_tryjoin_np, pthread_timedjoin_np, pthread_clockjoin_np. */
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

#include "test.h"

static sem_t go;

static void *
wait_for_go(void *arg)
{
	while (sem_wait(&go) != 0)
		;
	return arg;
}

static struct timespec
soon(clockid_t clock, long ms)
{
	struct timespec t;

	clock_gettime(clock, &t);
	t.tv_nsec += ms * 1000000;
	t.tv_sec += t.tv_nsec / 1000000000;
	t.tv_nsec %= 1000000000;
	return t;
}

int
main(void)
{
	struct timespec at;
#ifdef __ISTHMUS__
	struct timespec bad = { 0, 1000000000 };
#endif
	pthread_t t;
	void *value;
	int r;

	sem_init(&go, 0, 0);
	CHECK_INT(pthread_create(&t, NULL, wait_for_go, &go), 0);
	CHECK_INT(pthread_tryjoin_np(t, &value), EBUSY);
	at = soon(CLOCK_REALTIME, 20);
	CHECK_INT(pthread_timedjoin_np(t, &value, &at), ETIMEDOUT);
	at = soon(CLOCK_MONOTONIC, 20);
	CHECK_INT(pthread_clockjoin_np(t, &value, CLOCK_MONOTONIC, &at),
	    ETIMEDOUT);
#ifdef __ISTHMUS__
	/* glibc waits for ever with such a time. */
	CHECK_INT(pthread_timedjoin_np(t, &value, &bad), EINVAL);
	CHECK_INT(pthread_clockjoin_np(t, &value, 99, &at), EINVAL);
#endif
	CHECK_INT(pthread_tryjoin_np(t, &value), EBUSY);
	sem_post(&go);
	at = soon(CLOCK_REALTIME, 20000);
	CHECK_INT(pthread_timedjoin_np(t, &value, &at), 0);
	CHECK(value == &go);
	CHECK_INT(pthread_create(&t, NULL, wait_for_go, &at), 0);
	sem_post(&go);
	while ((r = pthread_tryjoin_np(t, &value)) == EBUSY)
		sched_yield();
	CHECK_INT(r, 0);
	CHECK(value == &at);
	return 0;
}
