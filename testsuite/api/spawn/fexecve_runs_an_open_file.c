/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* fexecve() replaces the process; its errors leave it as it is. */
#include "spawn.h"

/* The file that is open, and not another one that has its name by now. */
static void
renamed(const char *self)
{
	char *args[] = { "other", NULL };
	int fd;
	pid_t pid;

	write_file("script", "#!/bin/sh\nexit 5\n");
	CHECK_OK((fd = open("script", O_RDONLY)) >= 0);
	CHECK_INT(rename("script", "moved"), 0);
	write_file("script", "#!/bin/sh\nexit 6\n");
	if ((pid = fork()) == 0) {
		fexecve(fd, args, environ);
		_exit(7);
	}
	CHECK_INT(exit_of(pid), 5);
	CHECK_INT(unlink("moved"), 0);
	if ((pid = fork()) == 0) {
		fexecve(fd, args, environ);
		_exit(7);
	}
	/* Where a file needs a name to be run, it is not. */
	CHECK(exit_of(pid) != 6);
	close(fd);
}

int
main(int argc, char **argv)
{
	char *again[] = { argv[0], "again", NULL };
	char *done[] = { argv[0], "done", NULL }, number[20];
	int fd, p[2];
	pid_t pid;

	if (argc > 1 && strcmp(argv[1], "done") == 0) {
		snprintf(number, sizeof number, "%d", (int)getpid());
		CHECK_STR(getenv("WAS"), number);
		return (9);
	}
	if (argc > 1) {
		snprintf(number, sizeof number, "%d", (int)getpid());
		CHECK_INT(setenv("WAS", number, 1), 0);
		CHECK_OK((fd = open(argv[0], O_RDONLY | O_CLOEXEC)) >= 0);
		fexecve(fd, done, environ);
		return (1);
	}
#ifndef __GLIBC__	/* EINVAL there */
	CHECK_ERR(fexecve(-1, done, environ), EBADF);
#endif
	CHECK_ERR(fexecve(99, done, environ), EBADF);
	CHECK_INT(pipe(p), 0);
	CHECK_ERR(fexecve(p[0], done, environ), EACCES);
	write_file("text", "no program");
	CHECK_OK((fd = open("text", O_RDONLY)) >= 0);
	CHECK_ERR(fexecve(fd, done, environ), ENOEXEC);
	CHECK_INT(posix_spawn(&pid, argv[0], NULL, NULL, again, environ), 0);
	CHECK_INT(exit_of(pid), 9);
	renamed(argv[0]);
	return (0);
}
