/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Waiters that give up while others are signalled: every token is taken by
 * somebody, and whoever times out has taken none.
 */
#include <pthread.h>
#include <time.h>

#include "test.h"

#define	THREADS	6
#define	TOKENS	600

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond, taken;
static int tokens, total, done, timeouts;

static void *
take(void *arg)
{
	unsigned seed = (unsigned)(size_t)arg;
	struct timespec at;
	int r;

	pthread_mutex_lock(&mutex);
	while (!done) {
		clock_gettime(CLOCK_MONOTONIC, &at);
		seed = seed * 1103515245 + 12345;
		at.tv_nsec += (long)(seed >> 8) % 300000;
		if (at.tv_nsec >= 1000000000) {
			at.tv_nsec -= 1000000000;
			at.tv_sec++;
		}
		r = 0;
		while (tokens == 0 && !done && r == 0)
			r = pthread_cond_timedwait(&cond, &mutex, &at);
		CHECK(r == 0 || r == ETIMEDOUT);
		timeouts += r == ETIMEDOUT;
		if (tokens > 0) {
			tokens--;
			total++;
			pthread_cond_signal(&taken);
		}
	}
	pthread_mutex_unlock(&mutex);
	return NULL;
}

int
main(void)
{
	pthread_t t[THREADS];
	pthread_condattr_t attr;

	CHECK_INT(pthread_condattr_init(&attr), 0);
	CHECK_INT(pthread_condattr_setclock(&attr, CLOCK_MONOTONIC), 0);
	CHECK_INT(pthread_cond_init(&cond, &attr), 0);
	CHECK_INT(pthread_cond_init(&taken, NULL), 0);
	for (size_t i = 0; i < THREADS; i++)
		CHECK_INT(pthread_create(&t[i], NULL, take, (void *)(i + 1)),
		    0);
	for (int i = 1; i <= TOKENS; i++) {
		pthread_mutex_lock(&mutex);
		tokens++;
		pthread_cond_signal(&cond);
		if (i % 3 == 0)
			while (tokens > 0)
				pthread_cond_wait(&taken, &mutex);
		pthread_mutex_unlock(&mutex);
	}
	pthread_mutex_lock(&mutex);
	while (total < TOKENS)
		pthread_cond_wait(&taken, &mutex);
	done = 1;
	pthread_cond_broadcast(&cond);
	pthread_mutex_unlock(&mutex);
	for (int i = 0; i < THREADS; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	CHECK_INT(total, TOKENS);
	CHECK_INT(tokens, 0);
	return 0;
}
