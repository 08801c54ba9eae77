/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* The child leaves the function that forked, and many above it. */
#include "process/children.h"

static pid_t
forks(int depth)
{
	volatile char here[2000];
	pid_t pid;

	memset((char *)here, depth, sizeof(here));
	pid = depth > 0 ? forks(depth - 1) : fork();
	CHECK_INT(here[1999], depth);
	return pid;
}

static void
overwrite(void)
{
	volatile char here[40000];

	memset((char *)here, 0x55, sizeof(here));
}

int
main(void)
{
	pid_t pid;
	int status;

	for (int i = 0; i < 20; i++) {
		pid = forks(i);
		CHECK_OK(pid >= 0);
		overwrite();
		if (pid == 0) {
			if (i % 2)
				nap(1);
			_exit(i);
		}
		status = end(pid);
		CHECK_INT(WEXITSTATUS(status), i);
	}
	return 0;
}
