/* SPDX-License-Identifier: BSD-2-Clause */
/* The three types of mutex, as far as one thread can tell them apart. */
#include <pthread.h>

#include "test.h"

static pthread_mutex_t normal = PTHREAD_MUTEX_INITIALIZER;

static void
make(pthread_mutex_t *m, int type)
{
	pthread_mutexattr_t a;
	int got;
	CHECK_INT(pthread_mutexattr_init(&a), 0);
	CHECK_INT(pthread_mutexattr_gettype(&a, &got), 0);
	CHECK_INT(got, PTHREAD_MUTEX_DEFAULT);
	CHECK_INT(pthread_mutexattr_settype(&a, 99), EINVAL);
	CHECK_INT(pthread_mutexattr_settype(&a, type), 0);
	CHECK_INT(pthread_mutexattr_gettype(&a, &got), 0);
	CHECK_INT(got, type);
	CHECK_INT(pthread_mutex_init(m, &a), 0);
	CHECK_INT(pthread_mutexattr_destroy(&a), 0);
}

int
main(void)
{
	pthread_mutex_t m;

	CHECK_INT(pthread_mutex_lock(&normal), 0);
	CHECK_INT(pthread_mutex_trylock(&normal), EBUSY);
	CHECK_INT(pthread_mutex_unlock(&normal), 0);
	CHECK_INT(pthread_mutex_trylock(&normal), 0);
	CHECK_INT(pthread_mutex_unlock(&normal), 0);

	make(&m, PTHREAD_MUTEX_ERRORCHECK);
	CHECK_INT(pthread_mutex_unlock(&m), EPERM);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_mutex_lock(&m), EDEADLK);
	CHECK_INT(pthread_mutex_trylock(&m), EBUSY);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_unlock(&m), EPERM);
	CHECK_INT(pthread_mutex_destroy(&m), 0);

	make(&m, PTHREAD_MUTEX_RECURSIVE);
	for (int i = 0; i < 100; i++)
		CHECK_INT(i % 2 ? pthread_mutex_lock(&m) :
		    pthread_mutex_trylock(&m), 0);
	for (int i = 0; i < 100; i++)
		CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_unlock(&m), EPERM);
	CHECK_INT(pthread_mutex_destroy(&m), 0);
	return (0);
}
