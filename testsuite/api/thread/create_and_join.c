/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* Values of threads; joining oneself and what is detached; who waits last. */
#include <pthread.h>

#include "test.h"

static pthread_t main_thread;

static void *
twice(void *arg)
{
	return (void *)((long)arg * 2);
}

static void *
leaves_early(void *arg)
{
	pthread_exit(arg);
}

static void *
joins_main(void *arg)
{
	CHECK(!pthread_equal(pthread_self(), main_thread));
	CHECK_INT(pthread_join(pthread_self(), NULL), EDEADLK);
	return arg;
}

int
main(void)
{
	pthread_t t[50];
	void *value;
	long i, round;

	main_thread = pthread_self();
	for (round = 0; round < 4; round++) {
		for (i = 0; i < 50; i++)
			CHECK_INT(pthread_create(&t[i], NULL, twice,
			    (void *)i), 0);
		for (i = 49; i >= 0; i--) {
			CHECK_INT(pthread_join(t[i], &value), 0);
			CHECK_INT((long)value, 2 * i);
		}
	}
	CHECK_INT(pthread_create(&t[0], NULL, leaves_early, &t), 0);
	CHECK_INT(pthread_join(t[0], &value), 0);
	CHECK(value == &t);
	CHECK_INT(pthread_create(&t[0], NULL, joins_main, &i), 0);
	CHECK_INT(pthread_join(t[0], NULL), 0);
	CHECK_INT(pthread_join(pthread_self(), NULL), EDEADLK);
	return 0;
}
