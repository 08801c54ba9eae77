/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* Who waits for a lock gets it when the holder is killed. */
#include "lock/lock.h"

static int fd;

static int
holds(void)
{
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 0, 0) == 0);
	say("held");
	for (;;)
		pause();
}

static int
holds_flock(void)
{
	int own;

	CHECK_OK((own = open("f", O_RDWR)) >= 0);
	CHECK_OK(flock(own, LOCK_EX) == 0);
	say("held too");
	for (;;)
		pause();
}

int
main(void)
{
	pid_t pid;

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	pid = begin(holds);
	await("held");
	CHECK_ERR(lock_op(fd, F_SETLK, F_RDLCK, 0, 0), EAGAIN);
	kill(pid, SIGKILL);
	CHECK_OK(lock_op(fd, F_SETLKW, F_RDLCK, 0, 0) == 0);
	CHECK_INT(end(pid), SIGKILL);
	pid = begin(holds_flock);
	await("held too");
	CHECK_ERR(flock(fd, LOCK_SH | LOCK_NB), EWOULDBLOCK);
	kill(pid, SIGKILL);
	CHECK_OK(flock(fd, LOCK_SH) == 0);
	CHECK_INT(end(pid), SIGKILL);
	return 0;
}
