/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, tokens are Windows' */
/* cflags: -ladvapi32 */
/* timeout: 60 */
/*
 * A process whose token has lost its privileges and the administrators' group
 * forks, execs, has pipes, signals and a heap as any other.
 */
#include "../start/child.h"

#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t got;

static void
take(int sig)
{
	got = sig;
}

static int
reap(pid_t pid)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	return (status);
}

static int
restricted(void)
{
	static char self[4096];
	char *args[] = { self, "end", "too", NULL }, c;
	int p[2], q[2];
	pid_t pid;

	CHECK_OK(readlink("/proc/self/exe", self, sizeof(self) - 1) > 0);
	CHECK_OK(pipe(p) == 0 && pipe(q) == 0);
	CHECK(signal(SIGUSR1, take) != SIG_ERR);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		write(q[1], "x", 1);
		read(p[0], &c, 1);
		_exit(c);
	}
	CHECK_INT(read(q[0], &c, 1), 1);
	CHECK_OK(kill(pid, 0) == 0);
	CHECK_INT(write(p[1], "\5", 1), 1);
	CHECK_INT(reap(pid), 5 << 8);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		kill(getppid(), SIGUSR1);
		execv(self, args);
		_exit(1);
	}
	while (!got)
		usleep(1000);
	CHECK_INT(reap(pid), 6 << 8);
	CHECK_INT(posix_spawn(&pid, self, NULL, NULL, args, environ), 0);
	CHECK_INT(reap(pid), 6 << 8);
	CHECK(mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED |
	    MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
	return (42);
}

int
main(int argc, char **argv)
{
	char admins[SECURITY_MAX_SID_SIZE];
	SID_AND_ATTRIBUTES off = { .Sid = admins };
	STARTUPINFOW start = { .cb = sizeof(start) };
	DWORD size = sizeof(admins), code;
	PROCESS_INFORMATION info;
	HANDLE own, token;
	WCHAR line[] = L"r restricted";

	if (argc > 2)
		return (6);
	if (argc > 1)
		return (restricted());
	CHECK(CreateWellKnownSid(WinBuiltinAdministratorsSid, NULL, admins,
	    &size));
	CHECK(OpenProcessToken(GetCurrentProcess(), TOKEN_DUPLICATE |
	    TOKEN_ASSIGN_PRIMARY | TOKEN_QUERY, &own));
	CHECK(CreateRestrictedToken(own, DISABLE_MAX_PRIVILEGE, 1, &off, 0,
	    NULL, 0, NULL, &token));
	CHECK(CreateProcessAsUserW(token, own_path(), line, NULL, NULL, TRUE,
	    0, NULL, NULL, &start, &info));
	CHECK(WaitForSingleObject(info.hProcess, 50000) == WAIT_OBJECT_0);
	CHECK(GetExitCodeProcess(info.hProcess, &code));
	CHECK_INT(code, 42);
	return (0);
}
