/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it has no such faults */
/* timeout: 60 */
/*
 * The creator of a process pauses right after it has made it (the fault
 * point spawn.late).  What the new process has said of itself in that time
 * stays: the signals it catches, that it has ended, and how, and what it has
 * exec'd.
 */
#include <signal.h>
#include <time.h>

#include "../../api/spawn/spawn.h"

static char *self;

static void
on_signal(int sig)
{
	_exit(5);
}

static void
nap(int ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };

	while (nanosleep(&ts, &ts) < 0)
		;
}

static void
on_child(int sig)
{
}

/* Nothing of SIGCHLD is lost: sigsuspend() ends. */
static int
waits_for_its_child(void)
{
	sigset_t set, none;
	pid_t pid;

	CHECK(signal(SIGCHLD, on_child) != SIG_ERR);
	sigemptyset(&none);
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	CHECK_OK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		nap(900);
		_exit(0);
	}
	sigsuspend(&none);
	return (exit_of(pid) == 0 ? 6 : 7);
}

static pid_t
begin(const char *what)
{
	pid_t pid;

	CHECK_INT(posix_spawn(&pid, self, NULL, NULL,
	    (char *[]){ self, (char *)what, NULL }, environ), 0);
	return (pid);
}

/* With the fault armed, once. */
static void
late(const char *what)
{
	int status, want = 0;
	pid_t pid;

	/* It is for this process only. */
	CHECK_OK(unsetenv("ISTHMUS_FAULT") == 0);
	if (strcmp(what, "catch") == 0) {
		pid = begin("catches");
		CHECK_OK(kill(pid, SIGUSR1) == 0);
		want = 5 << 8;
	} else if (strcmp(what, "children") == 0) {
		pid = begin("children");
		want = 6 << 8;
	} else {
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0) {
			nap(1);		/* a process of its own */
			if (strcmp(what, "dies") == 0)
				raise(SIGTERM);
			execv(self, (char *[]){ self, "waits", NULL });
			_exit(99);
		}
		want = SIGTERM;
		if (strcmp(what, "execs") == 0) {
			nap(200);
			CHECK_OK(kill(pid, SIGTERM) == 0);
		}
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, want);
	CHECK_ERR(wait(&status), ECHILD);
}

int
main(int argc, char **argv)
{
	static const char *const all[] = { "catch", "children", "dies",
	    "execs" };
	pid_t pid;

	self = argv[0];
	if (argc > 2) {
		late(argv[2]);
		return (0);
	}
	if (argc > 1 && strcmp(argv[1], "children") == 0)
		return (waits_for_its_child());
	if (argc > 1) {
		if (strcmp(argv[1], "catches") == 0)
			CHECK(signal(SIGUSR1, on_signal) != SIG_ERR);
		for (;;)
			pause();
	}
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		CHECK_OK(setenv("ISTHMUS_FAULT", "spawn.late:1:EAGAIN", 1) ==
		    0);
		CHECK_INT(posix_spawn(&pid, self, NULL, NULL, (char *[]){ self,
		    "late", (char *)all[i], NULL }, environ), 0);
		CHECK_OK(unsetenv("ISTHMUS_FAULT") == 0);
		CHECK_INT(exit_of(pid), 0);
	}
	return (0);
}
