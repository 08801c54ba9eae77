/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* EOF comes when child and parent have closed, in any order. */
#include "process/children.h"

static int up[2], naps;

static int
child(void)
{
	close(up[0]);
	if (naps)
		nap(10);
	CHECK_INT(write(up[1], "abc", 3), 3);
	return 0;
}

int
main(void)
{
	char buf[8];
	pid_t pid;

	for (naps = 0; naps < 2; naps++) {
		CHECK_OK(pipe(up) == 0);
		pid = begin(child);
		close(up[1]);
		CHECK_INT(read(up[0], buf, 8), 3);
		CHECK_INT(read(up[0], buf, 8), 0);
		CHECK_INT(end(pid), 0);
		close(up[0]);
	}
	return 0;
}
