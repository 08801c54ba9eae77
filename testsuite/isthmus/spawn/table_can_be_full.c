/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it has more processes than a test could make */
/* timeout: 90 */
/*
 * A process table without room gives EAGAIN, to fork() and posix_spawn(), and
 * is as good as before when there is room again; kill() of everybody.  In an
 * installation of its own, so that no other test is refused, or killed.
 */
#include "../start/child.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

static void
fill(void)
{
	long most = sysconf(_SC_CHILD_MAX);
	char *args[] = { "p", "end", "too", NULL };
	siginfo_t info;
	int n = 0, status;
	pid_t pid;

	while ((pid = fork()) >= 0) {
		if (pid == 0)
			_exit(7);
		CHECK(++n <= most);
	}
	CHECK_INT(errno, EAGAIN);
	CHECK(n >= most - 2);
	CHECK_ERR(fork(), EAGAIN);
	CHECK_INT(posix_spawn(&pid, "/p.exe", NULL, NULL, args,
	    environ), EAGAIN);
	/* Those that are there are as they were. */
	CHECK_OK(waitid(P_ALL, 0, &info, WEXITED | WNOWAIT) == 0);
	CHECK_INT(info.si_status, 7);
	CHECK_OK(wait(&status) > 0);
	CHECK_INT(status, 7 << 8);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		usleep(1000);		/* with a process of its own */
		_exit(8);
	}
	CHECK_ERR(fork(), EAGAIN);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 8 << 8);
	for (; n > 1; n--)
		CHECK_OK(wait(&status) > 0);
	CHECK_ERR(wait(&status), ECHILD);
}

static void
everybody(void)
{
	int status;
	pid_t pid;

	CHECK_ERR(kill(-1, SIGTERM), ESRCH);
	for (int i = 0; i < 3; i++) {
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0) {
			setpgid(0, 0);
			for (;;)
				pause();
		}
	}
	CHECK_OK(kill(-1, SIGTERM) == 0);
	for (int i = 0; i < 3; i++) {
		CHECK_OK(wait(&status) > 0);
		CHECK_INT(status, SIGTERM);
	}
}

int
main(int argc, char **argv)
{
	HMODULE dll = GetModuleHandleW(L"isthmus1.dll");
	WCHAR from[4096];

	if (argc > 2)
		return (0);
	if (argc > 1) {
		fill();
		fill();
		everybody();
		return (0);
	}
	CHECK(dll != NULL && GetModuleFileNameW(dll, from, 4096) > 0);
	CHECK(CreateDirectoryW(L"inst", NULL));
	CHECK(CopyFileW(own_path(), L"inst\\p.exe", FALSE));
	CHECK(CopyFileW(from, L"inst\\isthmus1.dll", FALSE));
	CHECK_INT(run_child(L"inst\\p.exe", L"p fill", NULL), 0);
	return (0);
}
