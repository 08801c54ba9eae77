/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * exit() in a child flushes its copy and runs its handlers; the parent's stay.
 */
#include "process/children.h"

static const char *who = "parent";

static void
first(void)
{
	printf("first %s\n", who);
}

static void
second(void)
{
	printf("second %s\n", who);
}

int
main(void)
{
	pid_t pid;

	CHECK(freopen("out", "w", stdout) != NULL);
	CHECK_INT(atexit(first), 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		who = "child";
		CHECK_INT(atexit(second), 0);
		exit(3);
	}
	CHECK_INT(WEXITSTATUS(end(pid)), 3);
	CHECK_STR(get_file("out"), "second child\nfirst child\n");
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		_exit(4);
	CHECK_INT(WEXITSTATUS(end(pid)), 4);
	CHECK_STR(get_file("out"), "second child\nfirst child\n");
	return 0;
}
