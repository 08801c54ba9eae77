/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* A vector of two megabytes: far more than a Windows command line holds. */
#include "spawn.h"

#define N	31
#define SIZE	65536

/* Eight megabytes are more than any system's {ARG_MAX}. */
static void
too_many(char *self)
{
	static char text[SIZE];
	char *args[130] = { self };
	pid_t pid;

	memset(text, 'x', SIZE - 1);
	for (int i = 1; i < 129; i++)
		args[i] = text;
	CHECK_ERR(execve(self, args, environ), E2BIG);
	CHECK_INT(posix_spawn(&pid, self, NULL, NULL, args, environ), E2BIG);
}

int
main(int argc, char **argv)
{
	static char text[N][SIZE];
	char *args[N + 2] = { argv[0] };
	pid_t pid;

	if (argc > 1) {
		CHECK_INT(argc, N + 1);
		for (int i = 1; i <= N; i++) {
			CHECK_INT(strlen(argv[i]), SIZE - 1);
			for (int k = 0; k < SIZE - 1; k++)
				if (argv[i][k] != 'A' + i)
					return (1);
		}
		return (0);
	}
	for (int i = 0; i < N; i++) {
		memset(text[i], 'B' + i, SIZE - 1);
		args[i + 1] = text[i];
	}
	CHECK_INT(posix_spawn(&pid, argv[0], NULL, NULL, args, environ), 0);
	CHECK_INT(exit_of(pid), 0);
	too_many(argv[0]);
	return (0);
}
