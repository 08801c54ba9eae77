/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, real-time priorities need rights there */
/*
 * While a writer waits, a reader of a higher priority gets a read lock, and
 * no other does (XSH pthread_rwlock_rdlock, Thread Execution Scheduling).
 */
#include <pthread.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;

static void
be(int policy, int prio)
{
	struct sched_param p = { .sched_priority = prio };

	CHECK_INT(pthread_setschedparam(pthread_self(), policy, &p), 0);
}

static void *
writer(void *arg)
{
	struct timespec t;

	be(SCHED_FIFO, 20);
	if (arg != NULL) {
		CHECK_OK(clock_gettime(CLOCK_REALTIME, &t) == 0);
		CHECK_INT(pthread_rwlock_timedwrlock(&lock, &t), ETIMEDOUT);
		return NULL;
	}
	CHECK_INT(pthread_rwlock_wrlock(&lock), 0);
	CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	return NULL;
}

static void *
readers(void *arg)
{
	static const struct { int policy, prio, result; } as[] = {
		{ SCHED_OTHER, 0, EBUSY }, { SCHED_FIFO, 19, EBUSY },
		{ SCHED_RR, 20, EBUSY }, { SCHED_FIFO, 21, 0 },
		{ SCHED_RR, 90, 0 },
	};

	for (unsigned i = 0; i < sizeof as / sizeof as[0]; i++) {
		be(as[i].policy, as[i].prio);
		CHECK_INT(pthread_rwlock_tryrdlock(&lock), as[i].result);
		if (as[i].result != 0)
			continue;
		CHECK_INT(pthread_rwlock_unlock(&lock), 0);
		CHECK_INT(pthread_rwlock_rdlock(&lock), 0);
		CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	}
	return NULL;
}

static void *
until_the_writer_waits(void *arg)
{
	while (pthread_rwlock_tryrdlock(&lock) == 0) {
		CHECK_INT(pthread_rwlock_unlock(&lock), 0);
		nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
	}
	return NULL;
}

/* No writer waits: anybody may read. */
static void *
any_reader(void *arg)
{
	CHECK_INT(pthread_rwlock_rdlock(&lock), 0);
	CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	return NULL;
}

static void
run(void *(*f)(void *), void *arg)
{
	pthread_t t;

	CHECK_INT(pthread_create(&t, NULL, f, arg), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
}

int
main(void)
{
	pthread_t w;

	CHECK_INT(pthread_rwlock_rdlock(&lock), 0);
	run(writer, &lock);
	run(any_reader, NULL);
	CHECK_INT(pthread_create(&w, NULL, writer, NULL), 0);
	run(until_the_writer_waits, NULL);
	run(readers, NULL);
	CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	CHECK_INT(pthread_join(w, NULL), 0);
	run(any_reader, NULL);
	CHECK_INT(pthread_rwlock_destroy(&lock), 0);
	return 0;
}
