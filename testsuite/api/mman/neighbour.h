/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A process that runs another program, which says a byte when it is ready and
 * ends, with 0, when its input does.
 */
#ifndef ISTHMUS_TEST_NEIGHBOUR_H
#define ISTHMUS_TEST_NEIGHBOUR_H

#include "test.h"

#include <sys/wait.h>
#include <unistd.h>

struct process {
	pid_t pid;
	int to, from;
};

/* faults: for the new process, or NULL. */
static void
start(struct process *p, char *const *argv, const char *faults)
{
	int in[2], out[2];
	char c;

	CHECK_OK(pipe(in) == 0 && pipe(out) == 0);
	CHECK_OK((p->pid = fork()) >= 0);
	if (p->pid == 0) {
		if (faults != NULL)
			setenv("ISTHMUS_FAULT", faults, 1);
		dup2(in[0], 0);
		dup2(out[1], 1);
		for (int i = 3; i < 40; i++)
			close(i);
		execv(argv[0], argv);
		_exit(99);
	}
	close(in[0]);
	close(out[1]);
	p->to = in[1];
	p->from = out[0];
	CHECK_INT(read(p->from, &c, 1), 1);
}

static void
end(const struct process *p)
{
	int status;

	close(p->to);
	CHECK_OK(waitpid(p->pid, &status, 0) == p->pid);
	CHECK_INT(status, 0);
	close(p->from);
}

#endif
