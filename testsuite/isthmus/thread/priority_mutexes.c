/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, real-time priorities need rights there */
/* timeout: 30 */
/*
 * PTHREAD_PRIO_PROTECT keeps out threads above its ceiling, which can be
 * changed; PTHREAD_PRIO_INHERIT works between threads of all priorities.
 */
#include <pthread.h>
#include <sched.h>
#include <time.h>

#include "test.h"

static pthread_mutex_t m;
static int counter;

static void
be(int policy, int prio)
{
	struct sched_param p = { .sched_priority = prio };

	CHECK_INT(pthread_setschedparam(pthread_self(), policy, &p), 0);
}

static void
make(int protocol, int ceiling, int type)
{
	pthread_mutexattr_t a;

	CHECK_INT(pthread_mutexattr_init(&a), 0);
	CHECK_INT(pthread_mutexattr_setprotocol(&a, protocol), 0);
	CHECK_INT(pthread_mutexattr_settype(&a, type), 0);
	if (ceiling > 0)
		CHECK_INT(pthread_mutexattr_setprioceiling(&a, ceiling), 0);
	CHECK_INT(pthread_mutex_init(&m, &a), 0);
}

static void
protect(void)
{
	const struct timespec past = { 1, 0 };
	int old = -1, v;

	make(PTHREAD_PRIO_PROTECT, 30, PTHREAD_MUTEX_ERRORCHECK);
	CHECK_INT(pthread_mutex_getprioceiling(&m, &v), 0);
	CHECK_INT(v, 30);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_mutex_lock(&m), EDEADLK);
	CHECK_INT(pthread_mutex_setprioceiling(&m, 40, &old), EDEADLK);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	be(SCHED_FIFO, 50);
	CHECK_INT(pthread_mutex_lock(&m), EINVAL);
	CHECK_INT(pthread_mutex_trylock(&m), EINVAL);
	CHECK_INT(pthread_mutex_timedlock(&m, &past), EINVAL);
	CHECK_INT(pthread_mutex_clocklock(&m, CLOCK_MONOTONIC, &past),
	    EINVAL);
	CHECK_INT(pthread_mutex_setprioceiling(&m, 1000, &old), EINVAL);
	CHECK_INT(pthread_mutex_setprioceiling(&m, 60, &old), 0);
	CHECK_INT(old, 30);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	be(SCHED_OTHER, 0);
	CHECK_INT(pthread_mutex_destroy(&m), 0);
	make(PTHREAD_PRIO_NONE, 0, PTHREAD_MUTEX_NORMAL);
	CHECK_INT(pthread_mutex_getprioceiling(&m, &v), EINVAL);
	CHECK_INT(pthread_mutex_setprioceiling(&m, 5, &old), EINVAL);
	CHECK_INT(pthread_mutex_destroy(&m), 0);
	/* Unless it is told, the ceiling is the lowest there is. */
	make(PTHREAD_PRIO_PROTECT, 0, PTHREAD_MUTEX_NORMAL);
	CHECK_INT(pthread_mutex_getprioceiling(&m, &v), 0);
	CHECK_INT(v, sched_get_priority_min(SCHED_FIFO));
	CHECK_INT(pthread_mutex_destroy(&m), 0);
}

static void *
urgent(void *arg)
{
	be(SCHED_FIFO, *(int *)arg);
	for (int i = 0; i < 200; i++) {
		CHECK_INT(pthread_mutex_lock(&m), 0);
		counter++;
		CHECK_INT(pthread_mutex_unlock(&m), 0);
	}
	return NULL;
}

static void
inherit(void)
{
	struct timespec nap = { 0, 20000000 };
	int prio[] = { 10, 40, 90 }, policy;
	struct sched_param p;
	pthread_t t[3];

	make(PTHREAD_PRIO_INHERIT, 0, PTHREAD_MUTEX_RECURSIVE);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	for (int i = 0; i < 3; i++)
		CHECK_INT(pthread_create(&t[i], NULL, urgent, &prio[i]), 0);
	nanosleep(&nap, NULL);
	/* What is lent is not what the thread has. */
	CHECK_INT(pthread_getschedparam(pthread_self(), &policy, &p), 0);
	CHECK_INT(policy, SCHED_OTHER);
	CHECK_INT(p.sched_priority, 0);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	for (int i = 0; i < 3; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	CHECK_INT(counter, 600);
	CHECK_INT(pthread_mutex_destroy(&m), 0);
}

int
main(void)
{
	protect();
	inherit();
	return 0;
}
