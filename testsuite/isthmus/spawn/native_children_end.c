/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/*
 * A native child, exec'd or spawned, tells its exit status, and its parent
 * gets a SIGCHLD, caught or waited for.
 */
#include "native.h"

static volatile sig_atomic_t came;
static volatile int code, status_told;
static volatile pid_t from;

static void
on_child(int sig, siginfo_t *info, void *context)
{
	from = info->si_pid;
	code = info->si_code;
	status_told = info->si_status;
	came++;
}

static pid_t
begin(const char *command)
{
	pid_t pid;

	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		become_native(command);
	return (pid);
}

/* Nothing but the signal is waited for, as dash's "wait" does. */
static void
caught(pid_t pid, int want)
{
	sigset_t none;
	int status;

	sigemptyset(&none);
	while (!came)
		sigsuspend(&none);
	CHECK_INT(from, pid);
	CHECK_INT(code, CLD_EXITED);
	CHECK_INT(status_told, want);
	CHECK_INT(waitpid(pid, &status, WNOHANG), pid);
	CHECK_INT(status, want << 8);
	CHECK_ERR(waitpid(pid, &status, WNOHANG), ECHILD);
	came = 0;
}

int
main(void)
{
	struct sigaction sa = { .sa_sigaction = on_child,
	    .sa_flags = SA_SIGINFO };
	char *args[] = { "cmd", "/c", "exit 9", NULL };
	siginfo_t info;
	sigset_t chld;
	pid_t pid;
	int status;

	/* With nobody looking at signals. */
	pid = begin("exit 5");
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 5 << 8);

	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	CHECK_INT(sigprocmask(SIG_BLOCK, &chld, NULL), 0);

	/* Blocked and accepted: there is no handler. */
	pid = begin("exit 6");
	do
		CHECK_INT(sigwaitinfo(&chld, &info), SIGCHLD);
	while (info.si_pid != pid);
	CHECK_INT(info.si_status, 6);
	CHECK_INT(waitpid(pid, &status, WNOHANG), pid);
	CHECK_INT(status, 6 << 8);

	CHECK_INT(sigaction(SIGCHLD, &sa, NULL), 0);
	for (int i = 0; i < 5; i++) {
		pid = begin("exit 7");
		caught(pid, 7);
	}
	CHECK_INT(posix_spawn(&pid, cmd_exe(), NULL, NULL, args, environ), 0);
	caught(pid, 9);
	return (0);
}
