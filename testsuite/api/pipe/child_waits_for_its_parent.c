/* SPDX-License-Identifier: BSD-2-Clause */
/* A child reads what its parent writes only after fork() has returned. */
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int down[2], up[2], status;
	char c;
	pid_t child;

	CHECK_INT(pipe(down), 0);
	CHECK_INT(pipe(up), 0);
	CHECK_OK((child = fork()) >= 0);
	if (child == 0) {
		close(down[1]);
		close(up[0]);
		while (read(down[0], &c, 1) == 1) {
			c++;
			if (write(up[1], &c, 1) != 1)
				_exit(1);
		}
		_exit(0);
	}
	CHECK_INT(close(down[0]), 0);
	CHECK_INT(close(up[1]), 0);
	for (int i = 'a'; i < 'z'; i++) {
		c = (char)i;
		CHECK_INT(write(down[1], &c, 1), 1);
		CHECK_INT(read(up[0], &c, 1), 1);
		CHECK_INT(c, i + 1);
	}
	CHECK_INT(close(down[1]), 0);
	CHECK_INT(read(up[0], &c, 1), 0);
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);
	return (0);
}
