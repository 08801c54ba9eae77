/* SPDX-License-Identifier: BSD-2-Clause */
/* A handler ends waitpid() with EINTR, unless it has SA_RESTART. */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t got;
static void handler(int s) { (void)s; got++; }

static pid_t
child(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		usleep(100000);
		kill(getppid(), SIGUSR2);
		usleep(100000);
		_exit(4);
	}
	return pid;
}

int
main(void)
{
	struct sigaction sa = { .sa_handler = handler };
	pid_t pid;
	int st;

	CHECK_INT(sigaction(SIGUSR2, &sa, NULL), 0);
	pid = child();
	CHECK_ERR(waitpid(pid, &st, 0), EINTR);
	CHECK_INT(got, 1);
	CHECK_INT(waitpid(pid, &st, 0), pid);
	CHECK_INT(WEXITSTATUS(st), 4);
	sa.sa_flags = SA_RESTART;
	CHECK_INT(sigaction(SIGUSR2, &sa, NULL), 0);
	pid = child();
	CHECK_INT(waitpid(pid, &st, 0), pid);
	CHECK_INT(got, 2);
	return (0);
}
