/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 30 */
/*
 * A child that makes no blocking call still runs beside its parent, also where
 * nearly all of its time is spent in the library.
 */
#include "process/children.h"

static int
child(void)
{
	/* Until the parent, who is not asked for anything, makes the file. */
	for (time_t end = time(NULL) + 6; time(NULL) < end;)
		if (access("parent-was-here", F_OK) == 0)
			return 0;
	return 1;
}

static int
library(void)
{
	char s[100];

	for (time_t end = time(NULL) + 8; time(NULL) < end;)
		for (int i = 0; i < 1000; i++)
			snprintf(s, sizeof(s), "%d %s %f", i, "text", i * 1.5);
	return 0;
}

int
main(void)
{
	time_t start;
	pid_t pid = begin(child);

	put_file("parent-was-here", "", 0600);
	CHECK_INT(end(pid), 0);
	start = time(NULL);
	pid = begin(library);
	CHECK(time(NULL) - start < 5);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_INT(end(pid), SIGKILL);
	return 0;
}
