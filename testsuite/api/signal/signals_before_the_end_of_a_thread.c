/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * A signal that was sent while the only thread that takes it runs is handled,
 * even if the thread ends right then.
 */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include "test.h"

static volatile int running, stop, hits;

static void
handler(int sig)
{
	hits++;
}

static void *
runs(void *set)
{
	CHECK_INT(pthread_sigmask(SIG_UNBLOCK, set, NULL), 0);
	running = 1;
	while (!stop)
		sched_yield();
	return NULL;
}

int
main(void)
{
	struct sigaction a = { .sa_handler = handler };
	sigset_t set;
	pthread_t t;
	int i;

	CHECK_OK(sigaction(SIGUSR1, &a, NULL) == 0);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK_INT(pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
	for (i = 1; i <= 50; i++) {
		running = stop = 0;
		CHECK_INT(pthread_create(&t, NULL, runs, &set), 0);
		while (!running)
			sched_yield();
		CHECK_OK(kill(getpid(), SIGUSR1) == 0);
		stop = 1;
		CHECK_INT(pthread_join(t, NULL), 0);
		CHECK_INT(hits, i);
	}
	return 0;
}
