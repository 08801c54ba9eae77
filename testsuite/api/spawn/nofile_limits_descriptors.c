/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* RLIMIT_NOFILE is kept, passed on, and cannot be raised without right. */
#include <sys/resource.h>

#include "spawn.h"

#define LIMIT	20

static void
fill_up(void)
{
	int fd, n = 0;

	while ((fd = open("/dev/null", O_RDONLY)) >= 0) {
		CHECK(fd < LIMIT);
		CHECK(++n <= LIMIT);
	}
	CHECK_INT(errno, EMFILE);
	CHECK_ERR(dup(0), EMFILE);
	CHECK_ERR(dup2(0, LIMIT), EBADF);
	CHECK_INT(dup2(0, LIMIT - 1), LIMIT - 1);
	CHECK_ERR(fcntl(0, F_DUPFD, LIMIT), EINVAL);
	for (fd = 5; fd < LIMIT; fd++)
		close(fd);
}

int
main(int argc, char **argv)
{
	char *args[] = { argv[0], "child", NULL };
	posix_spawn_file_actions_t f;
	struct rlimit old, r, bad;
	pid_t pid;

	if (argc > 1) {
		CHECK_INT(getrlimit(RLIMIT_NOFILE, &r), 0);
		CHECK_INT(r.rlim_cur, LIMIT);
		CHECK_INT(r.rlim_max, LIMIT + 10);
		CHECK_INT(fcntl(LIMIT + 5, F_GETFD), 0);
		return (0);
	}
	CHECK_INT(getrlimit(RLIMIT_NOFILE, &old), 0);
	CHECK(old.rlim_cur >= 64 && old.rlim_cur <= old.rlim_max);
	CHECK_INT(sysconf(_SC_OPEN_MAX), old.rlim_cur);
	bad.rlim_cur = 10;
	bad.rlim_max = 9;
	CHECK_ERR(setrlimit(RLIMIT_NOFILE, &bad), EINVAL);
	CHECK_ERR(setrlimit(9999, &old), EINVAL);
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &old), 0);

	/* What is above the limit already stays open. */
	CHECK_INT(dup2(0, LIMIT + 5), LIMIT + 5);
	r.rlim_cur = LIMIT;
	r.rlim_max = LIMIT + 10;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &r), 0);
	CHECK_INT(sysconf(_SC_OPEN_MAX), LIMIT);
	CHECK_INT(fcntl(LIMIT + 5, F_GETFD), 0);
	fill_up();
	CHECK_INT(posix_spawn(&pid, argv[0], NULL, NULL, args, environ), 0);
	CHECK_INT(exit_of(pid), 0);
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, 0, LIMIT + 1),
	    EBADF);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);

	r.rlim_cur = LIMIT + 10;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &r), 0);
	CHECK_INT(dup2(0, LIMIT), LIMIT);
#ifndef __linux__	/* there root may */
	CHECK_ERR(setrlimit(RLIMIT_NOFILE, &old), EPERM);
#endif
	return (0);
}
