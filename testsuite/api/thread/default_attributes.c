/* SPDX-License-Identifier: BSD-2-Clause */
/* What glibc adds to attributes, and what sysconf() says of protocols. */
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "test.h"

static void *
stack_size(void *arg)
{
	pthread_attr_t a;

	CHECK_INT(pthread_getattr_np(pthread_self(), &a), 0);
	CHECK_INT(pthread_attr_getstacksize(&a, arg), 0);
	CHECK_INT(pthread_attr_destroy(&a), 0);
	return NULL;
}

static void
defaults(void)
{
	pthread_attr_t a, old;
	pthread_t t;
	size_t size;
	static char own[1 << 20] __attribute__((aligned(4096)));

	CHECK_INT(pthread_getattr_default_np(&old), 0);
	CHECK_INT(pthread_getattr_default_np(&a), 0);
	CHECK_INT(pthread_attr_setstacksize(&a, 5 << 20), 0);
	CHECK_INT(pthread_setattr_default_np(&a), 0);
	CHECK_INT(pthread_create(&t, NULL, stack_size, &size), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK(size >= 5 << 20 && size < 6 << 20);
	CHECK_INT(pthread_attr_setstack(&a, own, sizeof(own)), 0);
	CHECK_INT(pthread_setattr_default_np(&a), EINVAL);
	CHECK_INT(pthread_setattr_default_np(&old), 0);
	CHECK_INT(pthread_create(&t, NULL, stack_size, &size), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK(size > 6 << 20);
}

static void *
affinity(void *set)
{
	CHECK_INT(pthread_getaffinity_np(pthread_self(), sizeof(cpu_set_t),
	    set), 0);
	return NULL;
}

static void
processors(void)
{
	cpu_set_t all, one, seen;
	pthread_attr_t a;
	pthread_t t;
	int cpu = 0;

	CHECK_INT(pthread_getaffinity_np(pthread_self(), sizeof(all), &all),
	    0);
	while (!CPU_ISSET(cpu, &all))
		cpu++;
	CPU_ZERO(&one);
	CPU_SET(cpu, &one);
	CHECK_INT(pthread_attr_init(&a), 0);
	CHECK_INT(pthread_attr_setaffinity_np(&a, sizeof(one), &one), 0);
	CHECK_INT(pthread_attr_getaffinity_np(&a, sizeof(seen), &seen), 0);
	CHECK(CPU_EQUAL(&one, &seen));
	CHECK_INT(pthread_create(&t, &a, affinity, &seen), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK(CPU_EQUAL(&one, &seen));
	CHECK_INT(pthread_attr_destroy(&a), 0);
}

static void
rwlock_kinds(void)
{
	pthread_rwlockattr_t a;
	pthread_rwlock_t l;
	int kind = -1;

	CHECK_INT(pthread_rwlockattr_init(&a), 0);
	CHECK_INT(pthread_rwlockattr_getkind_np(&a, &kind), 0);
	CHECK_INT(kind, PTHREAD_RWLOCK_DEFAULT_NP);
	CHECK_INT(pthread_rwlockattr_setkind_np(&a,
	    PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP), 0);
	CHECK_INT(pthread_rwlockattr_getkind_np(&a, &kind), 0);
	CHECK_INT(kind, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
	CHECK_INT(pthread_rwlockattr_setkind_np(&a, 99), EINVAL);
	CHECK_INT(pthread_rwlock_init(&l, &a), 0);
	CHECK_INT(pthread_rwlock_wrlock(&l), 0);
	CHECK_INT(pthread_rwlock_tryrdlock(&l), EBUSY);
	CHECK_INT(pthread_rwlock_unlock(&l), 0);
	CHECK_INT(pthread_rwlock_destroy(&l), 0);
}

int
main(void)
{
	defaults();
	processors();
	rwlock_kinds();
	CHECK(sysconf(_SC_THREAD_PRIO_INHERIT) > 0);
	CHECK(sysconf(_SC_THREAD_PRIO_PROTECT) > 0);
	CHECK(_POSIX_THREAD_PRIO_INHERIT > 0);
	CHECK(_POSIX_THREAD_PRIO_PROTECT > 0);
	return 0;
}
