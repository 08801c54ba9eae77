/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, there wait() tells of the child first */
/* again: ISTHMUS_FORK=eager */
/* timeout: 30 */
/*
 * A process waits for its child with a handler that lets wait() go on, and
 * is stopped while that child sends it a signal and ends: the handler runs
 * before wait() has taken the child away, and may wait for it.  So `make' has
 * Ctrl-C first, and then what it has done to its jobs.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define ROUNDS	5

static pid_t child;
static volatile sig_atomic_t seen;

static void
on_signal(int sig)
{
	siginfo_t info = { 0 };

	seen = waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG |
	    WNOWAIT) == 0 && info.si_pid == child;
}

/* The child ends when go has its end; its end of up goes with it. */
static void
waits(int go, int up, int ready)
{
	struct sigaction sa = { .sa_handler = on_signal,
	    .sa_flags = SA_RESTART };
	int status;
	char c;

	CHECK_OK(sigaction(SIGUSR1, &sa, NULL) == 0);
	CHECK_OK((child = fork()) >= 0);
	if (child == 0) {
		close(ready);
		CHECK_INT(read(go, &c, 1), 0);
		CHECK_OK(kill(getppid(), SIGUSR1) == 0);
		_exit(7);
	}
	close(up);
	CHECK_INT(write(ready, "x", 1), 1);
	CHECK_INT(wait(&status), child);
	CHECK_INT(status, 7 << 8);
	_exit(seen ? 0 : 9);
}

static void
once(void)
{
	int go[2], up[2], ready[2], status;
	pid_t pid;
	char c;

	CHECK_OK(pipe(go) == 0 && pipe(up) == 0 && pipe(ready) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		close(go[1]);
		close(up[0]);
		close(ready[0]);
		waits(go[0], up[1], ready[1]);
	}
	close(go[0]);
	close(up[1]);
	close(ready[1]);
	CHECK_INT(read(ready[0], &c, 1), 1);
	usleep(20000);			/* it waits by now, most of the time */
	CHECK_OK(kill(pid, SIGSTOP) == 0);
	CHECK_OK(waitpid(pid, &status, WUNTRACED) == pid);
	CHECK(WIFSTOPPED(status));
	close(go[1]);
	CHECK_INT(read(up[0], &c, 1), 0);
	CHECK_OK(kill(pid, SIGCONT) == 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	close(up[0]);
	close(ready[0]);
}

int
main(void)
{
	for (int i = 0; i < ROUNDS; i++)
		once();
	return (0);
}
