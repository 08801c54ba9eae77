/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* stdout: early late early  */
/* What was not flushed is written by each that flushes it. */
#include "process/children.h"

int
main(void)
{
	pid_t pid;

	printf("early ");
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		printf("late ");
		fflush(stdout);
		_exit(0);
	}
	CHECK_INT(end(pid), 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		printf("never");
		_exit(0);
	}
	CHECK_INT(end(pid), 0);
	printf("\n");
	return 0;
}
