/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* Either side gets memory of its own after the fork, at once or blocking. */
#include "process/children.h"

static int blocks;

static int
child(void)
{
	char *p;

	for (int i = 0; i < 20; i++) {
		CHECK(p = malloc((size_t)3 << 20));
		memset(p, i + 1, (size_t)3 << 20);
		if (blocks && i == 10)
			nap(20);
		CHECK_INT(p[((size_t)3 << 20) - 1], i + 1);
	}
	return 0;
}

int
main(void)
{
	char *p, *q;
	pid_t pid;

	for (blocks = 0; blocks < 2; blocks++) {
		CHECK(p = malloc(5000000));
		memset(p, 5, 5000000);
		pid = begin(child);
		CHECK(q = malloc(9000000));
		memset(q, 6, 9000000);
		CHECK_INT(end(pid), 0);
		for (int i = 0; i < 5000000; i++)
			CHECK_INT(p[i], 5);
		for (int i = 0; i < 9000000; i++)
			CHECK_INT(q[i], 6);
	}
	return 0;
}
