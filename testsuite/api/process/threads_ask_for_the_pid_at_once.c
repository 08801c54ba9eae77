/* SPDX-License-Identifier: BSD-2-Clause */
/* Threads that ask for the process' id for the first time, all at once. */
#include <pthread.h>
#include <unistd.h>

#include "test.h"

#define	THREADS	8

static pthread_barrier_t barrier;
static pid_t pid[THREADS];

static void *
ask(void *arg)
{
	pthread_barrier_wait(&barrier);
	*(pid_t *)arg = getpid();
	return NULL;
}

int
main(void)
{
	pthread_t t[THREADS];

	CHECK_INT(pthread_barrier_init(&barrier, NULL, THREADS), 0);
	for (int i = 0; i < THREADS; i++)
		CHECK_INT(pthread_create(&t[i], NULL, ask, &pid[i]), 0);
	for (int i = 0; i < THREADS; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	for (int i = 0; i < THREADS; i++) {
		CHECK(pid[i] > 0);
		CHECK_INT(pid[i], pid[0]);
	}
	CHECK_INT(getpid(), pid[0]);
	return 0;
}
