/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is undefined there */
/* A thread that was joined or is none: ESRCH, where others crash. */
#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include "test.h"

static void *
nothing(void *arg)
{
	return arg;
}

static void
is_no_thread(pthread_t t)
{
	struct sched_param p = { 0 };
	pthread_attr_t a;
	clockid_t clock;
	cpu_set_t set;
	char name[16];
	int policy;

	CPU_ZERO(&set);
	CPU_SET(0, &set);
	CHECK_INT(pthread_join(t, NULL), ESRCH);
	CHECK_INT(pthread_tryjoin_np(t, NULL), ESRCH);
	CHECK_INT(pthread_detach(t), ESRCH);
	CHECK_INT(pthread_cancel(t), ESRCH);
	CHECK_INT(pthread_kill(t, 0), ESRCH);
	CHECK_INT(pthread_getschedparam(t, &policy, &p), ESRCH);
	p.sched_priority = 0;
	CHECK_INT(pthread_setschedparam(t, SCHED_OTHER, &p), ESRCH);
	CHECK_INT(pthread_setschedprio(t, 0), ESRCH);
	CHECK_INT(pthread_setname_np(t, "x"), ESRCH);
	CHECK_INT(pthread_getname_np(t, name, sizeof name), ESRCH);
	CHECK_INT(pthread_getattr_np(t, &a), ESRCH);
	CHECK_INT(pthread_getcpuclockid(t, &clock), ESRCH);
	CHECK_INT(pthread_getaffinity_np(t, sizeof set, &set), ESRCH);
	CHECK_INT(pthread_setaffinity_np(t, sizeof set, &set), ESRCH);
}

int
main(void)
{
	pthread_t t;
	int i;

	is_no_thread((pthread_t)0);
	is_no_thread((pthread_t)&t);
	for (i = 0; i < 3; i++) {
		CHECK_INT(pthread_create(&t, NULL, nothing, NULL), 0);
		CHECK_INT(pthread_join(t, NULL), 0);
		is_no_thread(t);
	}
	return 0;
}
