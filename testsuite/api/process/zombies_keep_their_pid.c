/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * A child that ended is there for kill() until it is waited for, and has a
 * group, a nice value and a schedule that can be changed.
 */
#include "process/children.h"
#include <sched.h>
#include <sys/resource.h>

static int naps;

static int
child(void)
{
	if (naps)
		nap(1);
	return 0;
}

static void
look(pid_t pid)
{
	struct sched_param p = { 0 };

	CHECK_INT(getpgid(pid), getpgrp());
	CHECK_INT(getsid(pid), getsid(0));
	CHECK_INT(setpgid(pid, pid), 0);
	CHECK_INT(getpgid(pid), pid);
	CHECK_INT(setpgid(pid, getpgrp()), 0);
	CHECK_INT(getpriority(PRIO_PROCESS, (id_t)pid), 0);
	CHECK_INT(setpriority(PRIO_PROCESS, (id_t)pid, 1), 0);
	CHECK_INT(getpriority(PRIO_PROCESS, (id_t)pid), 1);
	CHECK_INT(sched_getscheduler(pid), SCHED_OTHER);
	CHECK_INT(sched_getparam(pid, &p), 0);
	CHECK_INT(sched_setparam(pid, &p), 0);
	CHECK_INT(sched_setscheduler(pid, SCHED_OTHER, &p), 0);
}

static void
look_in_vain(pid_t pid)
{
	struct sched_param p = { 0 };

	CHECK_ERR(kill(pid, 0), ESRCH);
	CHECK_ERR(getpgid(pid), ESRCH);
	CHECK_ERR(setpgid(pid, pid), ESRCH);
	CHECK_ERR(getpriority(PRIO_PROCESS, (id_t)pid), ESRCH);
	CHECK_ERR(sched_setparam(pid, &p), ESRCH);
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
		look(pid);
		CHECK_INT(end(pid), 0);
		look_in_vain(pid);
	}
	return 0;
}
