/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * XSH ftruncate(): while a file that is mapped gets shorter and longer, other
 * threads of the process find in the pages that stay what they have written
 * there, whenever they come to them.
 */
#include "test.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include "looks.h"

#define PAGES		20
#define THREADS		3
#define ROUNDS		40
#define GAP_MAX		1500000		/* ns between two looks */

static volatile uint64_t *shared;	/* a page a thread, and one more */
static volatile int stop;
static size_t page;

struct worker {
	pthread_t id;
	volatile uint64_t *own;
	uint64_t count, lost;
	uint32_t random;
};

static void *
work(void *arg)
{
	struct worker *w = arg;

	while (!stop) {
		if (*w->own != w->count)
			w->lost++;
		*w->own = ++w->count;
		pause_a_while(&w->random, GAP_MAX);
	}
	return NULL;
}

int
main(void)
{
	struct worker w[THREADS];
	off_t little, much;
	int fd;

	page = (size_t)sysconf(_SC_PAGESIZE);
	little = (off_t)(THREADS + 1) * (off_t)page;
	much = PAGES * (off_t)page;
	fd = open("file", O_RDWR | O_CREAT | O_TRUNC, 0600);
	CHECK_OK(fd >= 0);
	CHECK_OK(ftruncate(fd, much) == 0);
	shared = mmap(NULL, (size_t)much, PROT_READ | PROT_WRITE, MAP_SHARED,
	    fd, 0);
	CHECK_OK(shared != MAP_FAILED);
	for (unsigned i = 0; i < THREADS; i++) {
		w[i] = (struct worker){ .random = i, .own = (uint64_t *)
		    ((char *)shared + i * page) };
		CHECK_INT(pthread_create(&w[i].id, NULL, work, &w[i]), 0);
	}
	for (int i = 0; i < ROUNDS; i++) {
		CHECK_OK(ftruncate(fd, little) == 0);
		CHECK_OK(ftruncate(fd, much) == 0);
	}
	stop = 1;
	for (unsigned i = 0; i < THREADS; i++) {
		uint64_t in_file;

		CHECK_INT(pthread_join(w[i].id, NULL), 0);
		CHECK_INT(w[i].lost, 0);
		CHECK_INT(pread(fd, &in_file, sizeof in_file,
		    (off_t)(i * page)), sizeof in_file);
		CHECK_INT(in_file, w[i].count);
		CHECK_INT(*w[i].own, w[i].count);
	}
	return 0;
}
