/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * strsignal(), instead of newlib's, which does not know all signals; what it
 * says is what shells print, in the words of Linux.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const char *const texts[] = {
	[SIGHUP] = "Hangup",
	[SIGINT] = "Interrupt",
	[SIGQUIT] = "Quit",
	[SIGILL] = "Illegal instruction",
	[SIGTRAP] = "Trace/breakpoint trap",
	[SIGABRT] = "Aborted",
	[SIGEMT] = "EMT trap",
	[SIGFPE] = "Floating point exception",
	[SIGKILL] = "Killed",
	[SIGBUS] = "Bus error",
	[SIGSEGV] = "Segmentation fault",
	[SIGSYS] = "Bad system call",
	[SIGPIPE] = "Broken pipe",
	[SIGALRM] = "Alarm clock",
	[SIGTERM] = "Terminated",
	[SIGURG] = "Urgent I/O condition",
	[SIGSTOP] = "Stopped (signal)",
	[SIGTSTP] = "Stopped",
	[SIGCONT] = "Continued",
	[SIGCHLD] = "Child exited",
	[SIGTTIN] = "Stopped (tty input)",
	[SIGTTOU] = "Stopped (tty output)",
	[SIGIO] = "I/O possible",
	[SIGXCPU] = "CPU time limit exceeded",
	[SIGXFSZ] = "File size limit exceeded",
	[SIGVTALRM] = "Virtual timer expired",
	[SIGPROF] = "Profiling timer expired",
	[SIGWINCH] = "Window changed",
	[SIGPWR] = "Power failure",
	[SIGUSR1] = "User defined signal 1",
	[SIGUSR2] = "User defined signal 2",
};

#define NUMBERED_AT_ONCE	16

/* Each call of any thread has another of the buffers, in turns. */
static char *
numbered(const char *what, int n)
{
	static char text[NUMBERED_AT_ONCE][32];
	static unsigned next;
	unsigned i = __atomic_fetch_add(&next, 1, __ATOMIC_RELAXED);
	char *s = text[i % NUMBERED_AT_ONCE];

	snprintf(s, sizeof text[0], "%s signal %d", what, n);
	return s;
}

char *
strsignal(int sig)
{
	if (sig >= SIGRTMIN && sig <= SIGRTMAX)
		return numbered("Real-time", sig - SIGRTMIN);
	if (sig > 0 && sig < (int)(sizeof texts / sizeof texts[0]) &&
	    texts[sig] != NULL)
		return (char *)texts[sig];
	return numbered("Unknown", sig);
}
