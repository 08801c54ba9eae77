/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A mutex the forking thread holds is held by it in the child. */
#include "process/children.h"
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static int
child(void)
{
	CHECK_INT(pthread_mutex_trylock(&m), EBUSY);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	nap(1);
	CHECK_INT(pthread_mutex_lock(&m), 0);
	return 0;
}

int
main(void)
{
	CHECK_INT(pthread_mutex_lock(&m), 0);
	CHECK_INT(in_child(child), 0);
	CHECK_INT(pthread_mutex_trylock(&m), EBUSY);
	CHECK_INT(pthread_mutex_unlock(&m), 0);
	return 0;
}
