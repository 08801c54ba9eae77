/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, half of it is about Windows */
/* timeout: 120 */
/*
 * Processes that fork, exec, block and wait all the time are ended at random
 * moments, by SIGKILL and by TerminateProcess().  Each one ends, is reaped
 * with the right status, and at last everything works as before: the table's
 * lock, its entries, pipes.  No process of all those is left, no entry of the
 * table, no handle and no file; but a program that is ended from outside amid
 * CreateProcess() leaves the new process suspended for ever, on every system.
 */
#include "kin.h"

#include <dirent.h>

#define WORKERS	4
#define KILLS	36	/* of each kind */
#define SECONDS	20

static char *self;
static int noted;		/* a file */

static void
note(void)
{
	pid_t pid = getpid();

	if (write(noted, &pid, sizeof(pid)) != sizeof(pid))
		_exit(97);
}

/* Tells its Windows process, then does what processes do, without an end. */
static void
work(int fd, unsigned seed)
{
	DWORD id;
	pid_t pid;
	int status;

	nap(1);				/* a process of its own */
	id = GetCurrentProcessId();
	if (write(fd, &id, sizeof(id)) != sizeof(id))
		_exit(99);
	close(fd);
	note();
	for (unsigned i = seed;; i++) {
		pid = fork();
		if (pid == 0) {
			if (i % 4 == 1)
				nap((int)(i % 7));
			note();
			if (i % 4 == 2)
				execv(self, (char *[]){ self, "end", NULL });
			_exit(3);
		}
		if (pid > 0 && waitpid(pid, &status, 0) == pid &&
		    status != 3 << 8)
			_exit(98);
	}
}

struct worker {
	pid_t pid;
	HANDLE process;
};

static struct worker
begin(unsigned seed)
{
	struct worker w;
	int fd[2];

	CHECK_OK(pipe(fd) == 0);
	CHECK_OK((w.pid = fork()) >= 0);
	if (w.pid == 0) {
		close(fd[0]);
		work(fd[1], seed);
	}
	close(fd[1]);
	w.process = process_of(fd[0]);
	close(fd[0]);
	return (w);
}

static void
nothing_is_left(int most)
{
	struct dirent *e;
	pid_t pid;
	int n = 0;
	DIR *d;

	/* What has lost its parent ends by itself soon. */
	for (int i = 0; i < 2000 && kin(KIN_NONE) > most; i++)
		nap(10);
	CHECK(kin(KIN_ALL) <= most);
	for (int i = 0; i < 2000 && kin(KIN_ALL) > 0; i++)
		nap(10);
	CHECK_OK(lseek(noted, 0, SEEK_SET) == 0);
	while (read(noted, &pid, sizeof(pid)) == sizeof(pid)) {
		CHECK_ERR(kill(pid, 0), ESRCH);
		n++;
	}
	CHECK(n > WORKERS);
	CHECK_OK((d = opendir(".")) != NULL);
	for (n = 0; (e = readdir(d)) != NULL; n++)
		CHECK(e->d_name[0] == '.' || strcmp(e->d_name, "noted") == 0);
	CHECK_INT(n, 3);
	CHECK_OK(closedir(d) == 0);
}

static DWORD
handles(void)
{
	DWORD n;

	CHECK(GetProcessHandleCount(GetCurrentProcess(), &n));
	return (n);
}

/* n: which of them; from outside: each third. */
static void
kill_one(struct worker *w, int n, int outside)
{
	int status, by_system = outside && n % 3 == 0;

	if (by_system)
		CHECK(TerminateProcess(w->process, 55));
	else
		CHECK_OK(kill(w->pid, SIGKILL) == 0);
	CHECK_OK(waitpid(w->pid, &status, 0) == w->pid);
	CHECK_INT(status, by_system ? 55 << 8 : SIGKILL);
	CloseHandle(w->process);
}

static void
storm(int outside)
{
	struct worker w[WORKERS];
	time_t start = time(NULL);
	unsigned random = 12345;
	DWORD usual = 0;
	int i, n;

	for (i = 0; i < WORKERS; i++)
		w[i] = begin((unsigned)i);
	for (n = 0; n < KILLS && time(NULL) - start < SECONDS; n++) {
		random = random * 1103515245 + 12345;
		nap((int)(random >> 16) % 40);
		i = n % WORKERS;
		kill_one(&w[i], n, outside);
		w[i] = begin(random);
		if (n == KILLS / 2)
			usual = handles();
	}
	CHECK(n <= KILLS / 2 || handles() == usual);
	for (i = 0; i < WORKERS; i++)
		kill_one(&w[i], 1, 0);
	CHECK_ERR(waitpid(-1, NULL, WNOHANG), ECHILD);
	/* A last one is as good as the first. */
	w[0] = begin(1);
	kill_one(&w[0], 1, 0);
	nothing_is_left(outside ? KILLS / 3 : 0);
}

int
main(int argc, char **argv)
{
	self = argv[0];
	if (argc > 1)
		return (3);
	CHECK_OK((noted = open("noted", O_RDWR | O_CREAT | O_APPEND |
	    O_CLOEXEC, 0600)) >= 0);
	storm(0);
	storm(1);
	return (0);
}
