/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* Of three processes that wait in a circle the last is told EDEADLK. */
#include "lock/lock.h"

static int fd, number;

static int
member(void)
{
	char name[32];
	int r, e;

	snprintf(name, sizeof name, "has%d", number);
	CHECK_OK(lock_op(fd, F_SETLK, F_WRLCK, number, 1) == 0);
	say(name);
	for (int i = 0; i < 3; i++) {
		snprintf(name, sizeof name, "has%d", i);
		await(name);
	}
	r = lock_op(fd, F_SETLKW, F_WRLCK, (number + 1) % 3, 1);
	e = errno;
	if (r < 0) {
		CHECK_INT(e, EDEADLK);
		return 1;
	}
	return 0;
}

int
main(void)
{
	pid_t pid[3];
	int told = 0;

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	for (number = 0; number < 3; number++)
		pid[number] = begin(member);
	for (int i = 0; i < 3; i++) {
		int status = end(pid[i]);

		CHECK(WIFEXITED(status));
		told += WEXITSTATUS(status);
	}
	CHECK_INT(told, 1);
	return 0;
}
