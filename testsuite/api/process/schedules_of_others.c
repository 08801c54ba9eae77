/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A process' policy and priority are seen and set by another one, by pid, and
 * children have their parent's; processes that are not there are ESRCH.
 */
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static int to_child[2], from_child[2];

/* Tells its policy and priority for each byte it gets. */
static void
child(void)
{
	struct sched_param p;
	char c, out[2];

	while (read(to_child[0], &c, 1) == 1) {
		out[0] = (char)sched_getscheduler(0);
		CHECK_OK(sched_getparam(getpid(), &p) == 0);
		out[1] = (char)p.sched_priority;
		CHECK_OK(write(from_child[1], out, 2) == 2);
	}
	_exit(0);
}

static pid_t
start(void)
{
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		close(to_child[1]);
		child();
	}
	return pid;
}

static void
check(pid_t pid, int policy, int priority)
{
	struct sched_param p = { -1 };
	char got[2];

	CHECK_INT(sched_getscheduler(pid), policy);
	CHECK_OK(sched_getparam(pid, &p) == 0);
	CHECK_INT(p.sched_priority, priority);
	CHECK_OK(write(to_child[1], "?", 1) == 1);
	CHECK_OK(read(from_child[0], got, 2) == 2);
	CHECK_INT(got[0], policy);
	CHECK_INT(got[1], priority);
}

static void
end(pid_t pid)
{
	int status;

	close(to_child[1]);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	close(to_child[0]);
	CHECK_OK(pipe(to_child) == 0);
}

int
main(void)
{
	struct sched_param p = { 0 };
	struct timespec slice;
	pid_t pid;

	CHECK_OK(pipe(to_child) == 0 && pipe(from_child) == 0);
	pid = start();
	check(pid, SCHED_OTHER, 0);
	p.sched_priority = 5;
	CHECK(sched_setparam(pid, &p) < 0 && errno == EINVAL);
	CHECK(sched_setscheduler(pid, 77, &p) < 0 && errno == EINVAL);
	p.sched_priority = 0;
	CHECK_OK(sched_setparam(pid, &p) == 0);
	CHECK_OK(sched_rr_get_interval(pid, &slice) == 0);
	CHECK_OK(sched_setscheduler(pid, SCHED_BATCH, &p) >= 0);
	check(pid, SCHED_BATCH, 0);
	CHECK_OK(sched_setscheduler(pid, SCHED_IDLE, &p) >= 0);
	check(pid, SCHED_IDLE, 0);
	CHECK_INT(sched_getscheduler(0), SCHED_OTHER);
	end(pid);
	CHECK(sched_getscheduler(pid) < 0 && errno == ESRCH);
	CHECK(sched_getparam(pid, &p) < 0 && errno == ESRCH);
	CHECK(sched_setparam(pid, &p) < 0 && errno == ESRCH);
	CHECK(sched_setscheduler(pid, SCHED_OTHER, &p) < 0 && errno == ESRCH);

	/* What needs a privilege elsewhere; a child begins with it. */
	p.sched_priority = 2;
	if (sched_setscheduler(0, SCHED_RR, &p) < 0) {
		CHECK_INT(errno, EPERM);
		return 0;
	}
	pid = start();
	check(pid, SCHED_RR, 2);
	p.sched_priority = 40;
	CHECK_OK(sched_setparam(pid, &p) == 0);
	check(pid, SCHED_RR, 40);
	p.sched_priority = 3;
	CHECK_OK(sched_setscheduler(pid, SCHED_FIFO, &p) >= 0);
	check(pid, SCHED_FIFO, 3);
	CHECK_INT(sched_getscheduler(0), SCHED_RR);
	end(pid);
	return 0;
}
