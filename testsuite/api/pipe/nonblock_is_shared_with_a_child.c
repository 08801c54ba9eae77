/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * O_NONBLOCK belongs to the open file description: what a child sets holds
 * for its parent, and the other end is not touched.
 */
#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct timespec t = { 0, 20000000 };
	int p[2], status;
	char b[8];
	pid_t child;

	CHECK_INT(pipe(p), 0);
	CHECK_OK((child = fork()) >= 0);
	if (child == 0) {
		nanosleep(&t, NULL);	/* a process of its own by now */
		_exit(fcntl(p[0], F_SETFL, O_NONBLOCK) != 0);
	}
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);
	CHECK_ERR(read(p[0], b, 1), EAGAIN);
	CHECK(fcntl(p[0], F_GETFL) & O_NONBLOCK);
	CHECK_INT(fcntl(p[1], F_GETFL) & O_NONBLOCK, 0);
	CHECK_INT(write(p[1], "ab", 2), 2);
	CHECK_INT(read(p[0], b, sizeof b), 2);
	return (0);
}
