/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it has no such faults */
/* timeout: 60 */
/* A fault in each step of posix_spawn(): its result, and nothing is left. */
#include "../../api/spawn/spawn.h"

static const struct {
	const char *fault;
	int error;
} faults[] = {
	{ "spawn.action:1:EIO", EIO },
	{ "spawn.action:2:EMFILE", EMFILE },
	{ "proc.new:1:EAGAIN", EAGAIN },
	{ "spawn.payload:1:ENOMEM", ENOMEM },
	{ "spawn.create:1:EAGAIN", EAGAIN },
};

/* With the fault armed: the first call fails, the second does its work. */
static int
child(char *self, int error)
{
	char *args[] = { self, "end", NULL };
	posix_spawn_file_actions_t f;
	pid_t pid;
	int n = count_open();

	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 5, "/dev/null", O_RDWR,
	    0), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, 5, 6), 0);
	CHECK_INT(posix_spawn(&pid, self, &f, NULL, args, environ), error);
	CHECK_INT(count_open(), n);
	CHECK_ERR(wait(NULL), ECHILD);
	CHECK_INT(unsetenv("ISTHMUS_FAULT"), 0);
	CHECK_INT(posix_spawn(&pid, self, &f, NULL, args, environ), 0);
	CHECK_INT(exit_of(pid), 7);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);
	return (0);
}

int
main(int argc, char **argv)
{
	char number[12], *args[] = { argv[0], number, NULL };
	pid_t pid;

	if (argc > 1 && strcmp(argv[1], "end") == 0)
		return (7);
	if (argc > 1)
		return (child(argv[0], atoi(argv[1])));
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
		snprintf(number, sizeof number, "%d", faults[i].error);
		CHECK_INT(setenv("ISTHMUS_FAULT", faults[i].fault, 1), 0);
		CHECK_INT(posix_spawn(&pid, argv[0], NULL, NULL, args,
		    environ), 0);
		CHECK_INT(exit_of(pid), 0);
	}
	return (0);
}
