/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Threads allocate, free what others have allocated, and end; no block is
 * given out twice, and memory does not grow for ever.
 */
#include <pthread.h>
#include <stdint.h>

#include "test.h"

#define THREADS	8
#define SLOTS	512
#define ROUNDS	20000

static void *volatile slot[SLOTS];

static void *
mix(void *arg)
{
	unsigned seed = (unsigned)(uintptr_t)arg + 1, i;
	size_t size, k;
	unsigned char *p, *old;

	for (i = 0; i < ROUNDS; i++) {
		seed = seed * 1103515245 + 12345;
		size = 16 + (seed >> 16) % 2000;
		p = malloc(size);
		CHECK(p != NULL);
		memcpy(p, &size, sizeof size);
		memset(p + sizeof size, (int)(size & 0xff),
		    size - sizeof size);
		old = __atomic_exchange_n(&slot[(seed >> 8) % SLOTS], p,
		    __ATOMIC_ACQ_REL);
		if (old == NULL)
			continue;
		memcpy(&size, old, sizeof size);
		for (k = sizeof size; k < size; k++)
			CHECK(old[k] == (size & 0xff));
		free(old);
	}
	return NULL;
}

int
main(void)
{
	pthread_t t[THREADS];
	uintptr_t i;
	int round;

	for (round = 0; round < 3; round++) {
		for (i = 0; i < THREADS; i++)
			CHECK_INT(pthread_create(&t[i], NULL, mix,
			    (void *)(i + (uintptr_t)round * 100)), 0);
		for (i = 0; i < THREADS; i++)
			CHECK_INT(pthread_join(t[i], NULL), 0);
	}
	return 0;
}
