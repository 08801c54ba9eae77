/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Cancellation in waitpid(), waitid() and wait(); the child can be
 * waited for afterwards.
 */
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
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

static void *
run(void *arg)
{
	void (**fn)(void) = arg;

	sem_post(&ready);
	for (;;)
		(*fn)();
	return NULL;
}

int
main(void)
{
	static void (*fns[])(void) = { in_waitpid, in_wait, in_waitid };
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
	for (i = 0; i < 3; i++) {
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
	return 0;
}
