/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Cancellation in waitpid(), waitid(), wait(), wait3() and wait4(); the child
 * can be waited for afterwards.  In system(): the command ends, and SIGINT is
 * what it was.
 */
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static pid_t child;
static sem_t ready;

static void in_waitpid(void) { waitpid(child, NULL, 0); }
static void in_wait(void) { wait(NULL); }
static void in_waitid(void)
{
	siginfo_t info;

	waitid(P_PID, (id_t)child, &info, WEXITED);
}

static void in_wait3(void) { wait3(NULL, 0, NULL); }
static void in_wait4(void) { wait4(child, NULL, 0, NULL); }
static void in_system(void) { (void)!system("echo >&9; read x <&8"); }

static void *
run(void *arg)
{
	void (**fn)(void) = arg;

	sem_post(&ready);
	for (;;)
		(*fn)();
	return NULL;
}

static void
cancel_system(void)
{
	static void (*fn)(void) = in_system;
	int started[2], never[2];
	struct sigaction sa;
	pthread_t t;
	void *value;
	char c;

	if (system(NULL) == 0)
		return;
	CHECK_OK(pipe(started) == 0 && pipe(never) == 0);
	CHECK_OK(dup2(started[1], 9) == 9 && dup2(never[0], 8) == 8);
	close(started[1]);
	CHECK_INT(pthread_create(&t, NULL, run, &fn), 0);
	CHECK_OK(read(started[0], &c, 1) == 1);
	CHECK_INT(pthread_cancel(t), 0);
	CHECK_INT(pthread_join(t, &value), 0);
	CHECK(value == PTHREAD_CANCELED);
	/* Nobody has the pipe any more. */
	close(9);
	CHECK_OK(read(started[0], &c, 1) == 0);
	CHECK_OK(sigaction(SIGINT, NULL, &sa) == 0);
	CHECK(sa.sa_handler == SIG_DFL);
}

int
main(void)
{
	static void (*fns[])(void) = { in_waitpid, in_wait, in_waitid,
	    in_wait3, in_wait4 };
	int fds[2], status;
	pthread_t t;
	void *value;
	unsigned i;
	char c;

	sem_init(&ready, 0, 0);
	CHECK_OK(pipe(fds) == 0);
	CHECK_OK((child = fork()) >= 0);
	if (child == 0) {
		close(fds[1]);
		_exit(read(fds[0], &c, 1) == 0 ? 5 : 1);
	}
	close(fds[0]);
	for (i = 0; i < sizeof fns / sizeof fns[0]; i++) {
		CHECK_INT(pthread_create(&t, NULL, run, &fns[i]), 0);
		while (sem_wait(&ready) != 0)
			;
		usleep(5000);
		CHECK_INT(pthread_cancel(t), 0);
		CHECK_INT(pthread_join(t, &value), 0);
		CHECK(value == PTHREAD_CANCELED);
	}
	close(fds[1]);
	CHECK_OK(waitpid(child, &status, 0) == child);
	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), 5);
	cancel_system();
	return 0;
}
