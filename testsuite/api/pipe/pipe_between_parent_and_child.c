/* SPDX-License-Identifier: BSD-2-Clause */
/* A child writes more than a pipe holds, its parent reads to the end. */
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define SIZE	300000

static unsigned char b[SIZE];

int
main(void)
{
	int p[2], status;
	size_t done = 0;
	ssize_t n;
	pid_t child;

	CHECK_INT(pipe(p), 0);
	CHECK_OK((child = fork()) >= 0);
	if (child == 0) {
		close(p[0]);
		for (size_t i = 0; i < SIZE; i++)
			b[i] = (unsigned char)(i * 7 >> 3);
		_exit(write(p[1], b, SIZE) == SIZE ? 7 : 1);
	}
	CHECK_INT(close(p[1]), 0);
	while ((n = read(p[0], b + done, SIZE - done)) > 0)
		done += (size_t)n;
	CHECK_INT(n, 0);
	CHECK_INT(done, SIZE);
	for (size_t i = 0; i < SIZE; i++)
		CHECK_INT(b[i], (unsigned char)(i * 7 >> 3));
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 7);
	return (0);
}
