/* SPDX-License-Identifier: BSD-2-Clause */
/* For tests of the programs of utils/: what they print, how they end. */
#ifndef ISTHMUS_TEST_PROGRAM_H
#define ISTHMUS_TEST_PROGRAM_H

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static char out[65536];		/* standard output and error */

/* Runs a program with arguments up to the first NULL: its exit status or -1. */
static int
run(const char *program, const char *a, const char *b, const char *c,
    const char *d)
{
	int fd = open("out", O_RDWR | O_CREAT | O_TRUNC, 0666), status;
	pid_t pid = fork();
	ssize_t n;

	CHECK_OK(fd >= 0 && pid >= 0);
	if (pid == 0) {
		dup2(fd, 1);
		dup2(fd, 2);
		execl(program, program, a, b, c, d, (char *)NULL);
		_exit(99);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_OK((n = pread(fd, out, sizeof out - 1, 0)) >= 0);
	out[n] = '\0';
	close(fd);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#endif
