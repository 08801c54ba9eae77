/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* Open file descriptions are shared with the child: offset and all. */
#include "spawn.h"

int
main(int argc, char **argv)
{
	char *args[] = { argv[0], "child", NULL }, buf[4];
	posix_spawn_file_actions_t f;
	pid_t pid;
	int fd, p[2];

	if (argc > 1) {
		CHECK_INT(write(1, "child", 5), 5);
		CHECK_INT(lseek(9, 3, SEEK_SET), 3);
		return (0);
	}
	write_file("f", "0123456789");
	CHECK_INT(dup2(open("f", O_RDONLY), 9), 9);
	CHECK_INT(pipe2(p, O_CLOEXEC), 0);
	CHECK_OK((fd = open("log", O_RDWR | O_CREAT | O_APPEND, 0600)) >= 0);
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, p[1], 1), 0);
	CHECK_INT(posix_spawn(&pid, argv[0], &f, NULL, args, environ), 0);
	CHECK_INT(close(p[1]), 0);
	CHECK_STR(read_all(p[0]), "child");
	CHECK_INT(exit_of(pid), 0);
	CHECK_INT(read(9, buf, 1), 1);
	CHECK_INT(buf[0], '3');
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);

	CHECK_INT(write(fd, "<", 1), 1);
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, fd, 1), 0);
	CHECK_INT(posix_spawn(&pid, argv[0], &f, NULL, args, environ), 0);
	CHECK_INT(exit_of(pid), 0);
	CHECK_INT(write(fd, ">", 1), 1);
	CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
	CHECK_STR(read_all(fd), "<child>");
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);
	return (0);
}
