/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Tests that start themselves: main() runs as the child when it is given
 * arguments.
 */
#ifndef ISTHMUS_TEST_SPAWN_H
#define ISTHMUS_TEST_SPAWN_H

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

extern char **environ;

/* Waits for that child, which must exit: its exit status. */
static inline int
exit_of(pid_t pid)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFEXITED(status));
	return (WEXITSTATUS(status));
}

/* The number of open descriptors. */
static inline int
count_open(void)
{
	int n = 0;

	for (int fd = 0; fd < 256; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return (n);
}

/* Text that a descriptor gives up to its end. */
static inline char *
read_all(int fd)
{
	static char text[65536];
	ssize_t n, at = 0;

	while ((n = read(fd, text + at, sizeof text - 1 - at)) > 0)
		at += n;
	CHECK_OK(n == 0);
	text[at] = '\0';
	return (text);
}

static inline char *
read_file(const char *name)
{
	int fd = open(name, O_RDONLY);
	char *text;

	CHECK_OK(fd >= 0);
	text = read_all(fd);
	CHECK_INT(close(fd), 0);
	return (text);
}

static inline void
write_file(const char *name, const char *text)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0755);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, text, strlen(text)), (long)strlen(text));
	CHECK_INT(close(fd), 0);
}

#endif
