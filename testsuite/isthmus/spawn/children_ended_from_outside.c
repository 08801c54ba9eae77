/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 60 */
/*
 * Children that TerminateProcess() ends, before and after an exec: SIGCHLD,
 * and the exit code as their status.
 */
#include "native.h"

static volatile sig_atomic_t came;

static void
on_child(int sig)
{
	came++;
}

static void
tell_id(int fd)
{
	DWORD id = GetCurrentProcessId();

	if (write(fd, &id, sizeof(id)) != sizeof(id))
		_exit(99);
	for (;;)
		pause();
}

static void
one(char *self, int execs)
{
	char number[12], *args[] = { self, number, NULL };
	int fd[2], status;
	sigset_t none;
	HANDLE h;
	pid_t pid;

	CHECK_OK(pipe(fd) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		/* With a process of its own, not in its parent's place. */
		if (execs != 1)
			nap(30);
		if (!execs)
			tell_id(fd[1]);
		snprintf(number, sizeof(number), "%d", fd[1]);
		execv(self, args);
		_exit(98);
	}
	h = process_of(fd[0]);
	CHECK_INT(waitpid(pid, &status, WNOHANG), 0);
	CHECK_INT(came, 0);
	CHECK(TerminateProcess(h, 33));
	sigemptyset(&none);
	while (!came)
		sigsuspend(&none);
	came = 0;
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 33 << 8);
	CHECK_ERR(waitpid(pid, &status, 0), ECHILD);
	CloseHandle(h);
	close(fd[0]);
	close(fd[1]);
}

int
main(int argc, char **argv)
{
	struct sigaction sa = { .sa_handler = on_child };
	sigset_t chld;

	if (argc > 1)
		tell_id(atoi(argv[1]));
	CHECK_INT(sigaction(SIGCHLD, &sa, NULL), 0);
	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	CHECK_INT(sigprocmask(SIG_BLOCK, &chld, NULL), 0);
	for (int execs = 0; execs < 3; execs++)
		one(argv[0], execs);
	return (0);
}
