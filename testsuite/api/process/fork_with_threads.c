/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/* The child has the calling thread only; the others run on in the parent. */
#include "process/children.h"
#include <pthread.h>

static volatile int stop, spins;
static volatile int in_the_child;

static void *
spin(void *arg)
{
	while (!stop) {
		if (!in_the_child)
			spins++;
	}
	return NULL;
}

static int
child(void)
{
	int before;

	nap(2);
	before = spins;
	nap(30);
	return spins == before ? 0 : 1;
}

static void *
fork_here(void *arg)
{
	CHECK_INT(in_child(child), 0);
	return NULL;
}

int
main(void)
{
	pthread_t t, u;
	int before;

	CHECK_INT(pthread_create(&t, NULL, spin, NULL), 0);
	while (spins == 0)
		nap(1);
	CHECK_INT(in_child(child), 0);
	before = spins;
	while (spins == before)
		nap(1);
	CHECK_INT(pthread_create(&u, NULL, fork_here, NULL), 0);
	CHECK_INT(pthread_join(u, NULL), 0);
	stop = 1;
	CHECK_INT(pthread_join(t, NULL), 0);
	return 0;
}
