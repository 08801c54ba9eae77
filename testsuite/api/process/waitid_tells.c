/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* XSH waitid(): what siginfo_t says; WNOWAIT leaves the child. */
#include "process/children.h"

static int go[2];

static int
at_once(void)
{
	return 200;
}

static int
killed(void)
{
	raise(SIGTERM);
	return 0;
}

static int
later(void)
{
	char c;

	return read(go[0], &c, 1) == 1 ? 9 : 8;
}

/* There is this child, in its parent's group, and then in one of its own. */
static void
waits_for_groups(pid_t pid)
{
	siginfo_t info;

	CHECK_ERR(waitid(P_PID, 0, &info, WEXITED | WNOHANG), EINVAL);
	CHECK_ERR(waitid(P_PID, (id_t)-1, &info, WEXITED | WNOHANG), EINVAL);
	CHECK_ERR(waitid(P_PGID, (id_t)-1, &info, WEXITED | WNOHANG), EINVAL);
	CHECK_ERR(waitid(P_PGID, 1, &info, WEXITED | WNOHANG), ECHILD);
	CHECK_ERR(waitid(P_PGID, (id_t)pid, &info, WEXITED | WNOHANG),
	    ECHILD);
	CHECK_OK(waitid(P_PGID, 0, &info, WEXITED | WNOHANG) == 0);
	CHECK_OK(waitid(P_PGID, (id_t)getpgrp(), &info, WEXITED | WNOHANG) ==
	    0);
	CHECK_OK(setpgid(pid, pid) == 0);
	CHECK_ERR(waitid(P_PGID, 0, &info, WEXITED | WNOHANG), ECHILD);
	CHECK_OK(waitid(P_PGID, (id_t)pid, &info, WEXITED | WNOHANG) == 0);
}

int
main(void)
{
	siginfo_t info;
	pid_t pid;

	CHECK_OK(pipe(go) == 0);
	CHECK_ERR(waitid(P_ALL, 0, &info, WEXITED), ECHILD);
	pid = begin(at_once);
	for (int i = 0; i < 3; i++) {
		memset(&info, 0, sizeof(info));
		CHECK_OK(waitid(P_PID, (id_t)pid, &info, WEXITED |
		    (i < 2 ? WNOWAIT : 0)) == 0);
		CHECK_INT(info.si_signo, SIGCHLD);
		CHECK_INT(info.si_pid, pid);
		CHECK_INT(info.si_code, CLD_EXITED);
		CHECK_INT(info.si_status, 200);
		CHECK_INT(info.si_uid, getuid());
	}
	CHECK_ERR(waitid(P_PID, (id_t)pid, &info, WEXITED), ECHILD);
	pid = begin(killed);
	CHECK_OK(waitid(P_ALL, 0, &info, WEXITED) == 0);
	CHECK_INT(info.si_pid, pid);
	CHECK_INT(info.si_code, CLD_KILLED);
	CHECK_INT(info.si_status, SIGTERM);
	pid = begin(later);
	memset(&info, 0xff, sizeof(info));
	CHECK_OK(waitid(P_ALL, 0, &info, WEXITED | WNOHANG) == 0);
	CHECK_INT(info.si_signo, 0);
	CHECK_INT(info.si_pid, 0);
	CHECK_ERR(waitid(P_PID, (id_t)pid, &info, 0), EINVAL);
	CHECK_ERR(waitid(P_PID, (id_t)pid, &info, WEXITED | 0x100000),
	    EINVAL);
	waits_for_groups(pid);
	CHECK_INT(write(go[1], "x", 1), 1);
	CHECK_OK(waitid(P_PID, (id_t)pid, NULL, WEXITED) == 0);
	return 0;
}
