/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, the trace is our own */
/* timeout: 60 */
/*
 * The trace of a tree of processes goes to one file, also where it is named
 * by a relative path, and says who forked, why, and who sent which signal.
 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

extern char **environ;

static char text[1 << 20];

static void
take(int sig)
{
}

static int
reap(pid_t pid)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	return (status);
}

static void *
rest(void *arg)
{
	pause();
	return (NULL);
}

/* The children's pids, for main() to look for. */
static void
work(char *self)
{
	char *args[] = { self, "end", "too", NULL };
	int p[2], q[2];
	pthread_t thread;
	pid_t pid;
	char c;

	CHECK_OK(pipe(p) == 0 && pipe(q) == 0);
	CHECK(signal(SIGUSR1, take) != SIG_ERR);
	if ((pid = fork()) == 0) {
		close(p[1]);
		write(q[1], "x", 1);
		_exit(read(p[0], &c, 1) == 1 ? 1 : 0);
	}
	CHECK_INT(read(q[0], &c, 1), 1);
	CHECK_OK(kill(pid, SIGUSR1) == 0);
	close(p[1]);
	printf("blocked %d\nself %d\n", (int)pid, (int)getpid());
	CHECK_INT(reap(pid), 0);
	if ((pid = fork()) == 0) {
		clock_t end = clock() + CLOCKS_PER_SEC / 5;

		while (clock() < end)
			continue;
		_exit(0);
	}
	printf("computed %d\n", (int)pid);
	CHECK_INT(reap(pid), 0);
	CHECK_OK(mkdir("sub", 0777) == 0 && chdir("sub") == 0);
	CHECK_INT(posix_spawn(&pid, self, NULL, NULL, args, environ), 0);
	printf("spawned %d\n", (int)pid);
	CHECK_INT(reap(pid), 0);
	CHECK_INT(pthread_create(&thread, NULL, rest, NULL), 0);
	if ((pid = fork()) == 0)
		_exit(0);
	printf("eager %d\n", (int)pid);
	CHECK_INT(reap(pid), 0);
	fflush(stdout);
	_exit(0);
}

static void
has(const char *fmt, int a, int b)
{
	char want[100];

	snprintf(want, sizeof(want), fmt, a, b);
	if (strstr(text, want) == NULL) {
		fprintf(stderr, "not in the trace: %s\n", want);
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	int p[2], blocked, self, computed, spawned, eager;
	FILE *fp;
	pid_t pid;

	if (argc > 2)
		return (getpid() < 0);
	if (argc > 1)
		work(argv[0]);
	CHECK_OK(pipe(p) == 0);
	if ((pid = fork()) == 0) {
		setenv("ISTHMUS_TRACE", "process,signal:tree.log", 1);
		dup2(p[1], 1);
		execl(argv[0], argv[0], "work", (char *)NULL);
		_exit(9);
	}
	close(p[1]);
	CHECK_INT(reap(pid), 0);
	fp = fdopen(p[0], "r");
	CHECK_INT(fscanf(fp, "blocked %d self %d computed %d spawned %d "
	    "eager %d", &blocked, &self, &computed, &spawned, &eager), 5);
	CHECK_OK((fp = fopen("tree.log", "r")) != NULL);
	fread(text, 1, sizeof(text) - 1, fp);
	CHECK_ERR(access("sub/tree.log", F_OK), ENOENT);
	has("fork: child %d runs in place", blocked, 0);
	has("child %d materializes (pipe_read): 0", blocked, 0);
	has(" from %d to %d: 0", self, blocked);
	has("child %d materializes (its time is up): 0", computed, 0);
	has(".exe as %d = 0", spawned, 0);
	has("/%d ", spawned, 0);
	has("fork = %d (eager: threads): 0", eager, 0);
	has("is %d in the table", spawned, 0);
	return (0);
}
