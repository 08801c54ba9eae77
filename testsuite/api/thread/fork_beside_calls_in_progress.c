/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * What a thread's call is about to read is not held open in a child that
 * another thread forks: with the child's descriptors closed, it is the
 * parent's close() that leaves a pipe without readers.
 */
#include "test.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int data[2], go[2];
static volatile int stop;

static void *
read_one(void *arg)
{
	char c;

	return read(data[0], &c, 1) == 1 ? &data : NULL;
}

/* Short calls, one after the other. */
static void *
ask(void *arg)
{
	struct pollfd p = { data[0], POLLIN, 0 };
	struct stat st;

	while (!stop)
		if (fstat(data[0], &st) < 0 || poll(&p, 1, 0) < 0)
			return NULL;
	return &data;
}

/* A child that has closed the pipe, and lives until go has no writer. */
static pid_t
child_without_the_pipe(void)
{
	pid_t pid = fork();
	char c;

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		close(data[0]);
		close(data[1]);
		close(go[1]);
		_exit(read(go[0], &c, 1) == 0 ? 0 : 1);
	}
	return pid;
}

static void
once(void *(*call)(void *))
{
	pthread_t t;
	void *ended;
	int status;
	pid_t pid;

	CHECK_OK(pipe(data) == 0 && pipe(go) == 0);
	stop = 0;
	CHECK_INT(pthread_create(&t, NULL, call, NULL), 0);
	usleep(call == read_one ? 50000 : 1000);
	pid = child_without_the_pipe();
	stop = 1;
	if (call == read_one)
		CHECK_INT(write(data[1], "x", 1), 1);
	CHECK_INT(pthread_join(t, &ended), 0);
	CHECK(ended != NULL);
	CHECK_OK(close(data[0]) == 0);
	/* The child has had no time yet to close what it has. */
	for (int i = 0; i < 500 && write(data[1], "y", 1) == 1; i++)
		usleep(10000);
	errno = 0;
	CHECK(write(data[1], "y", 1) == -1 && errno == EPIPE);
	CHECK_OK(close(go[1]) == 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK_OK(close(data[1]) == 0 && close(go[0]) == 0);
}

int
main(void)
{
	CHECK_OK(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
	once(read_one);
	for (int i = 0; i < 10; i++)
		once(ask);
	return 0;
}
