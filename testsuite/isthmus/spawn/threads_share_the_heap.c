/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it looks at how memory is mapped */
/* timeout: 120 */
/*
 * fork in a process with threads: while they compute, wait or read, a big heap
 * is shared with the child copy-on-write; while one is in a call of the system
 * that is its own, it is copied.  Each way both processes have their own
 * memory, nothing that is read or written is lost, and the child sees it all
 * as of one moment.
 */
#include "native.h"

#include <pthread.h>
#include <semaphore.h>

#define BIG	((size_t)16 << 20)
#define PAGE	4096
#define SLOTS	(BIG / PAGE)
#define TRIES	40

static char *big, *buffer;
static volatile int stop;
static volatile unsigned rounds;
static int input[2], to_child[2];
static sem_t sem, was_read;
static HANDLE event;

static volatile unsigned *
slot(size_t i)
{
	return ((volatile unsigned *)(void *)(big + i * PAGE));
}

/* Writes the same number into each page, from the first on. */
static void *
computes(void *arg)
{
	for (unsigned n = 1; !stop; n++) {
		for (size_t i = 0; i < SLOTS; i++)
			*slot(i) = n;
		for (size_t i = 0; i < SLOTS; i++)
			CHECK_INT(*slot(i), n);
		rounds = n;
	}
	return (NULL);
}

static void *
waits(void *arg)
{
	while (sem_wait(&sem) != 0)
		continue;
	return (NULL);
}

static void *
reads(void *arg)
{
	ssize_t n;

	while ((n = read(input[0], buffer, 100)) > 0) {
		CHECK_INT(n, 4);
		CHECK(memcmp(buffer, "text", 4) == 0);
		memset(buffer, 0, 4);
		CHECK_OK(sem_post(&was_read) == 0);
	}
	CHECK_INT(n, 0);
	return (NULL);
}

static void *
calls_the_system(void *arg)
{
	WaitForSingleObject(event, INFINITE);
	return (NULL);
}

static int
is_shared(const char *at)
{
	MEMORY_BASIC_INFORMATION mi;

	CHECK(VirtualQuery(at, &mi, sizeof(mi)) != 0);
	return (mi.Protect == PAGE_WRITECOPY);
}

/* Nobody computes here: one round, and part of the next. */
static void
child(void)
{
	unsigned first = *slot(0), last = first;
	char c;

	for (size_t i = 0; i < SLOTS; i++) {
		CHECK(*slot(i) == first || *slot(i) == first - 1);
		CHECK(*slot(i) <= last);
		last = *slot(i);
		slot(i)[1] = 99;
	}
	CHECK_INT(read(to_child[0], &c, 1), 1);
	CHECK_INT(*slot(0), first);
	CHECK_INT(*slot(SLOTS - 1), last);
	_exit(0);
}

static void
fork_once(void)
{
	unsigned before;
	int status;
	pid_t pid;

	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		child();
	CHECK_INT(write(input[1], "text", 4), 4);
	while (sem_wait(&was_read) != 0)
		continue;
	for (before = rounds; rounds < before + 2;)
		nap(1);
	CHECK_INT(write(to_child[1], "x", 1), 1);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	for (size_t i = 0; i < SLOTS; i++)
		CHECK_INT(slot(i)[1], 0);
}

/*
 * Where the threads are is only known once they have come to rest: until
 * then it may go either way.
 */
static int
forks(int shares)
{
	char *more;

	for (int i = 0; i < TRIES; i++) {
		/* What has been shared stays so. */
		CHECK((more = malloc(BIG)) != NULL);
		fork_once();
		if (is_shared(more + BIG / 2) == shares)
			return (1);
	}
	return (0);
}

int
main(void)
{
	pthread_t t[4];

	CHECK_OK(pipe(input) == 0 && pipe(to_child) == 0);
	CHECK_OK(sem_init(&sem, 0, 0) == 0 && sem_init(&was_read, 0, 0) == 0);
	CHECK((event = CreateEventA(NULL, TRUE, FALSE, NULL)) != NULL);
	CHECK((big = calloc(1, BIG)) != NULL);
	CHECK((buffer = malloc(BIG)) != NULL);
	CHECK_INT(pthread_create(&t[0], NULL, computes, NULL), 0);
	CHECK_INT(pthread_create(&t[1], NULL, waits, NULL), 0);
	CHECK_INT(pthread_create(&t[2], NULL, reads, NULL), 0);
	CHECK(forks(1));
	fork_once();
	CHECK(is_shared(big + BIG / 2));
	CHECK_INT(pthread_create(&t[3], NULL, calls_the_system, NULL), 0);
	CHECK(forks(0));
	stop = 1;
	SetEvent(event);
	CHECK_OK(sem_post(&sem) == 0);
	CHECK_OK(close(input[1]) == 0);
	for (int i = 0; i < 4; i++)
		CHECK_INT(pthread_join(t[i], NULL), 0);
	return (0);
}
