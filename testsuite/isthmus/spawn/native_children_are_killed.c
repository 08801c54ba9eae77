/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/* A native program is ended by signals, stopped and let go on. */
#include "native.h"

static pid_t
begin(void)
{
	pid_t pid;

	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		become_native("(for /l %i in (1,0,2) do @if exist go exit 5)");
	return (pid);
}

int
main(void)
{
	static const int deadly[] = { SIGTERM, SIGKILL, SIGHUP, SIGUSR1 };
	int fd, status;
	pid_t pid;

	for (size_t i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++) {
		pid = begin();
		CHECK_INT(waitpid(pid, &status, WNOHANG), 0);
		CHECK_OK(kill(pid, 0) == 0);
		CHECK_OK(kill(pid, SIGCHLD) == 0);	/* ignored */
		CHECK_OK(kill(pid, deadly[i]) == 0);
		CHECK_INT(waitpid(pid, &status, 0), pid);
		CHECK_INT(status, deadly[i]);
		CHECK_ERR(kill(pid, 0), ESRCH);
	}
	pid = begin();
	CHECK_OK(kill(pid, SIGSTOP) == 0);
	CHECK_INT(waitpid(pid, &status, WUNTRACED), pid);
	CHECK(WIFSTOPPED(status));
	CHECK_OK((fd = open("go", O_CREAT | O_WRONLY, 0644)) >= 0);
	close(fd);
	nap(100);
	CHECK_INT(waitpid(pid, &status, WNOHANG), 0);
	CHECK_OK(kill(pid, SIGCONT) == 0);
	CHECK_INT(waitpid(pid, &status, WCONTINUED), pid);
	if (WIFCONTINUED(status))
		CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 5 << 8);
	return (0);
}
