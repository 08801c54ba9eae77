/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* again: ISTHMUS_FORK=eager */
/*
 * What a program finds of the one that was there before it (XSH execve()):
 * ids, directory, masks, ignored and pending signals, the alarm, the nice
 * value, its children; and what it does not: handlers.
 */
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "spawn.h"

static int
after(char **argv)
{
	struct sigaction sa;
	siginfo_t info;
	sigset_t set;
	char here[4096];
	pid_t child = atoi(argv[4]);
	int status;

	CHECK_INT(getpid(), atoi(argv[2]));
	CHECK_INT(getppid(), atoi(argv[3]));
	CHECK_INT(getpgrp(), getpid());
	CHECK_OK(getcwd(here, sizeof(here)) != NULL);
	CHECK_STR(strrchr(here, '/'), "/dir");
	CHECK_INT(umask(0), 031);
	CHECK_INT(getpriority(PRIO_PROCESS, 0), atoi(argv[5]));
	CHECK_OK(sigaction(SIGUSR1, NULL, &sa) == 0);
	CHECK(sa.sa_handler == SIG_DFL);	/* was caught */
	CHECK_OK(sigaction(SIGUSR2, NULL, &sa) == 0);
	CHECK(sa.sa_handler == SIG_IGN);
	CHECK_OK(sigprocmask(SIG_SETMASK, NULL, &set) == 0);
	CHECK_INT(sigismember(&set, SIGHUP), 1);
	CHECK_INT(sigismember(&set, SIGTERM), 0);
	CHECK_OK(sigpending(&set) == 0);
	CHECK_INT(sigismember(&set, SIGHUP), 1);
	CHECK_INT(sigismember(&set, SIGRTMIN), 1);
	CHECK_INT(sigismember(&set, SIGTERM), 0);
	/* Real-time signals bring their values, in their order. */
	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	for (int i = 0; i < 3; i++) {
		CHECK_INT(sigwaitinfo(&set, &info), SIGRTMIN);
		CHECK_INT(info.si_value.sival_int, 10 + i);
		CHECK_INT(info.si_code, SI_QUEUE);
		CHECK_INT(info.si_pid, getpid());
	}
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK_INT(status, 44 << 8);
	CHECK_ERR(wait(&status), ECHILD);
	CHECK(alarm(0) > 900);
	return (33);
}

static void
caught(int sig)
{
}

static void
before(char *self, pid_t parent, int value)
{
	char pid[12], ppid[12], child[12], number[12];
	char *args[] = { self, "after", pid, ppid, child, number, NULL };
	sigset_t set;
	pid_t made;

	CHECK_OK(setpgid(0, 0) == 0);
	CHECK_OK(mkdir("dir", 0755) == 0);
	CHECK_OK(chdir("dir") == 0);
	umask(031);
	CHECK_OK(setpriority(PRIO_PROCESS, 0, value) == 0);
	CHECK(signal(SIGUSR1, caught) != SIG_ERR);
	CHECK(signal(SIGUSR2, SIG_IGN) != SIG_ERR);
	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGRTMIN);
	CHECK_OK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	CHECK_OK(raise(SIGHUP) == 0);
	for (int i = 0; i < 3; i++)
		CHECK_OK(sigqueue(getpid(), SIGRTMIN,
		    (union sigval){ .sival_int = 10 + i }) == 0);
	alarm(1000);
	CHECK_OK((made = fork()) >= 0);
	if (made == 0) {
		usleep(300000);
		_exit(44);
	}
	snprintf(number, sizeof(number), "%d", value);
	snprintf(pid, sizeof(pid), "%d", getpid());
	snprintf(ppid, sizeof(ppid), "%d", parent);
	snprintf(child, sizeof(child), "%d", made);
	CHECK_ERR(execv("./is-not-there", args), ENOENT);
	execv(self, args);
	CHECK_OK(0);
}

int
main(int argc, char **argv)
{
	static char self[4096];
	pid_t pid, me = getpid();
	int status, usual = getpriority(PRIO_PROCESS, 0);

	if (argc > 1)
		return (after(argv));
	CHECK_OK(realpath(argv[0], self) != NULL);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		before(self, me, usual < 15 ? usual + 4 : 19);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 33 << 8);
	/* None of it was this process'. */
	CHECK_INT(getpriority(PRIO_PROCESS, 0), usual);
	CHECK_INT(alarm(0), 0);
	return (0);
}
