/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* again: ISTHMUS_FORK=eager */
/*
 * waitid() with WSTOPPED or WCONTINUED alone leaves the dead to others, and
 * WNOWAIT leaves stops to be told again.
 */
#include "process/children.h"

static int
ends(void)
{
	return 4;
}

static int
stops(void)
{
	raise(SIGSTOP);
	pause();
	return 5;
}

int
main(void)
{
	siginfo_t info;
	pid_t pid;

	pid = begin(ends);
	CHECK_OK(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) == 0);
	CHECK_ERR(waitid(P_PID, (id_t)pid, &info, WSTOPPED), ECHILD);
	CHECK_ERR(waitid(P_PID, (id_t)pid, &info, WCONTINUED | WNOHANG),
	    ECHILD);
	CHECK_INT(end(pid), 4 << 8);

	pid = begin(stops);
	for (int i = 0; i < 3; i++) {
		memset(&info, 0, sizeof(info));
		CHECK_OK(waitid(P_PID, (id_t)pid, &info, WSTOPPED | WEXITED |
		    (i < 2 ? WNOWAIT : 0)) == 0);
		CHECK_INT(info.si_pid, pid);
		CHECK_INT(info.si_code, CLD_STOPPED);
		CHECK_INT(info.si_status, SIGSTOP);
	}
	CHECK_OK(waitid(P_PID, (id_t)pid, &info, WSTOPPED | WNOHANG) == 0);
	CHECK_INT(info.si_pid, 0);
	CHECK_OK(kill(pid, SIGCONT) == 0);
	memset(&info, 0, sizeof(info));
	CHECK_OK(waitid(P_PID, (id_t)pid, &info, WCONTINUED) == 0);
	CHECK_INT(info.si_code, CLD_CONTINUED);
	CHECK_INT(info.si_status, SIGCONT);
	CHECK_OK(kill(pid, SIGTERM) == 0);
	CHECK_INT(end(pid), SIGTERM);
	return 0;
}
