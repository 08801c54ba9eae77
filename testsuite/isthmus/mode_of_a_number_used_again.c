/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, numbers and modes are one thing there */
/*
 * A native program removes a file whose mode was set; the file system gives
 * its number to another file, which does not have that mode.  What is only
 * renamed, written to or linked keeps it.
 */
#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

extern char **environ;

static void
native(const char *what, const char *a, const char *b)
{
	char *argv[] = { NATIVE_NAME, (char *)what, (char *)a, (char *)b,
	    NULL };
	char program[300];
	pid_t pid;
	int status;

	/* It lies beside this program, on PATH or not. */
	snprintf(program, sizeof program, "/bin/%s", NATIVE_NAME);
	CHECK_INT(posix_spawn(&pid, program, NULL, NULL, argv, environ), 0);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

static mode_t
mode_of(const char *name)
{
	struct stat st;

	CHECK_OK(stat(name, &st) == 0);
	return st.st_mode & 07777;
}

int
main(void)
{
	struct stat st, other;
	char name[32];
	int fd, seen = 0;

	umask(022);
	/* Kept: the name is the same, or the time, or ours renamed it. */
	close(open("kept.c", O_CREAT | O_WRONLY, 0600));
	native("append", "kept.c", "");
	CHECK_INT(mode_of("kept.c"), 0600);
	native("move", "kept.c", "moved.c");
	CHECK_INT(mode_of("moved.c"), 0600);
	CHECK_OK((fd = open("moved.c", O_WRONLY | O_APPEND)) >= 0);
	CHECK_INT(write(fd, "y", 1), 1);
	close(fd);
	CHECK_OK(rename("moved.c", "again.c") == 0);
	CHECK_INT(mode_of("again.c"), 0600);
	CHECK_OK(link("again.c", "second.c") == 0);
	native("append", "again.c", "");
	CHECK_INT(mode_of("second.c"), 0600);
	native("append", "again.c", "");
	CHECK_INT(mode_of("again.c"), 0600);

	/* Not kept: another file with its number. */
	close(open("old.c", O_CREAT | O_WRONLY, 0600));
	CHECK_INT(stat("old.c", &st), 0);
	native("replace", "old.c", "new");
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof name, "new%d.c", i);
		CHECK_INT(stat(name, &other), 0);
		if (other.st_ino == st.st_ino) {
			seen++;
			CHECK_INT(other.st_mode & 07777, 0644);
			CHECK_INT(access(name, R_OK | W_OK), 0);
		}
	}
	if (seen == 0) {
		fprintf(stderr, "the number was not used again\n");
		return 77;
	}
	return 0;
}
