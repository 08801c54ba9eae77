/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 120 */
/* All run at the same time and are waited for in any order. */
#include "process/children.h"

#ifndef N
#define N 100
#endif

static int number, up[2], go[2];

static int
child(void)
{
	char c;

	CHECK_INT(write(up[1], "x", 1), 1);
	CHECK_INT(read(go[0], &c, 1), 0);	/* until the parent closes */
	return number;
}

int
main(void)
{
	pid_t pid[N];
	int status, seen[N] = { 0 };
	char c;

	CHECK_OK(pipe(up) == 0);
	CHECK_OK(pipe(go) == 0);
	for (number = 0; number < N; number++) {
		fflush(NULL);
		CHECK_OK((pid[number] = fork()) >= 0);
		if (pid[number] == 0) {
			close(go[1]);
			_exit(child());
		}
	}
	for (int i = 0; i < N; i++)
		CHECK_INT(read(up[0], &c, 1), 1);
	CHECK_INT(waitpid(-1, &status, WNOHANG), 0);
	close(go[1]);
	for (int i = 0; i < N; i++) {
		pid_t p = wait(&status);

		CHECK_OK(p > 0);
		CHECK(WIFEXITED(status));
		CHECK_INT(pid[WEXITSTATUS(status)], p);
		CHECK_INT(seen[WEXITSTATUS(status)]++, 0);
	}
	CHECK_ERR(wait(NULL), ECHILD);
	return 0;
}
