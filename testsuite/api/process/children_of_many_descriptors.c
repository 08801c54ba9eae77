/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/*
 * A process that has hundreds of files open forks, and its child does: each
 * has all of them, and what all have closed is closed.
 */
#include "process/children.h"
#include <sys/resource.h>

#define N	900

static int file[N], end_of[2];

static void
check_all(void)
{
	char c;

	for (int i = 0; i < N; i += 50)
		CHECK_INT(pread(file[i], &c, 1, 0), 1);
	CHECK(fcntl(file[N - 1], F_GETFD) >= 0);
}

static int
grandchild(void)
{
	close(end_of[1]);
	nap(1);
	check_all();
	return 0;
}

static int
child(void)
{
	pid_t pid;

	close(end_of[1]);
	check_all();
	pid = begin(grandchild);
	nap(1);
	check_all();
	return end(pid);
}

int
main(void)
{
	struct rlimit most;
	pid_t pid;
	char c;

	CHECK_OK(getrlimit(RLIMIT_NOFILE, &most) == 0);
	most.rlim_cur = most.rlim_max < 2000 ? most.rlim_max : 2000;
	CHECK_OK(setrlimit(RLIMIT_NOFILE, &most) == 0);
	put_file("f", "x", 0600);
	CHECK_OK(pipe(end_of) == 0);
	for (int i = 0; i < N; i++)
		CHECK_OK((file[i] = open("f", O_RDONLY)) >= 0);
	pid = begin(child);
	close(end_of[1]);
	CHECK_INT(read(end_of[0], &c, 1), 0);
	CHECK_INT(end(pid), 0);
	check_all();
	return 0;
}
