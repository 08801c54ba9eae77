/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pthread_cond_broadcast() comes back although those it wakes wait again at
 * once, also when the condition variable may be shared by processes.
 */
#include <pthread.h>
#include <unistd.h>

#include "test.h"

#define THREADS	100
#define ROUNDS	5

static pthread_mutex_t mutex;
static pthread_cond_t cond;
static int waiting, go;

static void *
waiter(void *arg)
{
	pthread_mutex_lock(&mutex);
	waiting++;
	while (!go)
		pthread_cond_wait(&cond, &mutex);
	pthread_mutex_unlock(&mutex);
	return arg;
}

static void
check(int pshared)
{
	pthread_t t[THREADS];
	pthread_mutexattr_t ma;
	pthread_condattr_t ca;
	int n;

	pthread_mutexattr_init(&ma);
	pthread_condattr_init(&ca);
	CHECK_INT(pthread_mutexattr_setpshared(&ma, pshared), 0);
	CHECK_INT(pthread_condattr_setpshared(&ca, pshared), 0);
	CHECK_INT(pthread_mutex_init(&mutex, &ma), 0);
	CHECK_INT(pthread_cond_init(&cond, &ca), 0);
	waiting = go = 0;
	for (int i = 0; i < THREADS; i++)
		CHECK_INT(pthread_create(&t[i], NULL, waiter, NULL), 0);
	do {
		usleep(1000);
		pthread_mutex_lock(&mutex);
		n = waiting;
		pthread_mutex_unlock(&mutex);
	} while (n < THREADS);
	for (int i = 0; i < ROUNDS; i++)
		CHECK_INT(pthread_cond_broadcast(&cond), 0);
	pthread_mutex_lock(&mutex);
	go = 1;
	pthread_mutex_unlock(&mutex);
	CHECK_INT(pthread_cond_broadcast(&cond), 0);
	for (int i = 0; i < THREADS; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	CHECK_INT(pthread_cond_destroy(&cond), 0);
	CHECK_INT(pthread_mutex_destroy(&mutex), 0);
}

int
main(void)
{
	alarm(20);
	check(PTHREAD_PROCESS_PRIVATE);
	check(PTHREAD_PROCESS_SHARED);
	return 0;
}
