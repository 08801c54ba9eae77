/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * execle() takes the environment from behind its arguments; no environment at
 * all, a null pointer, is an empty one.
 */
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

extern char **environ;

static int
status_of(pid_t pid)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static const char *
value(const char *name)
{
	const char *v = environ != NULL ? getenv(name) : NULL;

	return v != NULL ? v : "";
}

int
main(int argc, char **argv)
{
	char *env[] = { "VAR=abc", NULL };
	char *args[] = { argv[0], "none", NULL };
	pid_t pid;

	if (argc > 1)
		return argc * 10 + (strcmp(value("VAR"), "abc") == 0) +
		    2 * (strcmp(value("KEPT"), "yes") == 0);
	CHECK_OK(setenv("KEPT", "yes", 1) == 0);
	if ((pid = fork()) == 0) {
		execle(argv[0], argv[0], "a", "b", "c", (char *)NULL, env);
		_exit(1);
	}
	CHECK_INT(status_of(pid), 41);
	if ((pid = fork()) == 0) {
		execle(argv[0], argv[0], "a", (char *)NULL, environ);
		_exit(1);
	}
	CHECK_INT(status_of(pid), 22);
	if ((pid = fork()) == 0) {
		execve(argv[0], args, NULL);
		_exit(1);
	}
	CHECK_INT(status_of(pid), 20);
	CHECK_INT(posix_spawn(&pid, argv[0], NULL, NULL, args, NULL), 0);
	CHECK_INT(status_of(pid), 20);
	return 0;
}
