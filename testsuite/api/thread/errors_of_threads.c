/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * The errors that POSIX.1-2024 has for threads, their attributes, keys,
 * cancellation, signals and scheduling, one line each.
 */
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

#define NO_PID	5000000		/* above all of Linux */

static sem_t go;
static pthread_t main_thread;

static void *
nothing(void *arg)
{
	return arg;
}

static void *
until_go(void *arg)
{
	while (sem_wait(&go) != 0)
		continue;
	return arg;
}

static void
attributes(void)
{
	struct sched_param p = { .sched_priority = 1000 };
	pthread_attr_t a;
	char stack[64];

	CHECK_INT(pthread_attr_init(&a), 0);
	CHECK_INT(pthread_attr_setdetachstate(&a, 99), EINVAL);
	CHECK_INT(pthread_attr_setinheritsched(&a, 99), EINVAL);
	CHECK_INT(pthread_attr_setscope(&a, 99), EINVAL);
	CHECK_INT(pthread_attr_setscope(&a, PTHREAD_SCOPE_PROCESS), ENOTSUP);
	CHECK_INT(pthread_attr_setschedpolicy(&a, 99), EINVAL);
	CHECK_INT(pthread_attr_setschedparam(&a, &p), EINVAL);
	p.sched_priority = -1;
	CHECK_INT(pthread_attr_setschedparam(&a, &p), EINVAL);
	CHECK_INT(pthread_attr_setstacksize(&a, 0), EINVAL);
	CHECK_INT(pthread_attr_setstacksize(&a, 1024), EINVAL);
	CHECK_INT(pthread_attr_setstack(&a, stack, sizeof(stack)), EINVAL);
#ifndef __GLIBC__
	CHECK_INT(pthread_attr_setstack(&a, stack + 1, 1 << 20), EINVAL);
#endif
	CHECK_INT(pthread_attr_destroy(&a), 0);
}

/* No room for the stack; a priority that the policy does not have. */
static void
creation(void)
{
	struct sched_param p = { .sched_priority = 0 };
	pthread_attr_t a;
	pthread_t t;

	CHECK_INT(pthread_attr_init(&a), 0);
	CHECK_INT(pthread_attr_setstacksize(&a, (size_t)1 << 50), 0);
	CHECK_INT(pthread_create(&t, &a, nothing, NULL), EAGAIN);
	CHECK_INT(pthread_attr_destroy(&a), 0);
	CHECK_INT(pthread_attr_init(&a), 0);
	CHECK_INT(pthread_attr_setschedparam(&a, &p), 0);
	CHECK_INT(pthread_attr_setschedpolicy(&a, SCHED_FIFO), 0);
	CHECK_INT(pthread_attr_setinheritsched(&a, PTHREAD_EXPLICIT_SCHED),
	    0);
	CHECK_INT(pthread_create(&t, &a, nothing, NULL), EINVAL);
	CHECK_INT(pthread_attr_destroy(&a), 0);
}

static struct timespec
later(clockid_t clock, int seconds)
{
	struct timespec t;

	CHECK_OK(clock_gettime(clock, &t) == 0);
	t.tv_sec += seconds;
	return t;
}

#ifndef __GLIBC__			/* which notices neither */
/* One of the two that wait for each other is told, whichever comes last. */
static void *
joins_main(void *arg)
{
	int r = pthread_join(main_thread, NULL);

	return (void *)(long)r;
}

static void
joining_each_other(void)
{
	struct timespec at = later(CLOCK_REALTIME, 20);
	pthread_t t;
	void *value;
	int r;

	CHECK_INT(pthread_create(&t, NULL, joins_main, NULL), 0);
	r = pthread_timedjoin_np(t, &value, &at);
	if (r == 0) {
		CHECK_INT((long)value, EDEADLK);
		return;
	}
	CHECK_INT(r, EDEADLK);
	CHECK_INT(pthread_cancel(t), 0);
	CHECK_INT(pthread_join(t, &value), 0);
	CHECK(value == PTHREAD_CANCELED);
}

/* The other one may be at it, too, for a moment. */
static void *
joins(void *arg)
{
	int r;

	while ((r = pthread_join(*(pthread_t *)arg, NULL)) == EINVAL)
		sched_yield();
	CHECK_INT(r, 0);
	return NULL;
}

/* Another thread waits for it already. */
static void
joining_what_is_joined(void)
{
	struct timespec past = later(CLOCK_REALTIME, -1);
	pthread_t t, other;
	int r;

	CHECK_INT(pthread_create(&t, NULL, until_go, NULL), 0);
	CHECK_INT(pthread_create(&other, NULL, joins, &t), 0);
	while ((r = pthread_timedjoin_np(t, NULL, &past)) == ETIMEDOUT)
		sched_yield();
	CHECK_INT(r, EINVAL);
	CHECK_INT(pthread_join(t, NULL), EINVAL);
	CHECK_INT(pthread_tryjoin_np(t, NULL), EBUSY);
	CHECK_OK(sem_post(&go) == 0);
	CHECK_INT(pthread_join(other, NULL), 0);
}
#endif

static void
joining(void)
{
	struct timespec at = later(CLOCK_REALTIME, -1);
	pthread_t t;

	CHECK_INT(pthread_join(pthread_self(), NULL), EDEADLK);
	CHECK_INT(pthread_create(&t, NULL, until_go, NULL), 0);
	CHECK_INT(pthread_tryjoin_np(t, NULL), EBUSY);
	CHECK_INT(pthread_timedjoin_np(t, NULL, &at), ETIMEDOUT);
	at = later(CLOCK_MONOTONIC, -1);
	CHECK_INT(pthread_clockjoin_np(t, NULL, CLOCK_MONOTONIC, &at),
	    ETIMEDOUT);
	CHECK_INT(pthread_clockjoin_np(t, NULL, CLOCK_PROCESS_CPUTIME_ID,
	    &at), EINVAL);
#ifndef __GLIBC__			/* it waits for ever */
	at.tv_nsec = -1;
	CHECK_INT(pthread_timedjoin_np(t, NULL, &at), EINVAL);
#endif
	CHECK_OK(sem_post(&go) == 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	/* It is detached. */
	CHECK_INT(pthread_create(&t, NULL, until_go, NULL), 0);
	CHECK_INT(pthread_detach(t), 0);
	CHECK_INT(pthread_join(t, NULL), EINVAL);
	CHECK_INT(pthread_detach(t), EINVAL);
	CHECK_OK(sem_post(&go) == 0);
}

/* One that has ended, and nobody has joined, is a thread still. */
static void
an_ended_one(void)
{
	struct timespec nap = { 0, 1000000 };
	pthread_t t, at_end;
	void *value;

	CHECK_INT(pthread_create(&t, NULL, nothing, &nap), 0);
	/* Two more come and go meanwhile, so that this one has ended. */
	for (int i = 0; i < 2; i++) {
		CHECK_INT(pthread_create(&at_end, NULL, nothing, NULL), 0);
		CHECK_INT(pthread_join(at_end, NULL), 0);
		nanosleep(&nap, NULL);
	}
	CHECK_INT(pthread_cancel(t), 0);
	CHECK_INT(pthread_kill(t, 0), 0);
	CHECK_INT(pthread_kill(t, SIGUSR1), 0);
	CHECK_INT(pthread_join(t, &value), 0);
	CHECK(value == &nap || value == PTHREAD_CANCELED);
}

static void
cancellation_and_signals(void)
{
	sigset_t set;
	int old;

	CHECK_INT(pthread_setcancelstate(99, &old), EINVAL);
	CHECK_INT(pthread_setcanceltype(99, &old), EINVAL);
	sigemptyset(&set);
	CHECK_INT(pthread_sigmask(99, &set, NULL), EINVAL);
	CHECK_INT(pthread_kill(pthread_self(), -1), EINVAL);
	CHECK_INT(pthread_kill(pthread_self(), 1000), EINVAL);
}

static void
keys(void)
{
	pthread_key_t key;

	CHECK_INT(pthread_key_create(&key, NULL), 0);
	CHECK_INT(pthread_key_delete(key), 0);
	CHECK_INT(pthread_setspecific(key, &key), EINVAL);
	CHECK_INT(pthread_setspecific((pthread_key_t)-1, &key), EINVAL);
	CHECK_INT(pthread_key_delete(key), EINVAL);
	CHECK_INT(pthread_key_delete((pthread_key_t)-1), EINVAL);
}

static void
scheduling(void)
{
	struct sched_param p = { .sched_priority = 1000 };
	pthread_t self = pthread_self();
	struct timespec interval;
	cpu_set_t none;

	CPU_ZERO(&none);
	CHECK_INT(pthread_setschedparam(self, SCHED_FIFO, &p), EINVAL);
	CHECK_INT(pthread_setschedparam(self, SCHED_OTHER, &p), EINVAL);
	CHECK_INT(pthread_setschedparam(self, 99, &p), EINVAL);
	CHECK_INT(pthread_setschedprio(self, 1000), EINVAL);
	CHECK_INT(pthread_setconcurrency(-1), EINVAL);
	CHECK_INT(pthread_setconcurrency(3), 0);
	CHECK_INT(pthread_getconcurrency(), 3);
	CHECK_INT(pthread_setaffinity_np(self, sizeof(none), &none), EINVAL);
	CHECK_INT(pthread_getaffinity_np(self, 0, &none), EINVAL);
	CHECK_ERR(sched_get_priority_max(99), EINVAL);
	CHECK_ERR(sched_get_priority_min(99), EINVAL);
	CHECK_ERR(sched_setparam(0, &p), EINVAL);
	CHECK_ERR(sched_setscheduler(0, 99, &p), EINVAL);
	CHECK_ERR(sched_setscheduler(0, SCHED_RR, &p), EINVAL);
	CHECK_ERR(sched_setaffinity(0, sizeof(none), &none), EINVAL);
	CHECK_ERR(sched_getaffinity(0, 0, &none), EINVAL);
	p.sched_priority = 0;
	CHECK_ERR(sched_getparam(NO_PID, &p), ESRCH);
	CHECK_ERR(sched_setparam(NO_PID, &p), ESRCH);
	CHECK_ERR(sched_getscheduler(NO_PID), ESRCH);
	CHECK_ERR(sched_setscheduler(NO_PID, SCHED_OTHER, &p), ESRCH);
	CHECK_ERR(sched_rr_get_interval(NO_PID, &interval), ESRCH);
	CHECK_ERR(sched_getaffinity(NO_PID, sizeof(none), &none), ESRCH);
	CPU_SET(0, &none);
	CHECK_ERR(sched_setaffinity(NO_PID, sizeof(none), &none), ESRCH);
}

int
main(void)
{
	main_thread = pthread_self();
	CHECK_OK(sem_init(&go, 0, 0) == 0);
	CHECK(signal(SIGUSR1, SIG_IGN) != SIG_ERR);
	attributes();
	creation();
#ifndef __GLIBC__
	joining_each_other();
	joining_what_is_joined();
#endif
	joining();
	an_ended_one();
	cancellation_and_signals();
	keys();
	scheduling();
	return 0;
}
