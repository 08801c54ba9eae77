/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A child that ended is there for kill() until it is waited for. */
#include "process/children.h"

static int naps;

static int
child(void)
{
	if (naps)
		nap(1);
	return 0;
}

int
main(void)
{
	siginfo_t info;
	pid_t pid;

	for (naps = 0; naps < 2; naps++) {
		pid = begin(child);
		CHECK_OK(waitid(P_PID, (id_t)pid, &info,
		    WEXITED | WNOWAIT) == 0);
		CHECK_OK(kill(pid, 0) == 0);
		CHECK_OK(kill(pid, SIGTERM) == 0);
		CHECK_INT(end(pid), 0);
		CHECK_ERR(kill(pid, 0), ESRCH);
	}
	return 0;
}
