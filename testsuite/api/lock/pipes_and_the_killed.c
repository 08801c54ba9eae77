/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * What has no position takes locks from its start.  A process that was killed
 * while it waited stands in nobody's way, and is part of no circle.
 */
#include "lock/lock.h"

static int fd;

static void
check_pipe(int end)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_CUR };

	CHECK_OK(fcntl(end, F_SETLK, &l) == 0);
	CHECK_OK(lockf(end, F_TLOCK, 5) == 0);
	CHECK_OK(lockf(end, F_ULOCK, 0) == 0);
}

/* Holds a byte and waits for the one before. */
static void
holds_and_waits(int n, const char *name)
{
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, n, 1) == 0);
	say(name);
	CHECK_OK(lock_op(fd, F_SETLKW, F_WRLCK, n - 1, 1) == 0);
}

static int
second(void)
{
	holds_and_waits(2, "second");
	return 0;
}

static int
third(void)
{
	holds_and_waits(3, "third");
	return 0;
}

int
main(void)
{
	pid_t killed, waits;
	int p[2], fifo;

	CHECK_OK(pipe(p) == 0);
	check_pipe(p[1]);
	CHECK_OK(mkfifo("fifo", 0600) == 0);
	CHECK_OK((fifo = open("fifo", O_RDWR)) >= 0);
	check_pipe(fifo);

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 1, 1) == 0);
	killed = begin(second);
	await("second");
	waits = begin(third);
	await("third");
	nap(100);
	CHECK_OK(kill(killed, SIGKILL) == 0);
	CHECK_INT(end(killed), SIGKILL);
	CHECK_OK(lock_op(fd, F_SETLKW, F_WRLCK, 3, 1) == 0);
	CHECK_INT(end(waits), 0);
	return 0;
}
