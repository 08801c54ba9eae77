/* SPDX-License-Identifier: BSD-2-Clause */
/* A condition nobody signals: the wait ends on time, the mutex is held. */
#include <pthread.h>
#include <time.h>

#include "test.h"

static pthread_mutex_t mutex;
static pthread_cond_t shared = PTHREAD_COND_INITIALIZER;

static struct timespec
soon(clockid_t c)
{
	struct timespec t;
	clock_gettime(c, &t);
	t.tv_nsec += 30000000;
	if (t.tv_nsec >= 1000000000) {
		t.tv_nsec -= 1000000000;
		t.tv_sec++;
	}
	return (t);
}

static void
passed(clockid_t c, struct timespec at)
{
	struct timespec t;
	clock_gettime(c, &t);
	CHECK(t.tv_sec > at.tv_sec ||
	    (t.tv_sec == at.tv_sec && t.tv_nsec >= at.tv_nsec));
	/* Ours, so it cannot be taken again. */
	CHECK_INT(pthread_mutex_lock(&mutex), EDEADLK);
}

int
main(void)
{
	pthread_mutexattr_t ma;
	pthread_condattr_t ca;
	pthread_cond_t mono;
	struct timespec at;
	clockid_t clock;

	pthread_mutexattr_init(&ma);
	pthread_mutexattr_settype(&ma, PTHREAD_MUTEX_ERRORCHECK);
	CHECK_INT(pthread_mutex_init(&mutex, &ma), 0);
	CHECK_INT(pthread_condattr_init(&ca), 0);
	CHECK_INT(pthread_condattr_getclock(&ca, &clock), 0);
	CHECK_INT(clock, CLOCK_REALTIME);
	CHECK_INT(pthread_condattr_setclock(&ca, CLOCK_MONOTONIC), 0);
	CHECK_INT(pthread_condattr_setclock(&ca, CLOCK_PROCESS_CPUTIME_ID),
	    EINVAL);
	CHECK_INT(pthread_cond_init(&mono, &ca), 0);

	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	at = soon(CLOCK_REALTIME);
	CHECK_INT(pthread_cond_timedwait(&shared, &mutex, &at), ETIMEDOUT);
	passed(CLOCK_REALTIME, at);
	at = soon(CLOCK_MONOTONIC);
	CHECK_INT(pthread_cond_timedwait(&mono, &mutex, &at), ETIMEDOUT);
	passed(CLOCK_MONOTONIC, at);
	at = soon(CLOCK_MONOTONIC);
	CHECK_INT(pthread_cond_clockwait(&shared, &mutex, CLOCK_MONOTONIC,
	    &at), ETIMEDOUT);
	passed(CLOCK_MONOTONIC, at);
	at.tv_nsec = -1;
	CHECK_INT(pthread_cond_timedwait(&mono, &mutex, &at), EINVAL);
	CHECK_INT(pthread_cond_signal(&mono), 0);
	CHECK_INT(pthread_cond_broadcast(&mono), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	CHECK_INT(pthread_cond_timedwait(&mono, &mutex, &at), EINVAL);
	CHECK_INT(pthread_cond_destroy(&mono), 0);
	CHECK_INT(pthread_cond_destroy(&shared), 0);
	return (0);
}
