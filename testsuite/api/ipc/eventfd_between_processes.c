/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * Parent and child wait at each other's counters: for something to read and
 * for room, in a child that has done nothing before.
 */
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define MOST	(UINT64_MAX - 1)

static int to, back;

static void
reads(void)
{
	eventfd_t n;

	for (int i = 1; i <= 3; i++) {
		if (eventfd_read(to, &n) != 0)
			_exit(10 + i);
		if (eventfd_write(back, n + 1) != 0)
			_exit(20 + i);
	}
	_exit(0);
}

static void
writes(void)
{
	_exit(eventfd_write(to, 5) == 0 ? 0 : 1);
}

static pid_t
child_of(void (*runs)(void))
{
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0)
		runs();
	return pid;
}

static void
ends(pid_t pid)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
}

int
main(void)
{
	eventfd_t n;
	pid_t pid;

	CHECK_OK((to = eventfd(0, 0)) >= 0);
	CHECK_OK((back = eventfd(0, 0)) >= 0);
	pid = child_of(reads);
	for (int i = 1; i <= 3; i++) {
		CHECK_OK(eventfd_write(to, i) == 0);
		CHECK_OK(eventfd_read(back, &n) == 0);
		CHECK_INT(n, i + 1);
	}
	ends(pid);
	CHECK_OK(eventfd_write(to, MOST) == 0);
	pid = child_of(writes);
	CHECK_OK(eventfd_read(to, &n) == 0);
	CHECK(n == MOST);
	ends(pid);
	CHECK_OK(eventfd_read(to, &n) == 0);
	CHECK_INT(n, 5);
	return 0;
}
