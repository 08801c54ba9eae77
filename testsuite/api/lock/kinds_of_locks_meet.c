/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-file_ids */
/*
 * Ranges of processes and of descriptions are in each other's way; flock()
 * is a matter of its own.  lockf() is fcntl() by another name.
 */
#include "lock/lock.h"

static int fd;

static int
other_process(void)
{
	CHECK_ERR(lock_op(fd, F_SETLK, F_WRLCK, 0, 1), EAGAIN);
	CHECK_OK(lseek(fd, 0, SEEK_SET) == 0);
	CHECK(lockf(fd, F_TEST, 1) == -1);
	CHECK(errno == EAGAIN || errno == EACCES);
	CHECK_ERR(lockf(fd, F_TLOCK, 1), EAGAIN);
	return 0;
}

int
main(void)
{
	struct flock l;
	int other;

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK((other = open("f", O_RDWR)) >= 0);
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 0, 10) == 0);
	CHECK_ERR(lock_op(other, F_OFD_SETLK, F_WRLCK, 5, 1), EAGAIN);
	CHECK_OK(lock_op(other, F_OFD_SETLK, F_WRLCK, 20, 1) == 0);
	CHECK_INT(who(fd, F_GETLK, 20, 1, &l), F_WRLCK);
	CHECK_INT(l.l_pid, -1);
	CHECK_INT(who(other, F_OFD_GETLK, 0, 1, &l), F_WRLCK);
	CHECK_INT(l.l_pid, getpid());
	CHECK_OK(flock(fd, LOCK_EX) == 0);
	CHECK_ERR(flock(other, LOCK_EX | LOCK_NB), EWOULDBLOCK);

	CHECK_OK(lock_op(fd, F_SETLK, F_UNLCK, 0, 0) == 0);
	CHECK_OK(lseek(fd, 0, SEEK_SET) == 0);
	CHECK_OK(lockf(fd, F_LOCK, 10) == 0);
	CHECK_OK(lockf(fd, F_TEST, 10) == 0);
	CHECK_INT(in_child(other_process), 0);
	CHECK_OK(lockf(fd, F_ULOCK, 10) == 0);
	CHECK_OK(lock_op(other, F_OFD_SETLK, F_WRLCK, 0, 1) == 0);
	return 0;
}
