/* SPDX-License-Identifier: BSD-2-Clause */
/* kill() and sigqueue() run a handler that sleeps, or computes, elsewhere. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t got, from, value;
static int ready[2];

static void
handler(int s, siginfo_t *info, void *u)
{
	(void)u;
	got = s;
	from = info->si_pid;
	value = info->si_value.sival_int;
}

static pid_t
child(int sig, int computes)
{
	struct sigaction sa = { .sa_sigaction = handler,
	    .sa_flags = SA_SIGINFO };
	sigset_t set, old;
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	usleep(1);
	sigemptyset(&set);
	sigaddset(&set, sig);
	if (!computes)
		sigprocmask(SIG_BLOCK, &set, &old);
	sigaction(sig, &sa, NULL);
	if (write(ready[1], "r", 1) != 1)
		_exit(1);
	while (!got)
		if (!computes)
			sigsuspend(&old);
	_exit(got != sig ? 2 : from != getppid() ? 3 : value);
}

static int
end_of(pid_t pid)
{
	int st;

	CHECK_INT(waitpid(pid, &st, 0), pid);
	CHECK(WIFEXITED(st));
	return WEXITSTATUS(st);
}

int
main(void)
{
	union sigval v = { .sival_int = 42 };
	pid_t pid;
	char c;

	CHECK_INT(pipe(ready), 0);
	for (int i = 0; i < 4; i++) {
		pid = child(i & 1 ? SIGRTMIN : SIGUSR1, i & 2);
		CHECK_INT(read(ready[0], &c, 1), 1);
		CHECK_INT(sigqueue(pid, i & 1 ? SIGRTMIN : SIGUSR1, v), 0);
		CHECK_INT(end_of(pid), 42);
	}
	pid = child(SIGHUP, 0);
	CHECK_INT(read(ready[0], &c, 1), 1);
	CHECK_INT(kill(pid, SIGHUP), 0);
	CHECK_INT(end_of(pid), 0);
	return (0);
}
