/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, glibc prefers readers unless it is told */
/* timeout: 60 */
/*
 * Readers that always overlap let a writer in; a thread that reads already
 * may read again while a writer waits; when a writer lets go, the readers
 * that wait come before the next writer.
 */
#include <pthread.h>
#include <time.h>

#include "test.h"

#define	READERS	3
#define	WRITERS	3

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static volatile int reading, stop, writing, reads;

static void
nap(long us)
{
	struct timespec t = { 0, us * 1000 };

	nanosleep(&t, NULL);
}

/* Lets go only while another one reads: there is always a reader. */
static void *
overlap(void *arg)
{
	while (!stop) {
		CHECK_INT(pthread_rwlock_rdlock(&lock), 0);
		__atomic_add_fetch(&reading, 1, __ATOMIC_SEQ_CST);
		CHECK_INT(pthread_rwlock_rdlock(&lock), 0);
		for (int i = 0; i < 20 && !stop && reading < 2; i++)
			nap(500);
		nap(500);
		CHECK_INT(pthread_rwlock_unlock(&lock), 0);
		__atomic_sub_fetch(&reading, 1, __ATOMIC_SEQ_CST);
		__atomic_add_fetch(&reads, 1, __ATOMIC_SEQ_CST);
		CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	}
	return arg;
}

static void *
write_often(void *arg)
{
	while (!stop) {
		CHECK_INT(pthread_rwlock_wrlock(&lock), 0);
		writing++;
		CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	}
	return arg;
}

int
main(void)
{
	pthread_t r[READERS], w[WRITERS];

	for (int i = 0; i < READERS; i++)
		CHECK_INT(pthread_create(&r[i], NULL, overlap, NULL), 0);
	while (reading < 2)
		nap(1000);
	for (int i = 0; i < 20; i++) {
		CHECK_INT(pthread_rwlock_wrlock(&lock), 0);
		CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	}
	/* And the other way round. */
	for (int i = 0; i < WRITERS; i++)
		CHECK_INT(pthread_create(&w[i], NULL, write_often, NULL), 0);
	reads = 0;
	while (reads < 20)
		nap(1000);
	stop = 1;
	for (int i = 0; i < READERS; i++)
		CHECK_INT(pthread_join(r[i], NULL), 0);
	for (int i = 0; i < WRITERS; i++)
		CHECK_INT(pthread_join(w[i], NULL), 0);
	CHECK(writing > 0);
	CHECK_INT(pthread_rwlock_destroy(&lock), 0);
	return 0;
}
