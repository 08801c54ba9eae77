/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A child's errno is not its parent's. */
#include "process/children.h"

static int
child(void)
{
	CHECK_INT(errno, EDOM);
	close(-1);
	CHECK_INT(errno, EBADF);
	nap(1);
	errno = ERANGE;
	return 0;
}

int
main(void)
{
	pid_t pid;

	errno = EDOM;
	pid = fork();
	CHECK_INT(errno, EDOM);
	if (pid == 0)
		_exit(child());
	waitpid(pid, NULL, 0);
	CHECK_INT(errno, EDOM);
	return 0;
}
