/* SPDX-License-Identifier: BSD-2-Clause */
#include "lock/lock.h"

int
main(void)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd, rd, wr;

	CHECK_ERR(fcntl(999, F_SETLK, &l), EBADF);
	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK((rd = open("f", O_RDONLY)) >= 0);
	CHECK_OK((wr = open("f", O_WRONLY)) >= 0);
	CHECK_ERR(fcntl(rd, F_SETLK, &l), EBADF);
	l.l_type = F_RDLCK;
	CHECK_ERR(fcntl(wr, F_SETLK, &l), EBADF);
	CHECK_OK(fcntl(rd, F_SETLK, &l) == 0);
	l.l_type = 77;
	CHECK_ERR(fcntl(fd, F_SETLK, &l), EINVAL);
	l.l_type = F_RDLCK;
	l.l_whence = 9;
	CHECK_ERR(fcntl(fd, F_SETLK, &l), EINVAL);
	l.l_whence = SEEK_SET;
	l.l_start = -1;
	CHECK_ERR(fcntl(fd, F_SETLK, &l), EINVAL);
	l.l_start = 5;
	l.l_len = -6;
	CHECK_ERR(fcntl(fd, F_SETLK, &l), EINVAL);
	CHECK_ERR(flock(fd, 77), EINVAL);
	CHECK_ERR(flock(999, LOCK_SH), EBADF);
	CHECK_ERR(lockf(fd, 99, 0), EINVAL);
	l = (struct flock){ .l_type = F_RDLCK, .l_pid = 7 };
	CHECK_ERR(fcntl(fd, F_OFD_SETLK, &l), EINVAL);
	/* Locks of its own are in nobody's way. */
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, 0, 0) == 0);
	CHECK_INT(who(wr, F_GETLK, 0, 0, &l), F_UNLCK);
	CHECK_OK(lock_op(wr, F_SETLK, F_WRLCK, 0, 0) == 0);
	return 0;
}
