/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* XSH fork(): 0 in the child, the child's pid in the parent. */
#include "process/children.h"

static pid_t parent;

static int
child(void)
{
	CHECK(getpid() != parent);
	CHECK_INT(getppid(), parent);
	return getpid() & 0x7f;
}

int
main(void)
{
	pid_t pid;
	int status;

	parent = getpid();
	CHECK((pid = begin(child)) > 0);
	CHECK(pid != parent);
	status = end(pid);
	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), pid & 0x7f);
	CHECK_INT(getpid(), parent);
	return 0;
}
