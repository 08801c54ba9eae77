/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the tests of processes share.  Each is run twice on the target: with
 * children in place and, by "again: ISTHMUS_FORK=eager", with real ones.
 */
#ifndef ISTHMUS_CHILDREN_H
#define ISTHMUS_CHILDREN_H

#include "test.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A child that runs fn and ends with its value. */
static inline pid_t
begin(int (*fn)(void))
{
	pid_t pid;

	fflush(NULL);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		_exit(fn());
	return pid;
}

/* The wait status of that child. */
static inline int
end(pid_t pid)
{
	int status = -1;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	return status;
}

/* The same in one; the child must have ended by _exit(). */
static inline int
in_child(int (*fn)(void))
{
	int status = end(begin(fn));

	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static inline void
nap(int ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };

	while (nanosleep(&ts, &ts) < 0)
		;
}

static inline void
put_file(const char *name, const char *text, int mode)
{
	int fd;

	CHECK_OK((fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600)) >= 0);
	CHECK_INT(write(fd, text, strlen(text)), strlen(text));
	CHECK_OK(fchmod(fd, (mode_t)mode) == 0);
	CHECK_OK(close(fd) == 0);
}

/* The file's text, which must fit. */
static inline const char *
get_file(const char *name)
{
	static char text[4096];
	ssize_t n;
	int fd;

	CHECK_OK((fd = open(name, O_RDONLY)) >= 0);
	CHECK_OK((n = read(fd, text, sizeof(text) - 1)) >= 0);
	close(fd);
	text[n] = '\0';
	return text;
}

#endif
