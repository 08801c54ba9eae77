/* SPDX-License-Identifier: BSD-2-Clause */
/* Names, processors, scheduling, CPU clocks of threads. */
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static sem_t go, ready;
static volatile long n;
static volatile int stop;

static void *
works(void *arg)
{
	sem_post(&ready);
	while (!stop)
		n++;
	while (sem_wait(&go) != 0)
		;
	return NULL;
}

static void
names(pthread_t t)
{
	char name[32];

	CHECK_INT(pthread_setname_np(t, "0123456789abcdef"), ERANGE);
	CHECK_INT(pthread_setname_np(t, "worker"), 0);
	CHECK_INT(pthread_getname_np(t, name, 3), ERANGE);
	CHECK_INT(pthread_getname_np(t, name, sizeof name), 0);
	CHECK_STR(name, "worker");
	CHECK_INT(pthread_setname_np(pthread_self(), "first"), 0);
	CHECK_INT(pthread_getname_np(pthread_self(), name, sizeof name), 0);
	CHECK_STR(name, "first");
}

static void
processors(pthread_t t)
{
	cpu_set_t set, none;
	int i;

	CHECK_OK(sched_getaffinity(0, sizeof set, &set) == 0);
	CHECK(CPU_COUNT(&set) >= 1);
	CHECK(sched_getcpu() >= 0);
	CHECK_INT(pthread_getaffinity_np(t, sizeof set, &set), 0);
	for (i = 0; !CPU_ISSET(i, &set); i++)
		;
	CPU_ZERO(&set);
	CPU_SET(i, &set);
	CHECK_INT(pthread_setaffinity_np(t, sizeof set, &set), 0);
	CPU_ZERO(&set);
	CHECK_INT(pthread_getaffinity_np(t, sizeof set, &set), 0);
	CHECK_INT(CPU_COUNT(&set), 1);
	CHECK(CPU_ISSET(i, &set));
	CPU_ZERO(&none);
	CHECK_INT(pthread_setaffinity_np(t, sizeof none, &none), EINVAL);
}

static void
scheduling(pthread_t t)
{
	struct sched_param p = { 0 };
	struct timespec slice;
	int policy, r;

	CHECK_INT(pthread_getschedparam(t, &policy, &p), 0);
	CHECK_INT(policy, SCHED_OTHER);
	CHECK_INT(p.sched_priority, 0);
	CHECK_INT(pthread_setschedparam(t, 99, &p), EINVAL);
	p.sched_priority = 1;
	CHECK_INT(pthread_setschedparam(t, SCHED_OTHER, &p), EINVAL);
	r = pthread_setschedparam(t, SCHED_RR, &p);
	CHECK(r == 0 || r == EPERM);
	if (r == 0) {
		p.sched_priority = 0;
		CHECK_INT(pthread_getschedparam(t, &policy, &p), 0);
		CHECK_INT(policy, SCHED_RR);
		CHECK_INT(p.sched_priority, 1);
		CHECK_INT(pthread_setschedprio(t, 2), 0);
		p.sched_priority = 0;
		CHECK_INT(pthread_setschedparam(t, SCHED_OTHER, &p), 0);
	}
	CHECK(sched_get_priority_max(SCHED_FIFO) -
	    sched_get_priority_min(SCHED_FIFO) >= 31);
	CHECK_INT(sched_get_priority_max(99), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(sched_getscheduler(0), SCHED_OTHER);
	CHECK_OK(sched_getparam(0, &p) == 0);
	CHECK_INT(p.sched_priority, 0);
	/* The former policy, but many programs take it for an error. */
	CHECK_INT(sched_setscheduler(0, SCHED_OTHER, &p), 0);
	CHECK_OK(sched_rr_get_interval(0, &slice) == 0);
	CHECK_INT(sched_getscheduler(-5), -1);
	CHECK(errno == ESRCH || errno == EINVAL);
}

int
main(void)
{
	struct timespec cpu;
	clockid_t clock;
	pthread_t t;

	sem_init(&go, 0, 0);
	sem_init(&ready, 0, 0);
	CHECK_INT(pthread_create(&t, NULL, works, NULL), 0);
	while (sem_wait(&ready) != 0)
		;
	CHECK_INT(pthread_getcpuclockid(t, &clock), 0);
	do {
		CHECK_OK(clock_gettime(clock, &cpu) == 0);
	} while (cpu.tv_sec == 0 && cpu.tv_nsec == 0);
	stop = 1;
	names(t);
	processors(t);
	scheduling(t);
	sem_post(&go);
	CHECK_INT(pthread_join(t, NULL), 0);
	return 0;
}
