/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* A thousand one after the other, hundreds at once; all memory comes back. */
#include <pthread.h>
#include <semaphore.h>

#include "test.h"

#define AT_ONCE	300
#define IN_TURN	1000

static pthread_barrier_t all;
static int sum;

static void *
meet(void *arg)
{
	pthread_barrier_wait(&all);
	__sync_fetch_and_add(&sum, (int)(long)arg);
	return arg;
}

static void *
allocate(void *arg)
{
	char *p = malloc(100000);

	CHECK(p != NULL);
	memset(p, 1, 100000);
	free(p);
	return arg;
}

int
main(void)
{
	static pthread_t t[AT_ONCE];
	void *value;
	long i;

	CHECK_INT(pthread_barrier_init(&all, NULL, AT_ONCE + 1), 0);
	for (i = 0; i < AT_ONCE; i++)
		CHECK_INT(pthread_create(&t[i], NULL, meet, (void *)i), 0);
	pthread_barrier_wait(&all);
	for (i = 0; i < AT_ONCE; i++) {
		CHECK_INT(pthread_join(t[i], &value), 0);
		CHECK_INT((long)value, i);
	}
	CHECK_INT(sum, AT_ONCE * (AT_ONCE - 1) / 2);
	for (i = 0; i < IN_TURN; i++) {
		CHECK_INT(pthread_create(&t[0], NULL, allocate, NULL), 0);
		CHECK_INT(pthread_join(t[0], NULL), 0);
	}
	return 0;
}
