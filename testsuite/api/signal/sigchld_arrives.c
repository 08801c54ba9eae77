/* SPDX-License-Identifier: BSD-2-Clause */
/* SIGCHLD of children that end at once and later; SIG_IGN: no zombies. */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t got, from, status, code;

static void
handler(int s, siginfo_t *info, void *u)
{
	(void)s;
	(void)u;
	got++;
	from = info->si_pid;
	status = info->si_status;
	code = info->si_code;
}

int
main(void)
{
	struct sigaction sa = { .sa_sigaction = handler,
	    .sa_flags = SA_SIGINFO | SA_NOCLDSTOP };
	pid_t pid;
	int st;

	CHECK_INT(sigaction(SIGCHLD, &sa, NULL), 0);
	pid = fork();
	if (pid == 0)
		_exit(5);
	while (got < 1)
		usleep(1000);
	CHECK_INT(from, pid);
	CHECK_INT(status, 5);
	CHECK_INT(code, CLD_EXITED);
	CHECK_INT(waitpid(pid, &st, 0), pid);

	pid = fork();
	if (pid == 0) {
		usleep(50000);
		raise(SIGTERM);
	}
	while (got < 2)
		usleep(1000);
	CHECK_INT(from, pid);
	CHECK_INT(status, SIGTERM);
	CHECK_INT(code, CLD_KILLED);
	CHECK_INT(waitpid(pid, &st, 0), pid);
	CHECK_INT(WTERMSIG(st), SIGTERM);

	CHECK(signal(SIGCHLD, SIG_IGN) != SIG_ERR);
	pid = fork();
	if (pid == 0) {
		usleep(50000);
		_exit(1);
	}
	CHECK_ERR(wait(&st), ECHILD);
	CHECK_ERR(kill(pid, 0), ESRCH);
	return (0);
}
