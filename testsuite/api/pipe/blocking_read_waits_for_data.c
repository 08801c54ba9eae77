/* SPDX-License-Identifier: BSD-2-Clause */
/* A read of an empty pipe ends when data comes, and when the writer goes. */
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static int p[2];

static void *
writer(void *arg)
{
	struct timespec t = { 0, 50000000 };

	nanosleep(&t, NULL);
	CHECK_INT(write(p[1], "late", 4), 4);
	nanosleep(&t, NULL);
	CHECK_INT(close(p[1]), 0);
	return (arg);
}

int
main(void)
{
	pthread_t thread;
	char b[100];

	CHECK_INT(pipe(p), 0);
	CHECK_INT(pthread_create(&thread, NULL, writer, NULL), 0);
	CHECK_INT(read(p[0], b, sizeof b), 4);
	CHECK(memcmp(b, "late", 4) == 0);
	CHECK_INT(read(p[0], b, sizeof b), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	return (0);
}
