/* SPDX-License-Identifier: BSD-2-Clause */
/* Defaults of the attribute objects; values that do not exist. */
#include <pthread.h>

#include "test.h"

int
main(void)
{
	pthread_mutexattr_t m;
	pthread_condattr_t c;
	pthread_rwlockattr_t r;
	pthread_barrierattr_t b;
	int v;

	CHECK_INT(pthread_mutexattr_init(&m), 0);
	CHECK_INT(pthread_mutexattr_getpshared(&m, &v), 0);
	CHECK_INT(v, PTHREAD_PROCESS_PRIVATE);
	CHECK_INT(pthread_mutexattr_setpshared(&m, PTHREAD_PROCESS_PRIVATE),
	    0);
	CHECK_INT(pthread_mutexattr_setpshared(&m, 99), EINVAL);
	CHECK_INT(pthread_mutexattr_getrobust(&m, &v), 0);
	CHECK_INT(v, PTHREAD_MUTEX_STALLED);
	CHECK_INT(pthread_mutexattr_setrobust(&m, 99), EINVAL);
	CHECK_INT(pthread_mutexattr_getprotocol(&m, &v), 0);
	CHECK_INT(v, PTHREAD_PRIO_NONE);
	CHECK_INT(pthread_mutexattr_setprotocol(&m, PTHREAD_PRIO_NONE), 0);
	CHECK_INT(pthread_mutexattr_setprotocol(&m, 99), EINVAL);
	CHECK_INT(pthread_mutexattr_destroy(&m), 0);

	CHECK_INT(pthread_condattr_init(&c), 0);
	CHECK_INT(pthread_condattr_getpshared(&c, &v), 0);
	CHECK_INT(v, PTHREAD_PROCESS_PRIVATE);
	CHECK_INT(pthread_condattr_setpshared(&c, 99), EINVAL);
	CHECK_INT(pthread_condattr_destroy(&c), 0);

	CHECK_INT(pthread_rwlockattr_init(&r), 0);
	CHECK_INT(pthread_rwlockattr_getpshared(&r, &v), 0);
	CHECK_INT(v, PTHREAD_PROCESS_PRIVATE);
	CHECK_INT(pthread_rwlockattr_setpshared(&r, 99), EINVAL);
	CHECK_INT(pthread_rwlockattr_destroy(&r), 0);

	CHECK_INT(pthread_barrierattr_init(&b), 0);
	CHECK_INT(pthread_barrierattr_getpshared(&b, &v), 0);
	CHECK_INT(v, PTHREAD_PROCESS_PRIVATE);
	CHECK_INT(pthread_barrierattr_setpshared(&b, 99), EINVAL);
	CHECK_INT(pthread_barrierattr_destroy(&b), 0);
	return (0);
}
