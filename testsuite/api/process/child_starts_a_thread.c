/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A child may have threads of its own. */
#include "process/children.h"
#include <pthread.h>

static int sum;

static void *
add(void *arg)
{
	sum += 5;
	return arg;
}

static int
child(void)
{
	pthread_t t;
	void *r;

	CHECK_INT(pthread_create(&t, NULL, add, &sum), 0);
	CHECK_INT(pthread_join(t, &r), 0);
	CHECK(r == &sum);
	return sum;
}

int
main(void)
{
	CHECK_INT(in_child(child), 5);
	CHECK_INT(sum, 0);
	CHECK_INT(in_child(child), 5);
	return 0;
}
