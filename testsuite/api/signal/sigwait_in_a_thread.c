/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * The usual thread for signals: all others block them, one takes them with
 * sigwait(), from the process itself, another thread and a child.
 */
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static sigset_t set;
static sem_t taken;
static volatile int last;

static void *
waiter(void *arg)
{
	int sig;

	do {
		CHECK_INT(sigwait(&set, &sig), 0);
		last = sig;
		sem_post(&taken);
	} while (sig != SIGTERM);
	return NULL;
}

static void
expect(int sig)
{
	while (sem_wait(&taken) != 0)
		;
	CHECK_INT(last, sig);
}

static void *
sends(void *waiter_thread)
{
	CHECK_OK(kill(getpid(), SIGUSR1) == 0);
	expect(SIGUSR1);
	CHECK_INT(pthread_kill(*(pthread_t *)waiter_thread, SIGUSR2), 0);
	expect(SIGUSR2);
	return NULL;
}

int
main(void)
{
	pthread_t t, u;
	pid_t pid;

	sem_init(&taken, 0, 0);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGUSR2);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGALRM);
	CHECK_INT(pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
	CHECK_INT(pthread_create(&t, NULL, waiter, NULL), 0);
	CHECK_OK(kill(getpid(), SIGUSR1) == 0);
	expect(SIGUSR1);
	CHECK_INT(pthread_create(&u, NULL, sends, &t), 0);
	CHECK_INT(pthread_join(u, NULL), 0);
	alarm(1);
	expect(SIGALRM);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		_exit(kill(getppid(), SIGUSR2));
	expect(SIGUSR2);
	CHECK_OK(waitpid(pid, NULL, 0) == pid);
	CHECK_OK(kill(getpid(), SIGTERM) == 0);
	expect(SIGTERM);
	CHECK_INT(pthread_join(t, NULL), 0);
	return 0;
}
