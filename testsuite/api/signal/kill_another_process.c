/* SPDX-License-Identifier: BSD-2-Clause */
/* Default actions in another process, and what kill() says of it. */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static pid_t
sleeper(void)
{
	pid_t pid = fork();

	if (pid == 0)
		for (;;)
			sleep(100);
	return pid;
}

int
main(void)
{
	pid_t pid;
	int st;

	pid = sleeper();
	CHECK(pid > 0);
	CHECK_INT(kill(pid, 0), 0);
	CHECK_INT(kill(pid, SIGCHLD), 0);	/* does nothing */
	CHECK_INT(waitpid(pid, &st, WNOHANG), 0);
	CHECK_INT(kill(pid, SIGTERM), 0);
	CHECK_INT(waitpid(pid, &st, 0), pid);
	CHECK(WIFSIGNALED(st));
	CHECK_INT(WTERMSIG(st), SIGTERM);
	CHECK_ERR(kill(pid, 0), ESRCH);
	CHECK_ERR(kill(-pid, 0), ESRCH);

	pid = sleeper();
	CHECK_INT(kill(pid, SIGKILL), 0);
	CHECK_INT(kill(pid, SIGKILL), 0);	/* it may be a zombie by now */
	CHECK_INT(waitpid(pid, &st, 0), pid);
	CHECK_INT(WTERMSIG(st), SIGKILL);
	CHECK_ERR(kill(getpid(), 9999), EINVAL);
	return (0);
}
