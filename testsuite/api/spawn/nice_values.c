/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* again: ISTHMUS_FORK=eager */
/* nice(), getpriority(), setpriority(): of whom, limits, children, errors. */
#include <signal.h>
#include <sys/resource.h>

#include "spawn.h"

int
main(int argc, char **argv)
{
	pid_t pid, other;
	int status, usual, fd[2];
	char c;

	if (argc > 1)
		return (getpriority(PRIO_PROCESS, 0));
	CHECK_ERR(getpriority(99, 0), EINVAL);
	CHECK_ERR(setpriority(-1, 0, 0), EINVAL);
	CHECK_ERR(getpriority(PRIO_PROCESS, 2147483000), ESRCH);
	CHECK_ERR(setpriority(PRIO_PGRP, 2147483000, 1), ESRCH);
	/* Tests may be run at another one than 0. */
	usual = getpriority(PRIO_PROCESS, 0);
	if (usual > 11)
		UNSUPPORTED("the nice value is too high already");
	CHECK_INT(nice(0), usual);
	CHECK_INT(nice(3), usual + 3);
	CHECK_INT(getpriority(PRIO_PROCESS, 0), usual + 3);
	CHECK_INT(getpriority(PRIO_PROCESS, (id_t)getpid()), usual + 3);

	/* A child starts with it, and its own does not come back. */
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK_INT(getpriority(PRIO_PROCESS, 0), usual + 3);
		CHECK_INT(nice(4), usual + 7);
		CHECK_INT(getpriority(PRIO_PROCESS, 0), usual + 7);
		execv(argv[0], (char *[]){ argv[0], "x", NULL });
		_exit(99);
	}
	CHECK_INT(exit_of(pid), usual + 7);
	CHECK_INT(getpriority(PRIO_PROCESS, 0), usual + 3);

	/* Another process'; of a group, the lowest one counts. */
	CHECK_OK(setpgid(0, 0) == 0 || getpgrp() == getpid());
	CHECK_OK(pipe(fd) == 0);
	CHECK_OK((other = fork()) >= 0);
	if (other == 0) {
		close(fd[1]);
		read(fd[0], &c, 1);
		_exit(getpriority(PRIO_PROCESS, 0));
	}
	close(fd[0]);
	CHECK_OK(setpriority(PRIO_PROCESS, (id_t)other, 18) == 0);
	CHECK_INT(getpriority(PRIO_PROCESS, (id_t)other), 18);
	CHECK_INT(getpriority(PRIO_PGRP, 0), usual + 3);
	CHECK_INT(getpriority(PRIO_PROCESS, 0), usual + 3);
	CHECK_OK(setpriority(PRIO_PGRP, 0, 1000) == 0);
	CHECK_INT(getpriority(PRIO_PROCESS, 0), 19);
	close(fd[1]);
	CHECK_INT(waitpid(other, &status, 0), other);
	CHECK_INT(status, 19 << 8);
	CHECK_INT(nice(5), 19);
	return (0);
}
