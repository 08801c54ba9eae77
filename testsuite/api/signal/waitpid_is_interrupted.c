/* SPDX-License-Identifier: BSD-2-Clause */
/* A handler ends waitpid() with EINTR, unless it has SA_RESTART. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t got;
static int go[2];

/* The second that restarts the call lets it end. */
static void
handler(int s)
{
	if (++got == 2)
		CHECK_INT(write(go[1], "x", 1), 1);
}

/* Signals until it is told to end, so that one comes during the wait. */
static pid_t
child(void)
{
	pid_t pid;
	char c;

	CHECK_OK(pipe2(go, O_NONBLOCK) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		do {
			usleep(50000);
			kill(getppid(), SIGUSR2);
		} while (read(go[0], &c, 1) != 1);
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
	CHECK(got >= 1);
	got = 0;
	sa.sa_flags = SA_RESTART;
	CHECK_INT(sigaction(SIGUSR2, &sa, NULL), 0);
	CHECK_INT(waitpid(pid, &st, 0), pid);
	CHECK(WIFEXITED(st));
	CHECK_INT(WEXITSTATUS(st), 4);
	CHECK(got >= 2);
	return (0);
}
