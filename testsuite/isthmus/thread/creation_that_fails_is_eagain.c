/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, fail points are ours */
/*
 * Without memory, a stack or a thread of the system's: EAGAIN, nothing is
 * left behind, and the next one is made.
 */
/* env: ISTHMUS_FAULT=thr.block:1:ENOMEM,mm.thread_stack:2:ENOMEM,thr.create:2:EAGAIN */
#include <pthread.h>

#include "test.h"

static void *
nothing(void *arg)
{
	return arg;
}

int
main(void)
{
	pthread_attr_t huge;
	pthread_t t;
	int i, good = 0, bad = 0, r;

	for (i = 0; i < 10; i++) {
		r = pthread_create(&t, NULL, nothing, &i);
		CHECK(r == 0 || r == EAGAIN);
		if (r != 0) {
			bad++;
			continue;
		}
		good++;
		CHECK_INT(pthread_join(t, NULL), 0);
	}
	/* The block's pass through its point is the main thread's own. */
	CHECK(bad >= 2 && bad <= 3);
	CHECK_INT(good + bad, 10);
	CHECK_INT(pthread_attr_init(&huge), 0);
	CHECK_INT(pthread_attr_setstacksize(&huge, (size_t)1 << 60), 0);
	CHECK_INT(pthread_create(&t, &huge, nothing, NULL), EAGAIN);
	return 0;
}
