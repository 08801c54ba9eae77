/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * A shared flock() that is to be exclusive: at once where nobody else has
 * one, else it is given up first, so two that both want that do not wait for
 * each other.
 */
#include "lock/lock.h"

static int fd, other;

static int
alone(void)
{
	int mine = open("f", O_RDWR);

	CHECK_OK(flock(mine, LOCK_SH) == 0);
	say("shared");
	await("both");
	CHECK_OK(flock(mine, LOCK_EX) == 0);
	CHECK_OK(mkdir("alone", 0700) == 0);
	nap(20);
	CHECK_OK(rmdir("alone") == 0);
	return 0;
}

int
main(void)
{
	pid_t pid;
	int status;

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK((other = open("f", O_RDWR)) >= 0);
	CHECK_OK(flock(fd, LOCK_SH) == 0);
	CHECK_OK(flock(fd, LOCK_EX) == 0);
	CHECK_ERR(flock(other, LOCK_SH | LOCK_NB), EWOULDBLOCK);
	CHECK_OK(flock(fd, LOCK_SH) == 0);
	CHECK_OK(flock(other, LOCK_SH | LOCK_NB) == 0);

	/* Not now: what there was is gone as well. */
	CHECK_ERR(flock(fd, LOCK_EX | LOCK_NB), EWOULDBLOCK);
	CHECK_OK(flock(other, LOCK_EX | LOCK_NB) == 0);
	CHECK_ERR(flock(fd, LOCK_SH | LOCK_NB), EWOULDBLOCK);
	CHECK_OK(flock(other, LOCK_UN) == 0);

	/* This process and another. */
	if ((pid = fork()) == 0)
		_exit(alone());
	CHECK_OK(pid > 0);
	CHECK_OK(flock(fd, LOCK_SH) == 0);
	await("shared");
	say("both");
	CHECK_OK(flock(fd, LOCK_EX) == 0);
	CHECK_OK(mkdir("alone", 0700) == 0);
	nap(20);
	CHECK_OK(rmdir("alone") == 0);
	CHECK_OK(flock(fd, LOCK_UN) == 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	return 0;
}
