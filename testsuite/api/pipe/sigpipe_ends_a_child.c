/* SPDX-License-Identifier: BSD-2-Clause */
/* A child that writes to a pipe its parent has closed ends by SIGPIPE. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	static char b[4096];
	int p[2], status;
	pid_t child;

	signal(SIGPIPE, SIG_DFL);
	CHECK_INT(pipe(p), 0);
	CHECK_OK((child = fork()) >= 0);
	if (child == 0) {
		close(p[0]);
		for (;;)
			if (write(p[1], b, sizeof b) != sizeof b)
				_exit(1);
	}
	CHECK_INT(read(p[0], b, sizeof b), sizeof b);
	CHECK_INT(close(p[0]), 0);
	CHECK_INT(close(p[1]), 0);
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE);
	return (0);
}
