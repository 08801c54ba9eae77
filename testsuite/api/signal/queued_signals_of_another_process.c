/* SPDX-License-Identifier: BSD-2-Clause */
/* Signals sent while blocked: real-time ones all come, in their order. */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	sigset_t set;
	siginfo_t info;
	union sigval v;
	int st, go[2];
	pid_t pid;
	char c;

	CHECK_INT(pipe(go), 0);
	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	sigaddset(&set, SIGRTMIN + 1);
	sigaddset(&set, SIGUSR1);
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	pid = fork();
	if (pid == 0) {
		if (read(go[0], &c, 1) != 1)
			_exit(1);
		if (sigwaitinfo(&set, &info) != SIGUSR1)
			_exit(2);
		for (int i = 0; i < 20; i++)
			if (sigwaitinfo(&set, &info) != SIGRTMIN ||
			    info.si_value.sival_int != i ||
			    info.si_code != SI_QUEUE ||
			    info.si_pid != getppid())
				_exit(10 + i);
		if (sigwaitinfo(&set, &info) != SIGRTMIN + 1)
			_exit(3);
		_exit(0);
	}
	for (int i = 0; i < 20; i++) {
		v.sival_int = 99;
		if (i == 5)
			CHECK_INT(sigqueue(pid, SIGRTMIN + 1, v), 0);
		v.sival_int = i;
		CHECK_INT(sigqueue(pid, SIGRTMIN, v), 0);
	}
	CHECK_INT(kill(pid, SIGUSR1), 0);
	CHECK_INT(kill(pid, SIGUSR1), 0);
	CHECK_INT(write(go[1], "x", 1), 1);
	CHECK_INT(waitpid(pid, &st, 0), pid);
	CHECK_INT(st, 0);
	return (0);
}
