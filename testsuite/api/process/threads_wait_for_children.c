/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Several threads wait for children at once: each is told of its own one that
 * stops, goes on and ends, also where it was begun by another thread while the
 * wait lasted.
 */
#include "process/children.h"
#include <pthread.h>

#define N	3

static pid_t pids[N];
static int status[N];
static volatile int n_told;
static int up[2];

static int
rests(void)
{
	CHECK_INT(write(up[1], "x", 1), 1);
	for (;;)
		pause();
}

static int
ends(void)
{
	return 7;
}

static void *
waits(void *arg)
{
	int i = (int)(long)arg;

	CHECK_OK(waitpid(pids[i], &status[i], WUNTRACED | WCONTINUED) ==
	    pids[i]);
	__atomic_add_fetch(&n_told, 1, __ATOMIC_SEQ_CST);
	return NULL;
}

/* All wait, then the signal comes to one after the other. */
static void
tell(int sig, int want, int backwards)
{
	pthread_t t[N];

	n_told = 0;
	for (long i = 0; i < N; i++)
		CHECK_INT(pthread_create(&t[i], NULL, waits, (void *)i), 0);
	nap(20);
	for (int i = 0; i < N; i++) {
		CHECK_OK(kill(pids[backwards ? N - 1 - i : i], sig) == 0);
		while (n_told <= i)
			nap(1);
	}
	for (int i = 0; i < N; i++) {
		CHECK_INT(pthread_join(t[i], NULL), 0);
		CHECK_INT(status[i], want);
	}
}

static void *
waits_for_any(void *arg)
{
	pid_t *pid = arg;

	*pid = waitpid(-1, &status[0], 0);
	return NULL;
}

int
main(void)
{
	pthread_t t;
	pid_t first, later, any = 0;
	char c;

	CHECK_OK(pipe(up) == 0);
	for (int i = 0; i < N; i++) {
		pids[i] = begin(rests);
		CHECK_INT(read(up[0], &c, 1), 1);
	}
	for (int backwards = 0; backwards < 2; backwards++) {
		tell(SIGSTOP, SIGSTOP << 8 | 0x7f, backwards);
		tell(SIGCONT, 0xffff, backwards);
	}
	tell(SIGKILL, SIGKILL, 1);
	CHECK_ERR(wait(NULL), ECHILD);

	first = begin(rests);
	CHECK_INT(read(up[0], &c, 1), 1);
	CHECK_INT(pthread_create(&t, NULL, waits_for_any, &any), 0);
	nap(20);
	later = begin(ends);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(any, later);
	CHECK_INT(status[0], 7 << 8);
	CHECK_OK(kill(first, SIGKILL) == 0);
	CHECK_INT(end(first), SIGKILL);
	return 0;
}
