/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A signal ends F_SETLKW and flock() with EINTR. */
#include "lock/lock.h"

static void
handler(int sig)
{
	(void)sig;
}

static int fd;

static int
waits(void)
{
	struct sigaction sa = { .sa_handler = handler };
	int own;

	CHECK_OK((own = open("f", O_RDWR)) >= 0);
	sigaction(SIGALRM, &sa, NULL);
	alarm(1);
	CHECK_ERR(lock_op(own, F_SETLKW, F_WRLCK, 0, 0), EINTR);
	alarm(1);
	CHECK_ERR(flock(own, LOCK_SH), EINTR);
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
