/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * raise() until its handler has run; raw is msvcrt's, which only calls it.
 * signal_cross: kill() to the handler of another process, and its answer;
 * raw are two events that two processes set in turn.
 */
#include "bench.h"

#include <signal.h>

#ifndef BENCH_RAW
#include <sys/wait.h>
#include <unistd.h>
#endif

static volatile long count;

static void
handler(int sig)
{
	count++;
#ifdef BENCH_RAW
	signal(sig, handler);		/* msvcrt resets it */
#endif
}

static void
raise_handler(long n)
{
	count = 0;
	while (count < n)
		raise(SIGTERM);
}

#ifdef BENCH_RAW

static HANDLE here, there;

static void
make_events(int first)
{
	here = CreateEventA(NULL, FALSE, FALSE, first ? "bench-a" : "bench-b");
	there = CreateEventA(NULL, FALSE, FALSE, first ? "bench-b" :
	    "bench-a");
	BENCH_CHECK(here != NULL && there != NULL);
}

static void
answer(void)
{
	make_events(0);
	while (WaitForSingleObject(here, 5000) == WAIT_OBJECT_0)
		SetEvent(there);
	exit(0);
}

static void
cross(long n)
{
	while (n-- > 0) {
		SetEvent(there);
		BENCH_CHECK(WaitForSingleObject(here, 5000) ==
		    WAIT_OBJECT_0);
	}
}

static void
bench_cross(const char *self)
{
	STARTUPINFOA si = { .cb = sizeof(si) };
	PROCESS_INFORMATION pi;
	char line[300];

	make_events(1);
	snprintf(line, sizeof(line), "\"%s\" answer", self);
	BENCH_CHECK(CreateProcessA(NULL, line, NULL, NULL, FALSE, 0, NULL,
	    NULL, &si, &pi));
	cross(1);
	bench("signal_cross", cross);
	TerminateProcess(pi.hProcess, 0);
}

#else

static volatile sig_atomic_t answers;
static pid_t other;
static sigset_t none;

static void
on_answer(int sig)
{
	answers = 1;
}

static void
answer(void)
{
	for (;;) {
		while (!answers)
			sigsuspend(&none);
		answers = 0;
		if (kill(other, SIGUSR1) < 0)
			_exit(0);
	}
}

static void
cross(long n)
{
	while (n-- > 0) {
		answers = 0;
		BENCH_CHECK(kill(other, SIGUSR1) == 0);
		while (!answers)
			sigsuspend(&none);
	}
}

static void
bench_cross(const char *self)
{
	pid_t me = getpid(), child;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	BENCH_CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	sigemptyset(&none);
	BENCH_CHECK(signal(SIGUSR1, on_answer) != SIG_ERR);
	if ((child = fork()) == 0) {
		other = me;
		answer();
	}
	BENCH_CHECK(child > 0);
	other = child;
	cross(1);
	bench("signal_cross", cross);
	BENCH_CHECK(kill(child, SIGKILL) == 0);
	BENCH_CHECK(waitpid(child, NULL, 0) == child);
}

#endif

int
main(int argc, char **argv)
{
	if (argc > 1)
		answer();
	BENCH_CHECK(signal(SIGTERM, handler) != SIG_ERR);
	bench("raise_handler", raise_handler);
	bench_cross(argv[0]);
	return 0;
}
