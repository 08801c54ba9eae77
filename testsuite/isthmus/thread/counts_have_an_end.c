/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it looks into our objects */
/*
 * EAGAIN: a recursive mutex that is locked as often as its count goes, a
 * read-write lock with all the readers it can count.  Nobody waits for 2^32
 * calls here: the counts are written into the objects (thread/objects.h).
 */
#include <limits.h>
#include <pthread.h>
#include <time.h>

#include "test.h"

#define DEPTH	4	/* of struct thr_mutex, in words */
#define STATE	1	/* of struct thr_rwlock */

static void
set(void *object, int word, unsigned from, unsigned to)
{
	unsigned *w = (unsigned *)object + word;

	CHECK_INT(*w, from);
	*w = to;
}

int
main(void)
{
	const struct timespec past = { 1, 0 };
	pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
	pthread_mutexattr_t a;
	pthread_mutex_t m;

	CHECK_INT(pthread_mutexattr_init(&a), 0);
	CHECK_INT(pthread_mutexattr_settype(&a, PTHREAD_MUTEX_RECURSIVE), 0);
	CHECK_INT(pthread_mutex_init(&m, &a), 0);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	set(&m, DEPTH, 1, UINT_MAX);
	CHECK_INT(pthread_mutex_lock(&m), EAGAIN);
	CHECK_INT(pthread_mutex_trylock(&m), EAGAIN);
	CHECK_INT(pthread_mutex_timedlock(&m, &past), EAGAIN);
	CHECK_INT(pthread_mutex_clocklock(&m, CLOCK_MONOTONIC, &past),
	    EAGAIN);
	set(&m, DEPTH, UINT_MAX, 1);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_unlock(&m), EPERM);

	CHECK_INT(pthread_rwlock_rdlock(&l), 0);
	set(&l, STATE, 1, INT_MAX);
	CHECK_INT(pthread_rwlock_rdlock(&l), EAGAIN);
	CHECK_INT(pthread_rwlock_tryrdlock(&l), EAGAIN);
	CHECK_INT(pthread_rwlock_timedrdlock(&l, &past), EAGAIN);
	CHECK_INT(pthread_rwlock_clockrdlock(&l, CLOCK_MONOTONIC, &past),
	    EAGAIN);
	set(&l, STATE, INT_MAX, 1);
	CHECK_INT(pthread_rwlock_unlock(&l), 0);
	CHECK_INT(pthread_rwlock_destroy(&l), 0);
	return 0;
}
