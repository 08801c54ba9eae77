/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Destructors of keys at a thread's end, by return, pthread_exit and
 * cancellation; again for values they set; not for keys that are gone.
 */
#include <pthread.h>
#include <limits.h>
#include <unistd.h>

#include "test.h"

static pthread_key_t once_key, again_key, gone_key;
static int once_ran, again_ran, gone_ran;

static void
once_done(void *value)
{
	once_ran += *(int *)value;
	CHECK(pthread_getspecific(once_key) == NULL);
}

static void
again_done(void *value)
{
	again_ran++;
	CHECK_INT(pthread_setspecific(again_key, value), 0);
}

static void
gone_done(void *value)
{
	gone_ran++;
}

static void *
sets(void *how)
{
	static int one = 1;

	CHECK_INT(pthread_setspecific(once_key, &one), 0);
	CHECK_INT(pthread_setspecific(again_key, &one), 0);
	CHECK_INT(pthread_setspecific(gone_key, &one), 0);
	CHECK_INT(pthread_key_delete(gone_key), 0);
	if (*(int *)how == 1)
		pthread_exit(NULL);
	if (*(int *)how == 2)
		for (;;)
			pause();
	return NULL;
}

int
main(void)
{
	pthread_t t;
	void *value;
	int how;

	CHECK_INT(pthread_key_create(&once_key, once_done), 0);
	CHECK_INT(pthread_key_create(&again_key, again_done), 0);
	for (how = 0; how < 3; how++) {
		CHECK_INT(pthread_key_create(&gone_key, gone_done), 0);
		once_ran = again_ran = 0;
		CHECK_INT(pthread_create(&t, NULL, sets, &how), 0);
		if (how == 2)
			CHECK_INT(pthread_cancel(t), 0);
		CHECK_INT(pthread_join(t, &value), 0);
		CHECK((value == PTHREAD_CANCELED) == (how == 2));
		CHECK_INT(once_ran, 1);
		CHECK(again_ran >= 1);
		CHECK(again_ran <= PTHREAD_DESTRUCTOR_ITERATIONS);
		CHECK_INT(gone_ran, 0);
	}
	return 0;
}
