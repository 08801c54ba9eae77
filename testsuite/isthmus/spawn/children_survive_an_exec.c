/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, a native program cannot be had there */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/*
 * Children are still this process' after it has exec'd, native ones too, and
 * so are those of a child that has become a process of its own.
 */
#include "native.h"

/* A native child that ends when it is let. */
static pid_t
begin(int code)
{
	char command[100];
	pid_t pid;

	snprintf(command, sizeof(command),
	    "(for /l %%i in (1,0,2) do @if exist go exit %d)", code);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		become_native(command);
	return (pid);
}

static void
collect(pid_t a, int want)
{
	int fd, status;

	CHECK_INT(waitpid(a, &status, WNOHANG), 0);
	CHECK_OK((fd = open("go", O_CREAT | O_WRONLY, 0644)) >= 0);
	close(fd);
	CHECK_INT(waitpid(a, &status, 0), a);
	CHECK_INT(status, want << 8);
	CHECK_ERR(wait(&status), ECHILD);
	CHECK_OK(unlink("go") == 0);
}

int
main(int argc, char **argv)
{
	char number[12], *args[] = { argv[0], number, NULL };
	pid_t pid;
	int status;

	if (argc > 1) {
		collect(atoi(argv[1]), 21);
		return (22);
	}
	/* The child forks, sleeps (and has a process), and waits. */
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		pid = begin(20);
		nap(30);
		collect(pid, 20);
		/* And once more across an exec. */
		snprintf(number, sizeof(number), "%d", begin(21));
		execv(argv[0], args);
		_exit(99);
	}
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 22 << 8);
	return (0);
}
