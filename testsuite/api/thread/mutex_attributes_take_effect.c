/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Robust, process-shared and priority mutexes can be made and used by one
 * thread; each attribute has its values and refuses others.
 */
#include <pthread.h>
#include <time.h>

#include "test.h"

static pthread_mutexattr_t attr;

static void
refused(void)
{
	int v;

	CHECK_INT(pthread_mutexattr_setrobust(&attr, 77), EINVAL);
	CHECK_INT(pthread_mutexattr_setprotocol(&attr, 77), EINVAL);
	CHECK_INT(pthread_mutexattr_setpshared(&attr, 77), EINVAL);
	CHECK_INT(pthread_mutexattr_settype(&attr, 77), EINVAL);
	CHECK_INT(pthread_mutexattr_setprioceiling(&attr, -1), EINVAL);
	CHECK_INT(pthread_mutexattr_setprioceiling(&attr, 1000), EINVAL);
	CHECK_INT(pthread_mutexattr_setprioceiling(&attr, 5), 0);
	CHECK_INT(pthread_mutexattr_getprioceiling(&attr, &v), 0);
	CHECK_INT(v, 5);
	CHECK_INT(pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_INHERIT),
	    0);
	CHECK_INT(pthread_mutexattr_getprotocol(&attr, &v), 0);
	CHECK_INT(v, PTHREAD_PRIO_INHERIT);
	CHECK_INT(pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_NONE), 0);
	CHECK_INT(pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST),
	    0);
	CHECK_INT(pthread_mutexattr_getrobust(&attr, &v), 0);
	CHECK_INT(v, PTHREAD_MUTEX_ROBUST);
	CHECK_INT(pthread_mutexattr_setpshared(&attr,
	    PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_mutexattr_getpshared(&attr, &v), 0);
	CHECK_INT(v, PTHREAD_PROCESS_SHARED);
}

/* The calling thread does what it may with each kind of mutex. */
static void
used(int type, int robust, int protocol, int shared)
{
	struct timespec past = { 1, 0 };
	pthread_mutex_t m;
	int r, special = robust == PTHREAD_MUTEX_ROBUST;

	CHECK_INT(pthread_mutexattr_settype(&attr, type), 0);
	CHECK_INT(pthread_mutexattr_setrobust(&attr, robust), 0);
	CHECK_INT(pthread_mutexattr_setprotocol(&attr, protocol), 0);
	CHECK_INT(pthread_mutexattr_setpshared(&attr, shared), 0);
	CHECK_INT(pthread_mutex_init(&m, &attr), 0);
	CHECK_INT(pthread_mutex_consistent(&m), EINVAL);
	if (type != PTHREAD_MUTEX_NORMAL || special)
		CHECK_INT(pthread_mutex_unlock(&m), EPERM);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_mutex_consistent(&m), EINVAL);
	if (type == PTHREAD_MUTEX_RECURSIVE) {
		CHECK_INT(pthread_mutex_trylock(&m), 0);
		CHECK_INT(pthread_mutex_timedlock(&m, &past), 0);
		CHECK_INT(pthread_mutex_unlock(&m), 0);
		CHECK_INT(pthread_mutex_unlock(&m), 0);
	} else {
		/* POSIX says EBUSY; glibc sees the deadlock of some kinds. */
		r = pthread_mutex_trylock(&m);
		CHECK(r == EBUSY || (r == EDEADLK &&
		    type == PTHREAD_MUTEX_ERRORCHECK));
	}
	if (type == PTHREAD_MUTEX_ERRORCHECK)
		CHECK_INT(pthread_mutex_lock(&m), EDEADLK);
	if (type == PTHREAD_MUTEX_NORMAL &&
	    protocol == PTHREAD_PRIO_NONE)
		CHECK_INT(pthread_mutex_timedlock(&m, &past), ETIMEDOUT);
	if (!special)
		CHECK_INT(pthread_mutex_destroy(&m), EBUSY);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_trylock(&m), 0);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	CHECK_INT(pthread_mutex_destroy(&m), 0);
}

int
main(void)
{
	static const int type[] = { PTHREAD_MUTEX_NORMAL,
	    PTHREAD_MUTEX_RECURSIVE, PTHREAD_MUTEX_ERRORCHECK };
	static const int robust[] = { PTHREAD_MUTEX_STALLED,
	    PTHREAD_MUTEX_ROBUST };
	static const int protocol[] = { PTHREAD_PRIO_NONE,
	    PTHREAD_PRIO_INHERIT };
	static const int shared[] = { PTHREAD_PROCESS_PRIVATE,
	    PTHREAD_PROCESS_SHARED };

	CHECK_INT(pthread_mutexattr_init(&attr), 0);
	refused();
	for (unsigned i = 0; i < 3 * 2 * 2 * 2; i++)
		used(type[i / 8], robust[i / 4 % 2], protocol[i / 2 % 2],
		    shared[i % 2]);
	CHECK_INT(pthread_mutexattr_destroy(&attr), 0);
	return 0;
}
