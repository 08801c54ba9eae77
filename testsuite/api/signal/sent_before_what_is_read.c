/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 30 */
/*
 * A process sends a signal and writes then, or comes to a barrier: whoever
 * has read that, or left the barrier, has run the handler, wherever the
 * signal met him: waiting, computing, or about to call.
 */
#include "process/children.h"
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>

#define ROUNDS	100

static volatile sig_atomic_t handled;
static int ask[2], answer[2];
static pthread_barrier_t *barrier;

static void
on_signal(int sig)
{
	handled++;
}

static int
sends(void)
{
	pid_t parent = getppid();
	char c;

	close(ask[1]);
	while (read(ask[0], &c, 1) == 1) {
		kill(parent, SIGUSR1);
		CHECK_INT(write(answer[1], "x", 1), 1);
	}
	for (int i = 0; i < ROUNDS; i++) {
		kill(parent, SIGUSR1);
		pthread_barrier_wait(barrier);
		pthread_barrier_wait(barrier);
	}
	return 0;
}

static void
compute(int n)
{
	for (volatile int i = 0; i < n; i++)
		continue;
}

static void
read_after(int how)
{
	int before = handled;
	char c;

	CHECK_INT(write(ask[1], "x", 1), 1);
	if (how == 1)
		compute(300000);
	else if (how == 2)
		sched_yield();
	CHECK_INT(read(answer[0], &c, 1), 1);
	CHECK_INT(handled, before + 1);
}

int
main(void)
{
	struct sigaction sa = { .sa_handler = on_signal,
	    .sa_flags = SA_RESTART };
	pthread_barrierattr_t attr;
	int before;
	pid_t pid;

	CHECK_OK(sigaction(SIGUSR1, &sa, NULL) == 0);
	CHECK_OK(pipe(ask) == 0 && pipe(answer) == 0);
	barrier = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK_OK(barrier != MAP_FAILED);
	pthread_barrierattr_init(&attr);
	pthread_barrierattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
	CHECK_INT(pthread_barrier_init(barrier, &attr, 2), 0);
	pid = begin(sends);
	for (int i = 0; i < ROUNDS; i++)
		read_after(i % 3);
	before = handled;
	close(ask[1]);
	for (int i = 0; i < ROUNDS; i++) {
		compute(i * 100);
		pthread_barrier_wait(barrier);
		CHECK_INT(handled, before + i + 1);
		pthread_barrier_wait(barrier);
	}
	CHECK_INT(end(pid), 0);
	return 0;
}
