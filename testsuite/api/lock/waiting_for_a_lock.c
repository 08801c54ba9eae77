/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* F_SETLKW waits until the range is free; readers share. */
#include "lock/lock.h"

static int fd;

static int
waits(void)
{
	CHECK_ERR(lock_op(fd, F_SETLK, F_RDLCK, 5, 1), EAGAIN);
	CHECK_OK(lock_op(fd, F_SETLK, F_RDLCK, 0, 5) == 0);
	say("waiting");
	CHECK_OK(lock_op(fd, F_SETLKW, F_WRLCK, 5, 1) == 0);
	CHECK_OK(access("released", F_OK) == 0);
	return 0;
}

static int
shares(void)
{
	CHECK_OK(lock_op(fd, F_SETLK, F_RDLCK, 0, 0) == 0);
	CHECK_ERR(lock_op(fd, F_SETLK, F_WRLCK, 0, 0), EAGAIN);
	return 0;
}

int
main(void)
{
	pid_t pid[3];

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 5, 5) == 0);
	pid[0] = begin(waits);
	await("waiting");
	nap(100);
	say("released");
	CHECK_OK(lock_op(fd, F_SETLK, F_UNLCK, 0, 0) == 0);
	CHECK_INT(end(pid[0]), 0);
	/* What it had is gone with it. */
	CHECK_OK(lock_op(fd, F_SETLK, F_RDLCK, 0, 0) == 0);
	for (int i = 0; i < 3; i++)
		pid[i] = begin(shares);
	for (int i = 0; i < 3; i++)
		CHECK_INT(end(pid[i]), 0);
	return 0;
}
