/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 60 */
/*
 * Children that TerminateProcess() ends, before and after an exec: SIGCHLD,
 * and the exit code as their status.  What was in their place has ended with
 * them, and nothing is left of an orphan either.
 */
#include "native.h"

#include <dirent.h>

static volatile sig_atomic_t came;

static void
on_child(int sig)
{
	came++;
}

static void
tell_id(int fd)
{
	DWORD id = GetCurrentProcessId();

	if (write(fd, &id, sizeof(id)) != sizeof(id))
		_exit(99);
	for (;;)
		pause();
}

static void
one(char *self, int execs)
{
	char number[12], *args[] = { self, number, NULL };
	int fd[2], status;
	sigset_t none;
	HANDLE h;
	pid_t pid;

	CHECK_OK(pipe(fd) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		/* With a process of its own, not in its parent's place. */
		if (execs != 1)
			nap(30);
		if (!execs)
			tell_id(fd[1]);
		snprintf(number, sizeof(number), "%d", fd[1]);
		execv(self, args);
		_exit(98);
	}
	h = process_of(fd[0]);
	CHECK_INT(waitpid(pid, &status, WNOHANG), 0);
	CHECK_INT(came, 0);
	CHECK(TerminateProcess(h, 33));
	sigemptyset(&none);
	while (!came)
		sigsuspend(&none);
	came = 0;
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 33 << 8);
	CHECK_ERR(waitpid(pid, &status, 0), ECHILD);
	CloseHandle(h);
	close(fd[0]);
	close(fd[1]);
}

struct id {
	pid_t pid;
	DWORD process;
};

static void
say(int fd)
{
	struct id id = { getpid(), GetCurrentProcessId() };

	if (write(fd, &id, sizeof(id)) != sizeof(id))
		_exit(99);
}

static struct id
hear(int fd)
{
	struct id id;

	CHECK_INT(read(fd, &id, sizeof(id)), sizeof(id));
	return (id);
}

static void
end_process(struct id id)
{
	HANDLE h = OpenProcess(PROCESS_TERMINATE | SYNCHRONIZE, FALSE,
	    id.process);

	CHECK(h != NULL);
	CHECK(TerminateProcess(h, 44));
	CHECK(WaitForSingleObject(h, INFINITE) == WAIT_OBJECT_0);
	CloseHandle(h);
}

static int
is_listed(pid_t pid)
{
	DIR *d = opendir("/proc");
	struct dirent *e;
	int found = 0;

	CHECK_OK(d != NULL);
	while ((e = readdir(d)) != NULL)
		found |= atoi(e->d_name) == pid;
	CHECK_OK(closedir(d) == 0);
	return (found);
}

static void
orphan(void)
{
	int fd[2], status;
	struct id id;
	pid_t pid;

	for (int i = 0; i < 2; i++) {
		CHECK_OK(pipe(fd) == 0);
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0) {
			if (fork() == 0) {
				nap(1);
				say(fd[1]);
				for (;;)
					pause();
			}
			_exit(5);
		}
		CHECK_INT(waitpid(pid, &status, 0), pid);
		id = hear(fd[0]);
		CHECK_OK(kill(id.pid, 0) == 0);
		CHECK(is_listed(id.pid));
		end_process(id);
		if (i == 0)
			CHECK_ERR(kill(id.pid, 0), ESRCH);
		CHECK(!is_listed(id.pid));
		close(fd[0]);
		close(fd[1]);
	}
}

/* By "fork.watch" the child in its place stays there. */
static void
has_child_in_place(int fd)
{
	nap(1);
	if (fork() == 0) {
		say(fd);
		for (;;)
			continue;
	}
	_exit(6);
}

static void
with_child_in_place(char *self)
{
	char number[12], *args[] = { self, "in place", number, NULL };
	int fd[2], status;
	struct id id;
	pid_t pid;

	CHECK_OK(pipe(fd) == 0);
	snprintf(number, sizeof(number), "%d", fd[1]);
	CHECK_OK(setenv("ISTHMUS_FAULT", "fork.watch:1:ENOMEM", 1) == 0);
	CHECK_INT(posix_spawn(&pid, self, NULL, NULL, args, environ), 0);
	CHECK_OK(unsetenv("ISTHMUS_FAULT") == 0);
	id = hear(fd[0]);
	CHECK(id.pid != pid);
	CHECK_OK(kill(id.pid, 0) == 0);
	end_process(id);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 44 << 8);
	CHECK_ERR(kill(id.pid, 0), ESRCH);
	CHECK(!is_listed(id.pid));
	close(fd[0]);
	close(fd[1]);
}

int
main(int argc, char **argv)
{
	struct sigaction sa = { .sa_handler = on_child };
	sigset_t chld;

	if (argc > 2)
		has_child_in_place(atoi(argv[2]));
	if (argc > 1)
		tell_id(atoi(argv[1]));
	orphan();
	with_child_in_place(argv[0]);
	CHECK_INT(sigaction(SIGCHLD, &sa, NULL), 0);
	sigemptyset(&chld);
	sigaddset(&chld, SIGCHLD);
	CHECK_INT(sigprocmask(SIG_BLOCK, &chld, NULL), 0);
	for (int execs = 0; execs < 3; execs++)
		one(argv[0], execs);
	return (0);
}
