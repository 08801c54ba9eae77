/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 90 */
/*
 * A process that execs all the time is killed, stopped and continued at
 * random moments.  It dies of the signal, and nothing of it runs on: each
 * program says so when it begins, and none does after the end.
 */
#include "spawn.h"

#include <signal.h>
#include <time.h>

#define KILLS	40

static void
nap(int ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };

	while (nanosleep(&ts, &ts) < 0)
		;
}

/* Begins, says so, computes a little and is another program. */
static int
next(char **argv)
{
	volatile int n = 0;

	if (write(3, "x", 1) != 1)
		return (1);
	while (n < 100000)
		n++;
	execv(argv[0], argv);
	return (2);
}

static pid_t
begin(char *self, int fd)
{
	char *args[] = { self, "next", NULL };
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		dup2(fd, 3);
		execv(self, args);
		_exit(3);
	}
	return (pid);
}

static void
drain(int fd)
{
	char text[4096];

	while (read(fd, text, sizeof text) > 0)
		continue;
}

int
main(int argc, char **argv)
{
	static const int signals[] = { SIGKILL, SIGTERM, SIGKILL, SIGUSR1 };
	unsigned random = 4711;
	int p[2], status, i, sig;
	char c;
	pid_t pid;

	if (argc > 1)
		return (next(argv));
	CHECK_OK(pipe2(p, O_CLOEXEC | O_NONBLOCK) == 0);
	for (i = 0; i < KILLS; i++) {
		sig = signals[i % 4];
		pid = begin(argv[0], p[1]);
		random = random * 1103515245 + 12345;
		nap(20 + (int)(random >> 16) % 60);
		if (i % 4 == 2) {
			CHECK_OK(kill(pid, SIGSTOP) == 0);
			CHECK_OK(waitpid(pid, &status, WUNTRACED) == pid);
			CHECK_INT(WIFSTOPPED(status), 1);
			drain(p[0]);
			nap(60);
			CHECK_ERR(read(p[0], &c, 1), EAGAIN);
			CHECK_OK(kill(pid, SIGCONT) == 0);
			nap((int)(random >> 20) % 20);
		}
		CHECK_OK(kill(pid, sig) == 0);
		CHECK_OK(waitpid(pid, &status, 0) == pid);
		CHECK_INT(status & 0x7f, sig);
		drain(p[0]);
		nap(60);
		CHECK_ERR(read(p[0], &c, 1), EAGAIN);
		CHECK_ERR(kill(pid, 0), ESRCH);
	}
	return (0);
}
