/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 120 */
/* Nothing is used up: descriptors, memory, pids. */
#include "process/children.h"

static int i;

static int
child(void)
{
	char *p = malloc(5000);

	CHECK(p != NULL);
	memset(p, i, 5000);
	return i & 0xff;
}

int
main(void)
{
	pid_t last = 0, pid;

	for (i = 0; i < 500; i++) {
		pid = begin(child);
		CHECK(pid != last);
		last = pid;
		CHECK_INT(end(pid), (i & 0xff) << 8);
	}
	CHECK_ERR(wait(NULL), ECHILD);
	return 0;
}
