/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * After pthread_exit() in main the other threads go on; the end of the last
 * one is exit(0), with exit handlers.
 */
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static int fds[2];
static pthread_t main_thread;

static void
at_exit(void)
{
	CHECK_OK(write(fds[1], "x", 1) == 1);
}

static void *
second(void *arg)
{
	CHECK_INT(pthread_join(main_thread, NULL), 0);
	CHECK_OK(write(fds[1], "2", 1) == 1);
	return (void *)7;
}

static void
child(void)
{
	pthread_t t;

	atexit(at_exit);
	main_thread = pthread_self();
	CHECK_INT(pthread_create(&t, NULL, second, NULL), 0);
	pthread_exit((void *)3);
}

int
main(void)
{
	char buf[8];
	int status;
	pid_t pid;
	ssize_t n, all = 0;

	CHECK_OK(pipe(fds) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		child();
		_exit(9);
	}
	close(fds[1]);
	while ((n = read(fds[0], buf + all, sizeof buf - (size_t)all)) > 0)
		all += n;
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), 0);
	CHECK_INT(all, 2);
	CHECK(buf[0] == '2' && buf[1] == 'x');
	return 0;
}
