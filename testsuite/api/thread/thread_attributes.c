/* SPDX-License-Identifier: BSD-2-Clause */
/* pthread_attr_*: defaults, what is set is told, values that do not exist. */
#include <pthread.h>
#include <sched.h>

#include "test.h"

int
main(void)
{
	struct sched_param p;
	pthread_attr_t a;
	int v;

	CHECK_INT(pthread_attr_init(&a), 0);
	CHECK_INT(pthread_attr_getdetachstate(&a, &v), 0);
	CHECK_INT(v, PTHREAD_CREATE_JOINABLE);
	CHECK_INT(pthread_attr_setdetachstate(&a, 99), EINVAL);
	CHECK_INT(pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED),
	    0);
	CHECK_INT(pthread_attr_getdetachstate(&a, &v), 0);
	CHECK_INT(v, PTHREAD_CREATE_DETACHED);
	CHECK_INT(pthread_attr_getinheritsched(&a, &v), 0);
	CHECK_INT(v, PTHREAD_INHERIT_SCHED);
	CHECK_INT(pthread_attr_setinheritsched(&a, 99), EINVAL);
	CHECK_INT(pthread_attr_setinheritsched(&a, PTHREAD_EXPLICIT_SCHED),
	    0);
	CHECK_INT(pthread_attr_getinheritsched(&a, &v), 0);
	CHECK_INT(v, PTHREAD_EXPLICIT_SCHED);
	CHECK_INT(pthread_attr_getschedpolicy(&a, &v), 0);
	CHECK_INT(v, SCHED_OTHER);
	CHECK_INT(pthread_attr_getschedparam(&a, &p), 0);
	CHECK_INT(p.sched_priority, 0);
	CHECK_INT(pthread_attr_setschedpolicy(&a, 99), EINVAL);
	CHECK_INT(pthread_attr_setschedpolicy(&a, SCHED_RR), 0);
	CHECK_INT(pthread_attr_getschedpolicy(&a, &v), 0);
	CHECK_INT(v, SCHED_RR);
	p.sched_priority = sched_get_priority_max(SCHED_RR) + 1;
	CHECK_INT(pthread_attr_setschedparam(&a, &p), EINVAL);
	p.sched_priority = sched_get_priority_min(SCHED_RR);
	CHECK_INT(pthread_attr_setschedparam(&a, &p), 0);
	p.sched_priority = -5;
	CHECK_INT(pthread_attr_getschedparam(&a, &p), 0);
	CHECK_INT(p.sched_priority, sched_get_priority_min(SCHED_RR));
	CHECK_INT(pthread_attr_getscope(&a, &v), 0);
	CHECK_INT(v, PTHREAD_SCOPE_SYSTEM);
	CHECK_INT(pthread_attr_setscope(&a, PTHREAD_SCOPE_SYSTEM), 0);
	CHECK_INT(pthread_attr_setscope(&a, PTHREAD_SCOPE_PROCESS), ENOTSUP);
	CHECK_INT(pthread_attr_setscope(&a, 99), EINVAL);
	CHECK_INT(pthread_attr_destroy(&a), 0);
	return 0;
}
