/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A counter in a file, raised under a lock by several processes. */
#include "lock/lock.h"

#define PROCESSES	6
#define TIMES		50

static int
raises(void)
{
	int fd, n;

	CHECK_OK((fd = open("counter", O_RDWR)) >= 0);
	for (int i = 0; i < TIMES; i++) {
		if (i % 2) {
			CHECK_OK(flock(fd, LOCK_EX) == 0);
			CHECK_OK(lock_op(fd, F_SETLKW, F_WRLCK, 0, 4) == 0);
		} else
			CHECK_OK(lock_op(fd, F_SETLKW, F_WRLCK, 0, 4) == 0);
		CHECK_INT(pread(fd, &n, sizeof n, 0), sizeof n);
		n++;
		CHECK_INT(pwrite(fd, &n, sizeof n, 0), sizeof n);
		CHECK_OK(lock_op(fd, F_SETLK, F_UNLCK, 0, 4) == 0);
		if (i % 2)
			CHECK_OK(flock(fd, LOCK_UN) == 0);
	}
	return 0;
}

int
main(void)
{
	pid_t pid[PROCESSES];
	int fd, n = 0;

	CHECK_OK((fd = open("counter", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(write(fd, &n, sizeof n), sizeof n);
	for (int i = 0; i < PROCESSES; i++)
		pid[i] = begin(raises);
	for (int i = 0; i < PROCESSES; i++)
		CHECK_INT(end(pid[i]), 0);
	CHECK_INT(pread(fd, &n, sizeof n, 0), sizeof n);
	CHECK_INT(n, PROCESSES * TIMES);
	return 0;
}
