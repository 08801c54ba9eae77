/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it has no such events */
/* timeout: 60 */
/*
 * What a console tells its processes: Ctrl-C and Ctrl-Break are SIGINT, its
 * closing, logging off and shutting down SIGHUP; caught, ignored, blocked and
 * by default.  A native program makes the thread in which Windows would tell
 * of it.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

extern char **environ;

static char native[600];

static volatile sig_atomic_t came;

static void
on_signal(int sig)
{
	came = sig;
}

enum how { DEFAULT, CAUGHT, IGNORED, BLOCKED };

/* Ends with the signal that came, or 0 after "go on" without one. */
static void
child(int sig, enum how how, int in, int out)
{
	struct sigaction sa = { .sa_handler = how == IGNORED ? SIG_IGN :
	    on_signal };
	DWORD id = GetCurrentProcessId();
	sigset_t set, pending;
	char c;

	sigemptyset(&set);
	sigaddset(&set, sig);
	if (how == BLOCKED)
		CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	else if (how != DEFAULT)
		CHECK_INT(sigaction(sig, &sa, NULL), 0);
	CHECK_INT(write(out, &id, sizeof(id)), sizeof(id));
	if (read(in, &c, 1) < 0)
		_exit(came);
	sigpending(&pending);
	_exit(how == BLOCKED && sigismember(&pending, sig) ? sig : came);
}

static void
tell(DWORD id, int event)
{
	char number[2][12];
	char *args[] = { native, number[0], number[1], NULL };
	int status;
	pid_t pid;

	snprintf(number[0], 12, "%lu", (unsigned long)id);
	snprintf(number[1], 12, "%d", event);
	CHECK_INT(posix_spawn(&pid, native, NULL, NULL, args, environ), 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	if (status == 77 << 8)
		UNSUPPORTED("no such thread can be made");
	CHECK_INT(status, 0);
}

static void
one(int event, int sig, enum how how)
{
	int in[2], out[2], status;
	DWORD id;
	pid_t pid;

	CHECK_OK(pipe(in) == 0 && pipe(out) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		usleep(1000);		/* a process of its own */
		child(sig, how, in[0], out[1]);
	}
	CHECK_INT(read(out[0], &id, sizeof(id)), sizeof(id));
	tell(id, event);
	if (how == IGNORED || how == BLOCKED)
		CHECK_INT(write(in[1], "g", 1), 1);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, how == DEFAULT ? sig : how == IGNORED ? 0 :
	    sig << 8);
	close(in[0]);
	close(in[1]);
	close(out[0]);
	close(out[1]);
}

int
main(int argc, char **argv)
{
	static const struct {
		int event, sig;
	} t[] = {
		{ CTRL_C_EVENT, SIGINT }, { CTRL_BREAK_EVENT, SIGINT },
		{ CTRL_CLOSE_EVENT, SIGHUP }, { CTRL_LOGOFF_EVENT, SIGHUP },
		{ CTRL_SHUTDOWN_EVENT, SIGHUP },
	};

	strlcpy(native, argv[0], sizeof(native));
	strcpy(strrchr(native, '/') + 1, NATIVE_NAME);
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		one(t[i].event, t[i].sig, DEFAULT);
		one(t[i].event, t[i].sig, CAUGHT);
		one(t[i].event, t[i].sig, IGNORED);
		if (t[i].event == CTRL_BREAK_EVENT)
			one(t[i].event, t[i].sig, BLOCKED);
	}
	return (0);
}
