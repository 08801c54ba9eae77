/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * A robust mutex whose owner ended: the next one learns of it, may make it
 * consistent, or leaves it beyond recovery; those who wait learn of it too.
 */
#include <pthread.h>
#include <time.h>

#include "test.h"

static pthread_mutex_t m;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static volatile int holds;

static void *
take_and_end(void *arg)
{
	CHECK_INT(pthread_mutex_lock(&m), 0);
	holds = 1;
	CHECK_INT(pthread_cond_signal(&cond), 0);
	if (arg != NULL) {
		struct timespec nap = { 0, 50000000 };

		nanosleep(&nap, NULL);
		pthread_exit(NULL);
	}
	return NULL;
}

static void *
lock_lost(void *arg)
{
	int *r = arg;

	*r = pthread_mutex_lock(&m);
	return NULL;
}

static void
end_with_it(void *how)
{
	pthread_t t;

	CHECK_INT(pthread_create(&t, NULL, take_and_end, how), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
}

static void
recovers(void)
{
	pthread_t t;

	end_with_it(NULL);
	CHECK_INT(pthread_mutex_trylock(&m), EOWNERDEAD);
	CHECK_INT(pthread_mutex_consistent(&m), 0);
	CHECK_INT(pthread_mutex_consistent(&m), EINVAL);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	/* The owner ends while this thread waits. */
	holds = 0;
	CHECK_INT(pthread_create(&t, NULL, take_and_end, &m), 0);
	while (!holds)
		continue;
	CHECK_INT(pthread_mutex_lock(&m), EOWNERDEAD);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(pthread_mutex_consistent(&m), 0);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	/* A wait on a condition takes it back from the dead. */
	CHECK_INT(pthread_mutex_lock(&m), 0);
	holds = 0;
	CHECK_INT(pthread_create(&t, NULL, take_and_end, NULL), 0);
	CHECK_INT(pthread_cond_wait(&cond, &m), EOWNERDEAD);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(pthread_mutex_consistent(&m), 0);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
}

static void
is_lost(void)
{
	pthread_t t;
	int r = -1;

	end_with_it(NULL);
	CHECK_INT(pthread_mutex_lock(&m), EOWNERDEAD);
	CHECK_INT(pthread_create(&t, NULL, lock_lost, &r), 0);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(r, ENOTRECOVERABLE);
	CHECK_INT(pthread_mutex_lock(&m), ENOTRECOVERABLE);
	CHECK_INT(pthread_mutex_trylock(&m), ENOTRECOVERABLE);
	CHECK_INT(pthread_mutex_destroy(&m), 0);
}

int
main(void)
{
	pthread_mutexattr_t a;

	for (int i = 0; i < 4; i++) {
		CHECK_INT(pthread_mutexattr_init(&a), 0);
		CHECK_INT(pthread_mutexattr_setrobust(&a,
		    PTHREAD_MUTEX_ROBUST), 0);
		CHECK_INT(pthread_mutexattr_setpshared(&a, i & 1 ?
		    PTHREAD_PROCESS_SHARED : PTHREAD_PROCESS_PRIVATE), 0);
		CHECK_INT(pthread_mutexattr_settype(&a, i & 2 ?
		    PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL), 0);
		CHECK_INT(pthread_mutex_init(&m, &a), 0);
		recovers();
		is_lost();
	}
	return 0;
}
