/* SPDX-License-Identifier: BSD-2-Clause */
/* env: ISTHMUS_FORK=eager */
/* again: ISTHMUS_CAPS=-posix_delete */
/* timeout: 30 */
/*
 * A process puts new files in the place of one that another opens again and
 * again: one is there at any time, a whole one, and when the first is killed
 * amid it, too.
 */
#include "process/children.h"

#define KILLS	12
#define LOOKS	25

static int
replaces(void)
{
	for (;;) {
		put_file("x", "whole", 0600);
		CHECK_OK(rename("x", "a") == 0);
	}
}

static void
look(void)
{
	struct stat st;
	char b[8];
	int fd;

	CHECK_OK(stat("a", &st) == 0);
	CHECK_OK((fd = open("a", O_RDONLY)) >= 0);
	usleep(100);		/* it is replaced while it is open */
	CHECK_INT(read(fd, b, sizeof b), 5);
	CHECK_OK(close(fd) == 0);
}

int
main(void)
{
	int status;
	pid_t pid;

	put_file("a", "whole", 0600);
	for (int i = 0; i < KILLS; i++) {
		pid = begin(replaces);
		for (int n = 0; n < LOOKS + i; n++)
			look();
		CHECK_OK(kill(pid, SIGKILL) == 0);
		CHECK_OK(waitpid(pid, &status, 0) == pid);
		CHECK_INT(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL,
		    1);
		look();
	}
	CHECK_OK(unlink("a") == 0);
	unlink("x");
	return (0);
}
