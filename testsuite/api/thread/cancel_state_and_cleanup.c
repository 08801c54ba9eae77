/* SPDX-License-Identifier: BSD-2-Clause */
/* The state of cancellation is kept; cleanup handlers nest. */
#include <pthread.h>

#include "test.h"

static char order[8];

static void
note(void *s)
{
	strcat(order, s);
}

int
main(void)
{
	int old;

	CHECK_INT(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old), 0);
	CHECK_INT(old, PTHREAD_CANCEL_ENABLE);
	CHECK_INT(pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old), 0);
	CHECK_INT(old, PTHREAD_CANCEL_DISABLE);
	CHECK_INT(pthread_setcancelstate(99, &old), EINVAL);
	CHECK_INT(pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old),
	    0);
	CHECK_INT(old, PTHREAD_CANCEL_DEFERRED);
	CHECK_INT(pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &old), 0);
	CHECK_INT(old, PTHREAD_CANCEL_ASYNCHRONOUS);
	CHECK_INT(pthread_setcanceltype(99, &old), EINVAL);

	pthread_cleanup_push(note, "a");
	pthread_cleanup_push(note, "b");
	pthread_cleanup_push(note, "c");
	pthread_cleanup_pop(1);
	pthread_cleanup_pop(0);
	pthread_cleanup_pop(1);
	CHECK_STR(order, "ca");
	CHECK(pthread_equal(pthread_self(), pthread_self()));
	return (0);
}
