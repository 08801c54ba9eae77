/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Native Windows programs as children: the test is its own native program, as
 * it needs one that knows nothing of POSIX; Windows' command interpreter is
 * one that every system has.
 */
#ifndef ISTHMUS_TEST_NATIVE_H
#define ISTHMUS_TEST_NATIVE_H

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

extern char **environ;

/* The POSIX path of cmd.exe. */
static inline const char *
cmd_exe(void)
{
	static char path[600];
	char win[300];
	char *s;

	CHECK(GetSystemDirectoryA(win, sizeof(win)) > 0);
	for (s = win; *s != '\0'; s++)
		if (*s == '\\')
			*s = '/';
	snprintf(path, sizeof(path), "%s/cmd.exe", win);
	CHECK_OK(access(path, F_OK) == 0);
	return (path);
}

static inline void
nap(int ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };

	while (nanosleep(&ts, &ts) < 0)
		;
}

/* cmd /c COMMAND in this process' place. */
static inline void
become_native(const char *command)
{
	char *args[] = { "cmd", "/c", (char *)command, NULL };

	execv(cmd_exe(), args);
	_exit(126);
}

/* A handle to the Windows process of the child that has written its id. */
static inline HANDLE
process_of(int fd)
{
	DWORD id;
	HANDLE h;

	CHECK_INT(read(fd, &id, sizeof(id)), sizeof(id));
	h = OpenProcess(PROCESS_TERMINATE | SYNCHRONIZE, FALSE, id);
	CHECK(h != NULL);
	return (h);
}

#endif
