/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* Keys and __thread of the thread that forks. */
#include "process/children.h"
#include <pthread.h>

static __thread int mine = 3;
static pthread_key_t key;

static int
child(void)
{
	CHECK_INT(mine, 4);
	CHECK(pthread_getspecific(key) == &key);
	mine = 5;
	nap(1);
	CHECK_INT(mine, 5);
	CHECK(pthread_getspecific(key) == &key);
	return 0;
}

int
main(void)
{
	CHECK_INT(pthread_key_create(&key, NULL), 0);
	CHECK_INT(pthread_setspecific(key, &key), 0);
	mine = 4;
	CHECK_INT(in_child(child), 0);
	CHECK_INT(mine, 4);
	return 0;
}
