/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * XSH mmap() with MAP_FIXED into the middle of a mapping, and munmap() there:
 * threads that use the pages on both sides meanwhile find what they have
 * written, whatever kind of memory that is.
 */
#include "test.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include "looks.h"

#define RW		(PROT_READ | PROT_WRITE)
#define UNIT		65536		/* of addresses, where that matters */
#define KINDS		4
#define ROUNDS		40
#define GAP_MAX		300000		/* ns between two looks */

static volatile int stop;
static char *base[KINDS];

struct worker {
	pthread_t id;
	size_t offset;
	uint64_t count[KINDS], lost;
	uint32_t random;
};

static void *
work(void *arg)
{
	struct worker *w = arg;
	volatile uint64_t *own;

	while (!stop)
		for (int k = 0; k < KINDS; k++) {
			own = (uint64_t *)(base[k] + w->offset);
			if (*own != w->count[k])
				w->lost++;
			*own = ++w->count[k];
			pause_a_while(&w->random, GAP_MAX);
		}
	return NULL;
}

static void
put(int kind, int how, int fd, int part)
{
	char *p = base[kind] + part * UNIT;

	CHECK(mmap(p, UNIT, RW, how | MAP_FIXED, fd,
	    fd < 0 ? 0 : part * UNIT) == p);
}

int
main(void)
{
	static const int how[KINDS] = { MAP_SHARED, MAP_PRIVATE,
	    MAP_SHARED | MAP_ANONYMOUS, MAP_PRIVATE | MAP_ANONYMOUS };
	struct worker w[2] = { { .offset = 4096 }, { .offset = 2 * UNIT } };
	int fd = open("file", O_RDWR | O_CREAT | O_TRUNC, 0600);

	CHECK_OK(fd >= 0);
	CHECK_OK(ftruncate(fd, 3 * UNIT) == 0);
	for (int k = 0; k < KINDS; k++) {
		base[k] = mmap(NULL, 3 * UNIT, RW, how[k],
		    how[k] & MAP_ANONYMOUS ? -1 : fd, 0);
		CHECK_OK(base[k] != MAP_FAILED);
		/* A private page differs from the file's all the time. */
		for (int i = 0; i < 2; i++)
			base[k][w[i].offset + 100] = (char)k;
	}
	w[0].random = 1;
	for (int i = 0; i < 2; i++)
		CHECK_INT(pthread_create(&w[i].id, NULL, work, &w[i]), 0);
	for (int i = 0; i < ROUNDS; i++)
		for (int k = 0; k < KINDS; k++) {
			put(k, MAP_PRIVATE | MAP_ANONYMOUS, -1, 1);
			base[k][UNIT] = 'x';
			put(k, how[k], how[k] & MAP_ANONYMOUS ? -1 : fd, 1);
			CHECK_INT(base[k][UNIT], 0);
			CHECK_OK(munmap(base[k] + UNIT, UNIT) == 0);
		}
	stop = 1;
	for (int i = 0; i < 2; i++) {
		CHECK_INT(pthread_join(w[i].id, NULL), 0);
		CHECK_INT(w[i].lost, 0);
		for (int k = 0; k < KINDS; k++)
			CHECK_INT(*(uint64_t *)(base[k] + w[i].offset),
			    w[i].count[k]);
	}
	return 0;
}
