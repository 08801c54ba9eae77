/* SPDX-License-Identifier: BSD-2-Clause */
/* How often a program asks the system for something: counted in its trace. */
#ifndef ISTHMUS_TEST_TRACED_H
#define ISTHMUS_TEST_TRACED_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

/*
 * Runs self with two arguments, and with ISTHMUS_CAPS if caps is not NULL; it
 * has to end with 0.  In how many lines of its trace is that call?
 */
static int
asked(const char *self, const char *caps, const char *what, const char *arg,
    const char *call)
{
	char line[400];
	int n = 0, status;
	pid_t pid = fork();
	FILE *fp;

	if (pid == 0) {
		int fd = open("trace", O_WRONLY | O_CREAT | O_TRUNC, 0666);

		setenv("ISTHMUS_TRACE", "file", 1);
		if (caps != NULL)
			setenv("ISTHMUS_CAPS", caps, 1);
		dup2(fd, 2);
		execl(self, what, arg, (char *)NULL);
		_exit(9);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK_OK((fp = fopen("trace", "r")) != NULL);
	while (fgets(line, sizeof line, fp) != NULL)
		n += strstr(line, call) != NULL;
	fclose(fp);
	return n;
}

#endif
