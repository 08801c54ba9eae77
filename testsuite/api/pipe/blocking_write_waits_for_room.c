/* SPDX-License-Identifier: BSD-2-Clause */
/* A write of more than fits ends when all of it is written; order is kept. */
#include <pthread.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

#define WORDS	((size_t)1 << 20)

static uint32_t out[WORDS], in[WORDS];
static int p[2];

static void *
reader(void *arg)
{
	struct timespec t = { 0, 30000000 };
	size_t done = 0;
	ssize_t n;

	nanosleep(&t, NULL);
	while ((n = read(p[0], (char *)in + done, sizeof in - done)) > 0)
		done += (size_t)n;
	CHECK_INT(done, sizeof in);
	return (arg);
}

int
main(void)
{
	pthread_t thread;

	for (size_t i = 0; i < WORDS; i++)
		out[i] = (uint32_t)(i * 2654435761u);
	CHECK_INT(pipe(p), 0);
	CHECK_INT(pthread_create(&thread, NULL, reader, NULL), 0);
	CHECK_INT(write(p[1], out, sizeof out), sizeof out);
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK(memcmp(in, out, sizeof in) == 0);
	return (0);
}
