/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Processes of fork that are fifty generations deep; a family without any
 * standard descriptor; children of a process with two hundred threads that
 * wait; exec in one of fifty threads that wait and compute.
 */
#include <pthread.h>
#include <semaphore.h>

#include "process/children.h"

#define GENERATIONS	50
#define THREADS		200

static char *self;
static int generations, kind;
static volatile int ready;
static sem_t never;

/* Each with a process of its own: how many there are from here on. */
static int
generation(void)
{
	int status;

	nap(1);
	if (++generations == GENERATIONS)
		return 1;
	status = end(begin(generation));
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status) + 1;
}

static int
becomes_another(void)
{
	execl(self, self, "end", NULL);
	return 99;
}

static int
without_any(void)
{
	int fd;

	nap(1);
	if ((fd = open("x", O_CREAT | O_RDWR, 0600)) != 0)
		return 1;
	if (end(begin(becomes_another)) != 33 << 8)
		return 2;
	return dup(0) == 1 && write(1, "text", 4) == 4 ? 34 : 3;
}

static int
closes_all(void)
{
	close(0);
	close(1);
	close(2);
	if (end(begin(without_any)) != 34 << 8)
		return 4;
	/* What the child opened is not this one's. */
	if (open("x", O_RDONLY) != 0)
		return 5;
	return end(begin(becomes_another)) == 33 << 8 ? 35 : 6;
}

static void *
waits(void *arg)
{
	__atomic_add_fetch(&ready, 1, __ATOMIC_SEQ_CST);
	while (sem_wait(&never) != 0)
		continue;
	return arg;
}

static void *
computes(void *arg)
{
	__atomic_add_fetch(&ready, 1, __ATOMIC_SEQ_CST);
	for (;;)
		free(malloc(100));
	return arg;
}

static void
start(int n, void *(*fn)(void *))
{
	pthread_t t;

	for (int i = 0; i < n; i++) {
		CHECK_INT(pthread_create(&t, NULL, fn, NULL), 0);
		CHECK_INT(pthread_detach(t), 0);
	}
}

static int
of_many_threads(void)
{
	pthread_t t;

	if (kind == 1)
		nap(1);
	if (kind == 2)
		return becomes_another();
	if (kind == 3) {
		/* The others are not here. */
		CHECK_OK(sem_init(&never, 0, 0) == 0);
		CHECK_INT(pthread_create(&t, NULL, waits, NULL), 0);
		CHECK_OK(sem_post(&never) == 0);
		CHECK_INT(pthread_join(t, NULL), 0);
	}
	return 33;
}

static void *
execs(void *arg)
{
	_exit(becomes_another());
}

static int
one_of_fifty_execs(void)
{
	ready = 0;
	start(46, waits);
	start(3, computes);
	while (ready < 49)
		nap(1);
	start(1, execs);
	while (pause() < 0)
		continue;
	return 1;
}

int
main(int argc, char **argv)
{
	self = argv[0];
	if (argc > 1)
		return 33;
	CHECK_OK(sem_init(&never, 0, 0) == 0);
	CHECK_INT(in_child(generation), GENERATIONS);
	CHECK_INT(in_child(closes_all), 35);
	start(THREADS, waits);
	while (ready < THREADS)
		nap(1);
	for (kind = 0; kind < 4; kind++)
		CHECK_INT(in_child(of_many_threads), 33);
	CHECK_INT(in_child(one_of_fifty_execs), 33);
	return 0;
}
