/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, root has no such limit there */
/* timeout: 60 */
/*
 * RLIMIT_NPROC: fork() and posix_spawn() fail with EAGAIN, children inherit
 * it, it cannot be raised again; errors of setrlimit().
 */
#include <sys/resource.h>

#include "../../api/spawn/spawn.h"

static int
child(char *self)
{
	struct rlimit lim;
	pid_t pid;

	CHECK_OK(getrlimit(RLIMIT_NPROC, &lim) == 0);
	CHECK_INT(lim.rlim_cur, 1);
	CHECK_INT(lim.rlim_max, 1500);
	CHECK_ERR(fork(), EAGAIN);
	CHECK_INT(posix_spawn(&pid, self, NULL, NULL,
	    (char *[]){ self, "end", NULL }, environ), EAGAIN);
	CHECK_ERR(wait(NULL), ECHILD);
	/* Up to the hard limit it can be raised. */
	lim.rlim_cur = 1500;
	CHECK_OK(setrlimit(RLIMIT_NPROC, &lim) == 0);
	lim.rlim_max = 1501;
	CHECK_ERR(setrlimit(RLIMIT_NPROC, &lim), EPERM);
	CHECK_INT(posix_spawn(&pid, self, NULL, NULL,
	    (char *[]){ self, "end", NULL }, environ), 0);
	CHECK_INT(exit_of(pid), 3);
	return (4);
}

int
main(int argc, char **argv)
{
	struct rlimit lim, was;
	pid_t pid;

	if (argc > 1)
		return (strcmp(argv[1], "end") == 0 ? 3 : child(argv[0]));
	CHECK_OK(getrlimit(RLIMIT_NPROC, &was) == 0);
	CHECK(was.rlim_cur > 1500 && was.rlim_cur == was.rlim_max);
	lim = (struct rlimit){ 10, 5 };
	CHECK_ERR(setrlimit(RLIMIT_NPROC, &lim), EINVAL);
	lim = (struct rlimit){ 10, RLIM_INFINITY };
	CHECK_ERR(setrlimit(RLIMIT_NPROC, &lim), EPERM);
	CHECK_ERR(setrlimit(-1, &was), EINVAL);
	CHECK_ERR(setrlimit(RLIM_NLIMITS, &was), EINVAL);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		lim = (struct rlimit){ 1, 1500 };
		CHECK_OK(setrlimit(RLIMIT_NPROC, &lim) == 0);
		CHECK_ERR(fork(), EAGAIN);
		execv(argv[0], (char *[]){ argv[0], "child", NULL });
		_exit(99);
	}
	CHECK_INT(exit_of(pid), 4);
	/* It was the child's alone. */
	CHECK_OK(getrlimit(RLIMIT_NPROC, &lim) == 0);
	CHECK_INT(lim.rlim_cur, was.rlim_cur);
	return (0);
}
