/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Several threads spawn, run commands and open pipes at once; a thread that
 * is not the first one execs, and the program is that process, alone in it.
 */
#include "spawn.h"

#include <pthread.h>
#include <signal.h>

static char *self;

static void *
starts(void *arg)
{
	char number[10], line[20], *args[] = { self, "code", number, NULL };
	int n = (int)(long)arg, status;
	FILE *fp;
	pid_t pid;

	for (int i = 0; i < 3; i++) {
		snprintf(number, sizeof number, "%d", 10 * n + i);
		CHECK_INT(posix_spawn(&pid, self, NULL, NULL, args, environ),
		    0);
		CHECK_INT(exit_of(pid), 10 * n + i);
		status = system(i % 2 ? "exit 4" : "exit 5");
		CHECK_INT(status, (i % 2 ? 4 : 5) << 8);
		CHECK_OK((fp = popen("echo 17", "r")) != NULL);
		CHECK(fgets(line, sizeof line, fp) != NULL);
		CHECK_STR(line, "17\n");
		CHECK_INT(pclose(fp), 0);
	}
	return (NULL);
}

static void *
execs(void *arg)
{
	char number[20], *args[] = { self, "is", number, NULL };
	sigset_t set;

	signal(SIGUSR1, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	raise(SIGUSR2);
	snprintf(number, sizeof number, "%d", (int)getpid());
	execv(self, args);
	return (NULL);
}

static void *
rests(void *arg)
{
	for (;;)
		pause();
	return (NULL);
}

/* The main thread waits, another one rests, a third one execs. */
static void
in_a_thread(void)
{
	pthread_t t;

	if (pthread_create(&t, NULL, rests, NULL) != 0 ||
	    pthread_create(&t, NULL, execs, NULL) != 0)
		_exit(1);
	pthread_join(t, NULL);
	_exit(2);
}

static void
in_the_main_thread(void)
{
	pthread_t t;

	if (pthread_create(&t, NULL, rests, NULL) != 0)
		_exit(1);
	execs(NULL);
	_exit(2);
}

/* The program anew. */
static int
is(pid_t pid)
{
	sigset_t blocked, pending;

	CHECK(signal(SIGUSR1, SIG_DFL) == SIG_IGN);
	CHECK_INT(pthread_sigmask(SIG_BLOCK, NULL, &blocked), 0);
	CHECK_INT(sigismember(&blocked, SIGUSR2), 1);
	CHECK_INT(sigismember(&blocked, SIGUSR1), 0);
	CHECK_OK(sigpending(&pending) == 0);
	CHECK_INT(sigismember(&pending, SIGUSR2), 1);
	return (getpid() == pid ? 42 : 43);
}

int
main(int argc, char **argv)
{
	pthread_t t[4];
	pid_t pid;

	self = argv[0];
	if (argc > 2 && strcmp(argv[1], "code") == 0)
		return (atoi(argv[2]));
	if (argc > 2)
		return (is(atoi(argv[2])));
	for (long i = 0; i < 4; i++)
		CHECK_INT(pthread_create(&t[i], NULL, starts, (void *)i), 0);
	for (int i = 0; i < 4; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		in_a_thread();
	CHECK_INT(exit_of(pid), 42);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		in_the_main_thread();
	CHECK_INT(exit_of(pid), 42);
	CHECK_ERR(wait(NULL), ECHILD);
	return (0);
}
