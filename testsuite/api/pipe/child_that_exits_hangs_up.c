/* SPDX-License-Identifier: BSD-2-Clause */
/* poll() sees data of a child, and the end when it is gone. */
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static void
nap(void)
{
	struct timespec t = { 0, 50000000 };

	nanosleep(&t, NULL);
}

int
main(void)
{
	struct pollfd v;
	int p[2];
	char b[8];
	pid_t child;

	CHECK_INT(pipe(p), 0);
	CHECK_OK((child = fork()) >= 0);
	if (child == 0) {
		close(p[0]);
		nap();
		if (write(p[1], "data", 4) != 4)
			_exit(1);
		nap();
		_exit(0);
	}
	CHECK_INT(close(p[1]), 0);
	v = (struct pollfd){ p[0], POLLIN, 0 };
	CHECK_INT(poll(&v, 1, -1), 1);
	CHECK(v.revents & POLLIN);
	CHECK_INT(read(p[0], b, sizeof b), 4);
	CHECK_INT(poll(&v, 1, -1), 1);
	CHECK_INT(v.revents, POLLHUP);
	CHECK_INT(read(p[0], b, sizeof b), 0);
	CHECK_INT(waitpid(child, NULL, 0), child);
	return (0);
}
