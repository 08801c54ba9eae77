/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * fexecve() replaces the process, also by a file without a name; its errors
 * leave it as it is.
 */
#include <dirent.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

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
	CHECK_INT(exit_of(pid), 5);
	close(fd);
}

/* Programs without a name of their own where this one lies. */
static int
count_copies(const char *self)
{
	char folder[4096];
	const struct dirent *e;
	int n = 0;
	DIR *d;

	strcpy(folder, self);
	strrchr(folder, '/')[0] = '\0';
	CHECK_OK((d = opendir(folder)) != NULL);
	while ((e = readdir(d)) != NULL)
		n += strncmp(e->d_name, ".isthmus-", 9) == 0 &&
		    strstr(e->d_name, ".exe") != NULL;
	closedir(d);
	return (n);
}

/* Begins as a file in memory; forks, and execs a program that has a name. */
static int
nameless(char **argv)
{
	struct timespec nap = { 0, 30000000 };
	char *args[] = { argv[2], "deeper", NULL };
	int status;
	pid_t pid;

	CHECK_STR(argv[0], "called so");
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		/* A process of its own, and one more of that. */
		nanosleep(&nap, NULL);
		if ((pid = fork()) == 0) {
			nanosleep(&nap, NULL);
			_exit(4);
		}
		_exit(waitpid(pid, &status, 0) == pid && status == 4 << 8 ?
		    3 : 2);
	}
	CHECK_INT(exit_of(pid), 3);
	execv(argv[2], args);
	return (1);
}

/* A program that was never in a folder, and nothing of it stays in one. */
static void
in_memory(char *self)
{
	char *args[] = { "called so", "nameless", self, NULL }, piece[65536];
	int from, to, n, copies = count_copies(self);
	pid_t pid;

	CHECK_OK((from = open(self, O_RDONLY)) >= 0);
	CHECK_OK((to = memfd_create("program", MFD_CLOEXEC)) >= 0);
	while ((n = (int)read(from, piece, sizeof(piece))) > 0)
		CHECK_INT(write(to, piece, (size_t)n), n);
	CHECK_INT(n, 0);
	close(from);
	for (int i = 0; i < 2; i++) {
		if ((pid = fork()) == 0) {
			fexecve(to, args, environ);
			_exit(7);
		}
		CHECK_INT(exit_of(pid), 8);
	}
	CHECK_OK(fchmod(to, 0600) == 0);
	CHECK_ERR(fexecve(to, args, environ), EACCES);
	CHECK_INT(count_copies(self), copies);
	close(to);
}

int
main(int argc, char **argv)
{
	char *again[] = { argv[0], "again", NULL };
	char *done[] = { argv[0], "done", NULL }, number[20];
	int fd, p[2];
	pid_t pid;

	if (argc > 1 && strcmp(argv[1], "nameless") == 0)
		return (nameless(argv));
	if (argc > 1 && strcmp(argv[1], "deeper") == 0)
		return (8);
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
	in_memory(argv[0]);
	return (0);
}
