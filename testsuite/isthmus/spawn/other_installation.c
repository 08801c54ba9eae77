/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it has one root */
/* timeout: 60 */
/*
 * Two installations side by side start each other's programs, which are as
 * native ones: standard descriptors, directory, environment and arguments of
 * any length arrive, statuses come back, and each has its own root, processes
 * and ids.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../start/child.h"

#define LONG	(1 << 20)	/* more than a command line of Windows takes */

extern char **environ;

static char self[4096], other[4096];

static int
status_of(pid_t pid)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	return (status);
}

static int
run(const char *program, const char *what, const char *more)
{
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		execl(program, program, what, more, (char *)NULL);
		_exit(99);
	}
	return (status_of(pid));
}

/* A process that is this installation's; its child is, too. */
static int
works_as_usual(void)
{
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		usleep(1000);
		_exit(getppid() > 1 ? 8 : 9);
	}
	CHECK_INT(status_of(pid), 8 << 8);
	CHECK_ERR(wait(NULL), ECHILD);
	return (0);
}

/* In the other installation; back: the program of the first. */
static int
there(const char *what, char *back)
{
	static char text[8];
	pid_t pid;

	if (strcmp(what, "waits") == 0) {
		CHECK_INT(write(1, "w", 1), 1);
		for (;;)
			pause();
	}
	if (strcmp(what, "long") == 0)
		return (strlen(back) == LONG ? 7 : 1);
	if (strcmp(what, "back") == 0) {
		/* Replaced by a program of the first installation. */
		works_as_usual();
		execl(back, back, "at home", self, (char *)NULL);
		return (1);
	}
	CHECK_OK(access("/bin/there", F_OK) == 0);
	CHECK_OK(access("here", F_OK) == 0);
	CHECK_STR(getenv("TOLD"), "something");
	CHECK_INT(read(0, text, sizeof(text)), 5);
	CHECK_INT(write(1, text, 5), 5);
	works_as_usual();
	CHECK_INT(run(back, "at home", self), 6 << 8);
	CHECK_INT(posix_spawn(&pid, back, NULL, NULL, (char *[]){ back,
	    "at home", self, NULL }, environ), 0);
	CHECK_INT(status_of(pid), 6 << 8);
	return (5);
}

/* The other one's program, by posix_spawn() between two pipes. */
static void
between_pipes(void)
{
	posix_spawn_file_actions_t acts;
	int in[2], out[2];
	char text[8];
	pid_t pid;

	CHECK_OK(pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0);
	CHECK_INT(posix_spawn_file_actions_init(&acts), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&acts, in[0], 0), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&acts, out[1], 1), 0);
	CHECK_INT(posix_spawn(&pid, other, &acts, NULL, (char *[]){ other,
	    "works", self, NULL }, environ), 0);
	CHECK_INT(write(in[1], "hello", 5), 5);
	CHECK_INT(read(out[0], text, sizeof(text)), 5);
	CHECK_INT(status_of(pid), 5 << 8);
	/* It can be killed, although it is in no table of ours. */
	CHECK_INT(posix_spawn(&pid, other, &acts, NULL, (char *[]){ other,
	    "waits", self, NULL }, environ), 0);
	CHECK_INT(read(out[0], text, sizeof(text)), 1);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_INT(status_of(pid), SIGKILL);
	close(out[1]);
	CHECK_INT(read(out[0], text, 1), 0);
	CHECK_INT(posix_spawn_file_actions_destroy(&acts), 0);
}

static void
install(void)
{
	WCHAR from[4096];
	HMODULE dll = GetModuleHandleW(L"isthmus1.dll");

	CHECK(dll != NULL && GetModuleFileNameW(dll, from, 4096) > 0);
	CHECK_OK(mkdir("an other", 0777) == 0);
	CHECK_OK(mkdir("an other/bin", 0777) == 0);
	CHECK(CopyFileW(own_path(), L"an other\\bin\\p.exe", FALSE));
	CHECK(CopyFileW(from, L"an other\\bin\\isthmus1.dll", FALSE));
	close(open("an other/bin/there", O_CREAT | O_WRONLY, 0600));
	close(open("here", O_CREAT | O_WRONLY, 0600));
	CHECK_OK(realpath("an other/bin/p.exe", other) != NULL);
}

int
main(int argc, char **argv)
{
	static char text[LONG + 1];
	char win32[4096];
	pid_t pid;

	if (argc > 2 && strcmp(argv[1], "at home") == 0)
		return (works_as_usual() == 0 ? 6 : 1);
	CHECK(cygwin_conv_path(CCP_WIN_W_TO_POSIX, own_path(), self,
	    sizeof(self)) == 0);
	if (argc > 2)
		return (there(argv[1], argv[2]));
	/* By a path that is the same in both. */
	CHECK(cygwin_conv_path(CCP_POSIX_TO_WIN_A, self, win32,
	    sizeof(win32)) == 0);
	strcpy(self, win32);
	CHECK_OK(setenv("TOLD", "something", 1) == 0);
	install();
	between_pipes();
	memset(text, 'x', LONG);
	CHECK_INT(run(other, "long", text), 7 << 8);
	CHECK_INT(run(other, "back", self), 6 << 8);
	/* By a process of its own, which is replaced. */
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		usleep(1000);
		execl(other, other, "back", self, (char *)NULL);
		_exit(99);
	}
	CHECK_INT(status_of(pid), 6 << 8);
	CHECK_ERR(wait(NULL), ECHILD);
	return (0);
}
