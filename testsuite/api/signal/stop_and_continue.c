/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int st, ready[2];
	pid_t pid;
	char c;

	CHECK_INT(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		usleep(1);
		if (write(ready[1], "r", 1) != 1)
			_exit(1);
		for (;;)
			sleep(100);
	}
	CHECK_INT(read(ready[0], &c, 1), 1);
	CHECK_INT(kill(pid, SIGSTOP), 0);
	CHECK_INT(waitpid(pid, &st, WUNTRACED), pid);
	CHECK(WIFSTOPPED(st));
	CHECK_INT(WSTOPSIG(st), SIGSTOP);
	CHECK_INT(waitpid(pid, &st, WUNTRACED | WNOHANG), 0);
	CHECK_INT(kill(pid, SIGCONT), 0);
	CHECK_INT(waitpid(pid, &st, WCONTINUED), pid);
	CHECK(WIFCONTINUED(st));
	CHECK_INT(kill(pid, SIGSTOP), 0);
	CHECK_INT(kill(pid, SIGKILL), 0);
	CHECK_INT(waitpid(pid, &st, 0), pid);
	CHECK_INT(WTERMSIG(st), SIGKILL);

	pid = fork();
	if (pid == 0) {
		raise(SIGSTOP);
		_exit(3);
	}
	CHECK_INT(waitpid(pid, &st, WUNTRACED), pid);
	CHECK(WIFSTOPPED(st));
	CHECK_INT(kill(pid, SIGCONT), 0);
	CHECK_INT(waitpid(pid, &st, 0), pid);
	CHECK_INT(WEXITSTATUS(st), 3);
	return (0);
}
