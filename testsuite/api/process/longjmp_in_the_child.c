/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* The child jumps to before the fork; the parent's stack stays. */
#include "process/children.h"
#include <setjmp.h>

static jmp_buf env;

int
main(void)
{
	volatile int jumps = 0;
	pid_t pid;

	if (setjmp(env) == 1) {
		CHECK_INT(jumps, 1);
		if (getenv("NAP") != NULL)
			nap(1);
		_exit(5);
	}
	for (int i = 0; i < 3; i++) {
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0) {
			jumps++;
			longjmp(env, 1);
		}
		CHECK_INT(WEXITSTATUS(end(pid)), 5);
		CHECK_INT(jumps, 0);
		setenv("NAP", "1", 1);
	}
	return 0;
}
