/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 60 */
/*
 * TerminateProcess() of a process that is in exec(): the new program exists by
 * then (its creator pauses right after that, by the fault point spawn.late),
 * and ends too.  So it does when what is ended waits for it, because its own
 * parent is no program of ours.  kill() of one that starts a native child
 * waits until the child is known, and can be killed as well.
 */
#include "native.h"

#define WHILE_MS	10000		/* a program that is not ended runs */

static char self[600], native[600];
static char win_self[600];

/* Says that it runs, and later that it still does. */
static int
program(void)
{
	CHECK_INT(write(1, "x", 1), 1);
	nap(WHILE_MS);
	CHECK_INT(write(1, "y", 1), 1);
	return (0);
}

static void
become(const char *what)
{
	if (strcmp(what, "native") == 0)
		execv(native, (char *[]){ native, "program", NULL });
	else
		execv(self, (char *[]){ self, "program", NULL });
	_exit(98);
}

/* The one that will be ended. */
static void
victim(const char *how)
{
	char *args[] = { native, "program", NULL };
	DWORD id = GetCurrentProcessId();
	pid_t pid;

	CHECK_OK(unsetenv("ISTHMUS_FAULT") == 0);
	CHECK_INT(write(1, &id, sizeof(id)), sizeof(id));
	if (strcmp(how, "spawns") == 0) {
		CHECK_OK(setpgid(0, 0) == 0);
		CHECK_INT(posix_spawn(&pid, native, NULL, NULL, args, environ),
		    0);
	} else if (strcmp(how, "forks") == 0) {
		CHECK_OK(setpgid(0, 0) == 0);
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0)
			become("native");
	} else {
		become(how);
	}
	nap(2 * WHILE_MS);
}

static pid_t
begin(const char *starter, char *const *args, int *out)
{
	posix_spawn_file_actions_t acts;
	int fd[2];
	pid_t pid;

	CHECK_OK(pipe2(fd, O_CLOEXEC) == 0);
	CHECK_INT(posix_spawn_file_actions_init(&acts), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&acts, fd[1], 1), 0);
	CHECK_INT(posix_spawn(&pid, starter, &acts, NULL, args, environ), 0);
	CHECK_INT(posix_spawn_file_actions_destroy(&acts), 0);
	close(fd[1]);
	*out = fd[0];
	return (pid);
}

/* What else the program says, up to its end; 0: nothing. */
static char
rest(int fd)
{
	char c, last = 0;

	while (read(fd, &c, 1) == 1)
		last = c;
	close(fd);
	return (last);
}

/* 1: it was ended in time, and the program with it. */
static int
ended(const char *starter, char *const *args)
{
	int out, status, in_time;
	pid_t pid = begin(starter, args, &out);
	HANDLE h = process_of(out);
	char c;

	CHECK_INT(read(out, &c, 1), 1);
	CHECK_INT(c, 'x');
	in_time = TerminateProcess(h, 33);
	CloseHandle(h);
	c = rest(out);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	if (!in_time)
		return (0);
	CHECK_INT(status, 33 << 8);
	CHECK_INT(c, 0);
	return (1);
}

/* All of its group are killed, the native child among them. */
static void
killed(char *const *args)
{
	int out, status;
	pid_t pid = begin(self, args, &out);
	DWORD id;
	char c;

	CHECK_INT(read(out, &id, sizeof(id)), sizeof(id));
	CHECK_INT(read(out, &c, 1), 1);
	CHECK_INT(c, 'x');
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, SIGKILL);
	CHECK_OK(kill(-pid, SIGKILL) == 0);
	CHECK_INT(rest(out), 0);
}

int
main(int argc, char **argv)
{
	static char *const ways[] = { "ours", "native" };
	static char *const others[] = { "spawns", "forks" };
	char *args[] = { self, "victim", NULL, NULL };
	char *waited[] = { native, "run", win_self, "victim", "ours", NULL };
	size_t i;

	strlcpy(self, argv[0], sizeof(self));
	strlcpy(native, argv[0], sizeof(native));
	strcpy(strrchr(native, '/') + 1, NATIVE_NAME);
	CHECK(GetModuleFileNameA(NULL, win_self, sizeof(win_self)) > 0);
	if (argc > 2) {
		victim(argv[2]);
		return (97);
	}
	if (argc > 1)
		return (program());
	CHECK_OK(setenv("ISTHMUS_FAULT", "spawn.late:1:EAGAIN", 1) == 0);
	for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		args[2] = ways[i];
		for (int tries = 0; tries < 4 && !ended(self, args); tries++)
			continue;
	}
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		args[2] = others[i];
		killed(args);
	}
	CHECK_OK(unsetenv("ISTHMUS_FAULT") == 0);
	CHECK(ended(native, waited));
	CHECK_ERR(waitpid(-1, NULL, WNOHANG), ECHILD);
	return (0);
}
