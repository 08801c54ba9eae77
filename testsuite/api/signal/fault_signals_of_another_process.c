/* SPDX-License-Identifier: BSD-2-Clause */
/* A process that catches SIGSEGV only is told of one that another sends. */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t caught;

static void
handler(int sig)
{
	caught = sig;
}

static int
child(int sig, int ready)
{
	struct sigaction a = { .sa_handler = handler };
	struct timespec longer_than_the_test_may_take = { 60, 0 };

	CHECK_OK(sigaction(sig, &a, NULL) == 0);
	CHECK_OK(write(ready, "r", 1) == 1);
	while (!caught)
		nanosleep(&longer_than_the_test_may_take, NULL);
	return caught != sig;
}

int
main(void)
{
	static const int sigs[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP };
	struct timespec nap = { 0, 50000000 };
	int status, p[2];
	char c;
	pid_t pid;

	CHECK_OK(pipe(p) == 0);
	for (unsigned i = 0; i < sizeof sigs / sizeof sigs[0]; i++) {
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0)
			_exit(child(sigs[i], p[1]));
		CHECK_OK(read(p[0], &c, 1) == 1);
		nanosleep(&nap, NULL);
		CHECK_OK(kill(pid, sigs[i]) == 0);
		CHECK_OK(waitpid(pid, &status, 0) == pid);
		CHECK_INT(status, 0);
	}
	return 0;
}
