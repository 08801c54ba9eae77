/* SPDX-License-Identifier: BSD-2-Clause */
#include <pthread.h>
#include <time.h>

#include "test.h"

int
main(void)
{
	pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
	struct timespec at = { 1, 0 };

	for (int i = 0; i < 50; i++)
		CHECK_INT(i % 2 ? pthread_rwlock_rdlock(&l) :
		    pthread_rwlock_tryrdlock(&l), 0);
	CHECK_INT(pthread_rwlock_trywrlock(&l), EBUSY);
	CHECK_INT(pthread_rwlock_timedwrlock(&l, &at), ETIMEDOUT);
	for (int i = 0; i < 50; i++)
		CHECK_INT(pthread_rwlock_unlock(&l), 0);
	CHECK_INT(pthread_rwlock_trywrlock(&l), 0);
	CHECK_INT(pthread_rwlock_tryrdlock(&l), EBUSY);
	CHECK_INT(pthread_rwlock_trywrlock(&l), EBUSY);
	CHECK_INT(pthread_rwlock_rdlock(&l), EDEADLK);
	CHECK_INT(pthread_rwlock_wrlock(&l), EDEADLK);
	CHECK_INT(pthread_rwlock_unlock(&l), 0);
	at.tv_sec = 1;
	CHECK_INT(pthread_rwlock_timedrdlock(&l, &at), 0);
	CHECK_INT(pthread_rwlock_clockwrlock(&l, CLOCK_MONOTONIC, &at),
	    ETIMEDOUT);
	CHECK_INT(pthread_rwlock_unlock(&l), 0);
	CHECK_INT(pthread_rwlock_destroy(&l), 0);
	return (0);
}
