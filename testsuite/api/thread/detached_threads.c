/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* Detached from the start, later, after the end; not to be joined then. */
#include <pthread.h>
#include <semaphore.h>

#include "test.h"

static sem_t go, done;

static void *
wait_for_go(void *arg)
{
	while (sem_wait(&go) != 0)
		;
	sem_post(&done);
	return NULL;
}

static void *
say_done(void *arg)
{
	sem_post(&done);
	return NULL;
}

static void
finish(void)
{
	sem_post(&go);
	while (sem_wait(&done) != 0)
		;
}

int
main(void)
{
	pthread_attr_t a;
	pthread_t t;
	int i;

	sem_init(&go, 0, 0);
	sem_init(&done, 0, 0);
	pthread_attr_init(&a);
	CHECK_INT(pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED),
	    0);
	CHECK_INT(pthread_create(&t, &a, wait_for_go, NULL), 0);
	CHECK_INT(pthread_join(t, NULL), EINVAL);
	CHECK_INT(pthread_detach(t), EINVAL);
	finish();
	CHECK_INT(pthread_create(&t, NULL, wait_for_go, NULL), 0);
	CHECK_INT(pthread_detach(t), 0);
	CHECK_INT(pthread_join(t, NULL), EINVAL);
	CHECK_INT(pthread_detach(t), EINVAL);
	finish();
	for (i = 0; i < 300; i++) {
		CHECK_INT(pthread_create(&t, i & 1 ? &a : NULL, say_done,
		    NULL), 0);
		if (!(i & 1))
			CHECK_INT(pthread_detach(t), 0);
		while (sem_wait(&done) != 0)
			;
	}
	return 0;
}
