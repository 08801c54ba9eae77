/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* What a child allocates and frees changes nothing in its parent's heap. */
#include "process/children.h"

#define N 300
static char *block[N];

static int
child(void)
{
	void *mine[N];

	for (int i = 0; i < N; i += 2)
		free(block[i]);
	for (int i = 0; i < N; i++) {
		CHECK(mine[i] = malloc((size_t)i * 700 + 1));
		memset(mine[i], 0xee, (size_t)i * 700 + 1);
	}
	for (int i = 1; i < N; i += 2) {
		CHECK(block[i] = realloc(block[i], 90000));
		CHECK_INT(block[i][0], i & 0x7f);
	}
	return 0;
}

int
main(void)
{
	for (int round = 0; round < 5; round++) {
		for (int i = 0; i < N; i++) {
			CHECK(block[i] = malloc((size_t)i * 100 + 1));
			memset(block[i], i & 0x7f, (size_t)i * 100 + 1);
		}
		CHECK_INT(in_child(child), 0);
		for (int i = 0; i < N; i++) {
			for (int k = 0; k < i * 100 + 1; k++)
				CHECK_INT(block[i][k], i & 0x7f);
			free(block[i]);
		}
	}
	return 0;
}
