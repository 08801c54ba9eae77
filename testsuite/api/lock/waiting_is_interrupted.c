/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A signal ends F_SETLKW, F_OFD_SETLKW, lockf() and flock() with EINTR. */
#include "lock/lock.h"
#include "signal/interrupted.h"

static void
handler(int sig)
{
	signals++;
}

static int fd;

static int
waits(void)
{
	int own;

	CHECK_OK((own = open("f", O_RDWR)) >= 0);
	ring_to(handler, 0);
	TRY(lock_op(own, F_SETLKW, F_WRLCK, 0, 0), 0);
	TRY(lock_op(own, F_OFD_SETLKW, F_WRLCK, 0, 0), 0);
	TRY(lockf(own, F_LOCK, 0), 0);
	TRY(flock(own, LOCK_SH), 0);
	return 0;
}

int
main(void)
{
	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 0, 0) == 0);
	CHECK_OK(flock(fd, LOCK_EX) == 0);
	CHECK_INT(in_child(waits), 0);
	return 0;
}
