/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A child that makes no blocking call still runs beside its parent. */
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

int
main(void)
{
	pid_t pid = begin(child);

	put_file("parent-was-here", "", 0600);
	CHECK_INT(end(pid), 0);
	return 0;
}
