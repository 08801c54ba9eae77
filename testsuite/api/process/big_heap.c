/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 30 */
/* 64 MiB in two sorts of pieces, written by both after the fork. */
#include "process/children.h"

#define BIG ((size_t)48 << 20)
#define SMALL 16384
#define N 1024
static char *big, *small[N];

static int to_child[2];

static int
child(void)
{
	char c;

	for (size_t i = 0; i < BIG; i += 4096) {
		CHECK_INT(big[i], 1);
		big[i] = 2;
	}
	for (int i = 0; i < N; i++) {
		CHECK_INT(small[i][SMALL - 1], 1);
		memset(small[i], 2, SMALL);
	}
	CHECK_INT(read(to_child[0], &c, 1), 1);
	for (size_t i = 0; i < BIG; i += 4096)
		CHECK_INT(big[i], 2);
	for (int i = 0; i < N; i++)
		CHECK_INT(small[i][SMALL - 1], 2);
	return 0;
}

int
main(void)
{
	pid_t pid;

	CHECK_OK(pipe(to_child) == 0);
	CHECK(big = malloc(BIG));
	memset(big, 1, BIG);
	for (int i = 0; i < N; i++) {
		CHECK(small[i] = malloc(SMALL));
		memset(small[i], 1, SMALL);
	}
	pid = begin(child);
	for (size_t i = 0; i < BIG; i += 4096) {
		CHECK_INT(big[i], 1);
		big[i] = 3;
	}
	for (int i = 0; i < N; i++) {
		CHECK_INT(small[i][0], 1);
		memset(small[i], 3, SMALL);
	}
	CHECK_INT(write(to_child[1], "x", 1), 1);
	CHECK_INT(end(pid), 0);
	for (size_t i = 0; i < BIG; i += 4096)
		CHECK_INT(big[i], 3);
	for (int i = 0; i < N; i++)
		CHECK_INT(small[i][SMALL - 1], 3);
	return 0;
}
