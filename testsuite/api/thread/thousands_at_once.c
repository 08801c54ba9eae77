/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Two thousand threads live at once, or as many as the system gives: then
 * the error is EAGAIN, and when they have ended there is room again.
 */
#include <pthread.h>
#include <sched.h>

#include "test.h"

#define MOST	2000
#define LEAST	500

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int there, most, open;

static void *
stay(void *arg)
{
	pthread_mutex_lock(&mutex);
	if (++there > most)
		most = there;
	while (!open)
		pthread_cond_wait(&changed, &mutex);
	there--;
	pthread_mutex_unlock(&mutex);
	return arg;
}

static int
round_of(int wanted, const pthread_attr_t *a)
{
	static pthread_t t[MOST];
	void *value;
	int n, err = 0;

	open = most = 0;
	for (n = 0; n < wanted; n++)
		if ((err = pthread_create(&t[n], a, stay,
		    (void *)(long)n)) != 0)
			break;
	if (n < wanted)
		CHECK_INT(err, EAGAIN);
	/* The last ones are on their way. */
	for (int all = 0; !all;) {
		pthread_mutex_lock(&mutex);
		all = there == n;
		pthread_mutex_unlock(&mutex);
		if (!all)
			sched_yield();
	}
	pthread_mutex_lock(&mutex);
	open = 1;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&mutex);
	for (int i = 0; i < n; i++) {
		CHECK_INT(pthread_join(t[i], &value), 0);
		CHECK_INT((long)value, i);
	}
	CHECK_INT(there, 0);
	CHECK_INT(most, n);
	return n;
}

int
main(void)
{
	pthread_attr_t a;

	CHECK_INT(pthread_attr_init(&a), 0);
	CHECK_INT(pthread_attr_setstacksize(&a, 65536), 0);
	CHECK(round_of(MOST, &a) >= LEAST);
	CHECK_INT(round_of(LEAST, &a), LEAST);
	return 0;
}
