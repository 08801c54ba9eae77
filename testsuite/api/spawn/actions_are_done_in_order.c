/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* Every file action, in the order given; the parent keeps what it has. */
#include <sys/stat.h>

#include "spawn.h"

static void
check_text(int fd, const char *want)
{
	CHECK_STR(read_all(fd), want);
}

static int
child(void)
{
	char here[4096], *base;

	check_text(0, "first");
	CHECK_INT(fcntl(7, F_GETFD), -1);
	check_text(10, "inner");
	CHECK_OK(getcwd(here, sizeof here) != NULL);
	base = strrchr(here, '/');
	CHECK(base != NULL);
	CHECK_STR(base + 1, "d");
	CHECK_INT(write(12, "out", 3), 3);
	CHECK_INT(write(11, "put", 3), 3);
	/* 14 was close-on-exec, and duplicated onto itself. */
	CHECK_INT(fcntl(14, F_GETFD), 0);
	CHECK_INT(fcntl(15, F_GETFD), -1);
	CHECK_INT(fcntl(16, F_GETFD), 0);
	return (0);
}

int
main(int argc, char **argv)
{
	posix_spawn_file_actions_t f;
	char path[4096], *args[] = { argv[0], "child", NULL };
	struct stat st;
	pid_t pid;
	int n, dir;

	if (argc > 1)
		return (child());
	CHECK_OK(realpath(argv[0], path) != NULL);
	CHECK_OK(mkdir("d", 0755) == 0);
	CHECK_OK(mkdir("e", 0755) == 0);
	write_file("a", "first");
	write_file("d/a", "inner");
	CHECK_INT(dup2(open("a", O_RDONLY), 7), 7);
	CHECK_INT(dup2(7, 14), 14);
	CHECK_INT(fcntl(14, F_SETFD, FD_CLOEXEC), 0);
	CHECK_INT(dup2(7, 15), 15);
	CHECK_INT(fcntl(15, F_SETFD, FD_CLOEXEC), 0);
	CHECK_INT(dup2(7, 16), 16);
	CHECK_OK((dir = open("d", O_RDONLY | O_DIRECTORY)) >= 0);
	n = count_open();

	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 0, "a", O_RDONLY, 0), 0);
	CHECK_INT(posix_spawn_file_actions_addclose(&f, 7), 0);
	CHECK_INT(posix_spawn_file_actions_addchdir_np(&f, "e"), 0);
	CHECK_INT(posix_spawn_file_actions_addfchdir_np(&f, dir), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 9, "a", O_RDONLY, 0), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, 9, 10), 0);
	CHECK_INT(posix_spawn_file_actions_addclose(&f, 9), 0);
	CHECK_INT(posix_spawn_file_actions_addclose(&f, 9), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 11, "new",
	    O_WRONLY | O_CREAT | O_EXCL, 0666), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, 11, 12), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, 14, 14), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 16, "a",
	    O_RDONLY | O_CLOEXEC, 0), 0);
	CHECK_INT(posix_spawn(&pid, path, &f, NULL, args, environ), 0);
	CHECK_INT(exit_of(pid), 0);

	/* The actions can be used again; here the file exists now. */
	CHECK_INT(posix_spawn(&pid, path, &f, NULL, args, environ), EEXIST);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);

	CHECK_INT(count_open(), n);
	CHECK_INT(fcntl(14, F_GETFD), FD_CLOEXEC);
	CHECK_INT(stat("d/new", &st), 0);
	CHECK_INT(st.st_size, 6);
	CHECK_INT(access("a", F_OK), 0);
	return (0);
}
