/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, its core files are of another kind */
/* timeout: 60 */
/*
 * Signals from other processes leave a core file too: of a process that
 * rests, computes, was exec'd or spawned, in whichever thread.  Only those
 * whose default action says so.
 */
#include <pthread.h>
#include <spawn.h>

#include "core.h"

extern char **environ;
static int ready[2];

static void
tell(void)
{
	CHECK_INT(write(ready[1], "r", 1), 1);
}

static void
hear(void)
{
	char c;

	CHECK_INT(read(ready[0], &c, 1), 1);
}

static void
rest(void)
{
	tell();
	for (;;)
		pause();
}

static void
compute(void)
{
	static volatile unsigned n;

	tell();
	for (;;)
		n++;
}

static void *
compute_too(void *arg)
{
	sigset_t none;

	sigemptyset(&none);
	pthread_sigmask(SIG_SETMASK, &none, NULL);
	compute();
	return (arg);
}

/* The main thread blocks it, another computes. */
static void
compute_in_a_thread(void)
{
	pthread_t t;
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	CHECK_INT(pthread_create(&t, NULL, compute_too, NULL), 0);
	for (;;)
		pause();
}

static void
block_and_let_in(void)
{
	sigset_t quit, now;

	sigemptyset(&quit);
	sigaddset(&quit, SIGQUIT);
	sigprocmask(SIG_BLOCK, &quit, NULL);
	tell();
	do {
		usleep(1000);
		sigpending(&now);
	} while (!sigismember(&now, SIGQUIT));
	sigprocmask(SIG_UNBLOCK, &quit, NULL);
}

static pid_t
child(void (*fn)(void))
{
	pid_t pid = fork();

	if (pid == 0) {
		fn();
		_exit(1);
	}
	CHECK_OK(pid > 0);
	hear();
	return (pid);
}

static void
end(pid_t pid, int sig, int with)
{
	CHECK_OK(kill(pid, sig) == 0);
	core_expect(pid, sig, with);
	if (with) {
		core_take();
		CHECK_INT(core_exception()->ExceptionRecord.ExceptionCode,
		    0xe0000000U + (unsigned)sig);
	}
}

static void
all_signals(void)
{
	static const int some[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL,
	    SIGQUIT, SIGTRAP, SIGSYS, SIGXCPU, SIGXFSZ };

	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		end(child(rest), some[i], 1);
	end(child(rest), SIGTERM, 0);
	end(child(rest), SIGKILL, 0);
	end(child(rest), SIGUSR1, 0);
}

/* It dies when it goes on. */
static void
stopped(void)
{
	pid_t pid = child(rest);
	int status;

	CHECK_OK(kill(pid, SIGSTOP) == 0);
	CHECK_OK(waitpid(pid, &status, WUNTRACED) == pid);
	CHECK(WIFSTOPPED(status));
	CHECK_OK(kill(pid, SIGQUIT) == 0);
	CHECK_INT(waitpid(pid, &status, WNOHANG), 0);
	CHECK_OK(kill(pid, SIGCONT) == 0);
	core_expect(pid, SIGQUIT, 1);
	core_take();
}

static void
programs(char *self)
{
	char *argv[] = { self, "rest", NULL };
	pid_t pid;

	CHECK_INT(posix_spawn(&pid, self, NULL, NULL, argv, environ), 0);
	hear();
	end(pid, SIGQUIT, 1);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		execv(self, argv);
		_exit(2);
	}
	hear();
	end(pid, SIGQUIT, 1);
}

/* SIGCHLD says so as well. */
static volatile int code;

static void
on_child(int sig, siginfo_t *info, void *uc)
{
	code = info->si_code;
}

static void
told(void)
{
	struct sigaction sa = { .sa_sigaction = on_child,
	    .sa_flags = SA_SIGINFO };
	sigset_t chld, old;
	pid_t pid;

	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	CHECK_OK(sigaction(SIGCHLD, &sa, NULL) == 0);
	CHECK_OK(sigprocmask(SIG_BLOCK, &chld, &old) == 0);
	pid = child(rest);
	CHECK_OK(kill(pid, SIGABRT) == 0);
	while (code == 0)
		sigsuspend(&old);
	CHECK_INT(code, CLD_DUMPED);
	CHECK_OK(sigprocmask(SIG_SETMASK, &old, NULL) == 0);
	core_expect(pid, SIGABRT, 1);
	core_take();
}

int
main(int argc, char **argv)
{
	char self[4096];

	if (argc > 1) {
		ready[1] = 1;
		rest();
	}
	CHECK_OK(realpath("/proc/self/exe", self) != NULL);
	core_folder();
	core_limit(RLIM_INFINITY);
	CHECK_OK(pipe(ready) == 0);
	all_signals();
	end(child(compute), SIGQUIT, 1);
	end(child(compute_in_a_thread), SIGQUIT, 1);
	end(child(block_and_let_in), SIGQUIT, 1);
	told();
	CHECK_OK(dup2(ready[1], 1) == 1);
	programs(self);
	stopped();
	/* A limit of nothing is none at all. */
	core_limit(0);
	end(child(rest), SIGQUIT, 0);
	return (0);
}
