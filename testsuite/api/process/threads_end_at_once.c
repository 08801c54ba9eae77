/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Two threads end the process at once, or one ends it while another starts
 * programs: the parent is told what one of them has said, and nothing is left
 * that would hold a pipe open.
 */
#include "process/children.h"
#include <pthread.h>
#include <spawn.h>
#include <sys/resource.h>

#define ROUNDS	5

extern char **environ;
static char *program;
static pthread_barrier_t barrier;
static void *(*ends)(void *);

static void *
exits_3(void *arg)
{
	exit(3);
}

static void *
exits_5(void *arg)
{
	_exit(5);
}

static void *
faults(void *arg)
{
	*(volatile int *)arg = 1;
	return NULL;
}

static void *
aborts(void *arg)
{
	signal(SIGABRT, SIG_DFL);
	abort();
}

static void *
execs(void *arg)
{
	execl(program, program, "7", NULL);
	_exit(99);
}

static void *
forks(void *arg)
{
	for (;;)
		if (fork() == 0)
			_exit(0);
}

static void *
spawns(void *arg)
{
	char *args[] = { program, (char *)"0", NULL };
	pid_t pid;

	while (posix_spawn(&pid, program, NULL, NULL, args, environ) == 0)
		continue;
	return NULL;
}

static void *
ends_together(void *arg)
{
	pthread_barrier_wait(&barrier);
	return ends(arg);
}

/* Of a child with these two threads, when all that it began is gone. */
static int
status_of(void *(*one)(void *), void *(*other)(void *), int late)
{
	pthread_t t;
	int p[2];
	pid_t pid;
	char c;

	CHECK_OK(pipe(p) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		signal(SIGCHLD, SIG_IGN);	/* no zombies */
		ends = one;
		pthread_barrier_init(&barrier, NULL, 2);
		if (pthread_create(&t, NULL, ends_together, NULL) != 0)
			_exit(98);
		pthread_barrier_wait(&barrier);
		nap(late);
		other(NULL);
	}
	CHECK_OK(close(p[1]) == 0);
	CHECK_INT(read(p[0], &c, 1), 0);
	CHECK_OK(close(p[0]) == 0);
	return end(pid);
}

#define CHECK_ONE_OF(status, a, b) do {					\
	int s_ = (status);						\
	if (s_ != (a) && s_ != (b))					\
		CHECK_INT(s_, (a));					\
} while (0)

int
main(int argc, char *argv[])
{
	static const struct rlimit none;

	if (argc > 1)
		return atoi(argv[1]);
	CHECK_OK(setrlimit(RLIMIT_CORE, &none) == 0);
	program = argv[0];
	for (int i = 0; i < ROUNDS; i++) {
		CHECK_ONE_OF(status_of(exits_3, exits_5, 0), 3 << 8, 5 << 8);
		CHECK_INT(status_of(faults, faults, 0), SIGSEGV);
		CHECK_ONE_OF(status_of(faults, exits_5, 0), SIGSEGV, 5 << 8);
		CHECK_ONE_OF(status_of(aborts, exits_3, 0), SIGABRT, 3 << 8);
		CHECK_ONE_OF(status_of(execs, exits_3, i % 4 * 8), 7 << 8,
		    3 << 8);
		CHECK_ONE_OF(status_of(execs, execs, i % 4 * 8), 7 << 8,
		    7 << 8);
		CHECK_INT(status_of(forks, exits_3, i * 3), 3 << 8);
		CHECK_INT(status_of(forks, faults, i * 3), SIGSEGV);
		CHECK_INT(status_of(spawns, exits_5, i * 3), 5 << 8);
	}
	return 0;
}
