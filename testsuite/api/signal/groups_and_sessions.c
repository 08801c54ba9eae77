/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static pid_t
child(int how)
{
	static int ready[2] = { -1 };
	pid_t pid;
	char c;

	if (ready[0] < 0)
		CHECK_INT(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		usleep(1);
		c = 1;
		if (how == 1)
			c = setpgid(0, 0) == 0 && getpgrp() == getpid();
		if (how == 2)
			c = setsid() == getpid() && getsid(0) == getpid() &&
			    getpgid(0) == getpid();
		if (write(ready[1], &c, 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	CHECK_INT(read(ready[0], &c, 1), 1);
	CHECK_INT(c, 1);
	return pid;
}

static void
reap(pid_t pid, int sig)
{
	int st;

	CHECK_INT(waitpid(pid, &st, 0), pid);
	CHECK_INT(WTERMSIG(st), sig);
}

int
main(void)
{
	pid_t a, b, s;

	a = child(1);
	CHECK_INT(getpgid(a), a);
	b = child(0);
	CHECK_INT(getpgid(b), getpgrp());
	CHECK_ERR(setpgid(b, 999999), EPERM);
	CHECK_ERR(setpgid(b, -1), EINVAL);
	CHECK_INT(setpgid(b, a), 0);
	CHECK_INT(getpgid(b), a);
	CHECK_INT(killpg(a, 0), 0);
	CHECK_INT(kill(-a, SIGHUP), 0);
	reap(a, SIGHUP);
	reap(b, SIGHUP);
	CHECK_ERR(killpg(a, 0), ESRCH);

	s = child(2);
	CHECK_INT(getsid(s), s);
	CHECK_ERR(setpgid(s, 0), EPERM);
	CHECK_INT(kill(s, SIGTERM), 0);
	reap(s, SIGTERM);
	CHECK_ERR(getpgid(0x7ffffff0), ESRCH);
	CHECK_ERR(setpgid(0x7ffffff0, 0), ESRCH);
	return (0);
}
