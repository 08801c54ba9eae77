/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, half of it is about Windows */
/* timeout: 120 */
/*
 * Processes that fork, exec, block and wait all the time are ended at random
 * moments, by SIGKILL and by TerminateProcess().  Each one ends, is reaped
 * with the right status, and at last everything works as before: the table's
 * lock, its entries, pipes.
 */
#include "native.h"

#define WORKERS	4
#define KILLS	60
#define SECONDS	30

static char *self;

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
	for (unsigned i = seed;; i++) {
		pid = fork();
		if (pid == 0) {
			if (i % 4 == 1)
				nap((int)(i % 7));
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

int
main(int argc, char **argv)
{
	struct worker w[WORKERS];
	time_t start = time(NULL);
	unsigned random = 12345;
	int status, i, n;

	self = argv[0];
	if (argc > 1)
		return (3);
	for (i = 0; i < WORKERS; i++)
		w[i] = begin((unsigned)i);
	for (n = 0; n < KILLS && time(NULL) - start < SECONDS; n++) {
		random = random * 1103515245 + 12345;
		nap((int)(random >> 16) % 40);
		i = n % WORKERS;
		if (n % 3 == 0)
			CHECK(TerminateProcess(w[i].process, 55));
		else
			CHECK_OK(kill(w[i].pid, SIGKILL) == 0);
		CHECK_OK(waitpid(w[i].pid, &status, 0) == w[i].pid);
		CHECK_INT(status, n % 3 == 0 ? 55 << 8 : SIGKILL);
		CloseHandle(w[i].process);
		w[i] = begin(random);
	}
	for (i = 0; i < WORKERS; i++) {
		CHECK_OK(kill(w[i].pid, SIGKILL) == 0);
		CHECK_OK(waitpid(w[i].pid, &status, 0) == w[i].pid);
		CloseHandle(w[i].process);
	}
	CHECK_ERR(waitpid(-1, &status, WNOHANG), ECHILD);
	/* A last one is as good as the first. */
	w[0] = begin(1);
	CHECK_OK(kill(w[0].pid, SIGKILL) == 0);
	CHECK_OK(waitpid(w[0].pid, &status, 0) == w[0].pid);
	CHECK_INT(status, SIGKILL);
	return (0);
}
