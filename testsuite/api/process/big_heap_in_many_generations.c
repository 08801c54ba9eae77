/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * XSH fork(): a heap of some MiB is the child's own, and stays the parent's
 * own, when children fork in turn, live on while the parent writes and forks
 * again, and when the parent or the child adds to it and frees of it.
 */
#include "test.h"

#include <sys/wait.h>
#include <unistd.h>

#define PAGES	2048		/* of 4 KiB */
#define PAGE	4096
#define LIVING	4

static unsigned char *heap;

static void
fill(int seed)
{
	for (int i = 0; i < PAGES; i++)
		memset(heap + i * PAGE, seed + i, PAGE);
}

/* Pages from first on, one in step, hold what put() with that seed wrote. */
static void
put(int first, int step, int seed)
{
	for (int i = first; i < PAGES; i += step)
		memset(heap + i * PAGE + 100, seed + i, 50);
}

static int
holds(int first, int step, int seed)
{
	for (int i = first; i < PAGES; i += step)
		for (int k = 100; k < 150; k += 7)
			if (heap[i * PAGE + k] != (unsigned char)(seed + i))
				return 0;
	return 1;
}

static void
reap(pid_t pid)
{
	int status;

	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

/* Child, grandchild and great-grandchild each write and look. */
static void
generation(int depth, int seed)
{
	unsigned char *more;
	pid_t pid;

	CHECK_OK((pid = fork()) >= 0);
	if (pid != 0) {
		reap(pid);
		CHECK(holds(0, 1, seed));
		return;
	}
	CHECK(holds(0, 1, seed));
	put(depth, 3, seed + 50);
	more = malloc(1 << 20);
	memset(more, depth, 1 << 20);
	CHECK(holds(depth, 3, seed + 50));
	if (depth < 3) {
		put(0, 1, seed + depth + 1);
		generation(depth + 1, seed + depth + 1);
		CHECK(holds(0, 1, seed + depth + 1));
	}
	CHECK(more[12345] == depth);
	free(more);
	_exit(0);
}

/* Children that look at their heap when all of them are there. */
static void
living(void)
{
	pid_t pid[LIVING];
	int start[2], n;
	char c;

	CHECK_OK(pipe(start) == 0);
	for (n = 0; n < LIVING; n++) {
		put(0, 1, n);
		put(n, 16, n + 7);
		CHECK_OK((pid[n] = fork()) >= 0);
		if (pid[n] == 0) {
			close(start[1]);
			CHECK_INT(read(start[0], &c, 1), 0);
			CHECK(holds(n, 16, n + 7));
			CHECK(holds(n + 1, 16, n));
			put(0, 1, 31 + n);
			generation(1, 31 + n);
			_exit(0);
		}
		CHECK(holds(n, 16, n + 7));
	}
	put(0, 1, 99);
	close(start[0]);
	close(start[1]);
	while (n-- > 0)
		reap(pid[n]);
	CHECK(holds(0, 1, 99));
}

static void
all(void)
{
	void *more[64];

	heap = malloc(PAGES * PAGE);
	CHECK_OK(heap != NULL);
	fill(1);
	put(0, 1, 1);
	generation(1, 1);
	generation(1, 1);
	for (int i = 0; i < 64; i++)
		CHECK_OK((more[i] = malloc(100000 + i)) != NULL);
	put(0, 1, 2);
	generation(1, 2);
	for (int i = 0; i < 64; i++)
		free(more[i]);
	put(0, 1, 3);
	put(0, 1, 4);
	generation(2, 4);
	free(heap);
}

int
main(void)
{
	pid_t pid;

	all();
	CHECK_OK(setenv("ISTHMUS_FORK", "eager", 1) == 0);
	all();
	CHECK_OK(unsetenv("ISTHMUS_FORK") == 0);
	all();

	heap = malloc(PAGES * PAGE);
	CHECK_OK(heap != NULL);
	put(0, 1, 5);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		put(0, 1, 6);
		generation(1, 6);
		_exit(0);
	}
	reap(pid);
	generation(1, 5);
	living();
	return 0;
}
