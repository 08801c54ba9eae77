/* SPDX-License-Identifier: BSD-2-Clause */
/* A link whose target ends in a slash leads to a folder, or nowhere. */
#include "test.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

static void
to_a_file(const char *name)
{
	char text[PATH_MAX];
	struct stat st;

	CHECK_ERR(stat(name, &st), ENOTDIR);
	CHECK_ERR(access(name, F_OK), ENOTDIR);
	CHECK_ERR(open(name, O_RDONLY), ENOTDIR);
	CHECK_ERR(open(name, O_RDWR), ENOTDIR);
	CHECK_ERR(truncate(name, 0), ENOTDIR);
	CHECK_ERR(chmod(name, 0600), ENOTDIR);
	CHECK_NULL_ERR(realpath(name, text), ENOTDIR);
	CHECK_OK(lstat(name, &st) == 0 && S_ISLNK(st.st_mode));
}

int
main(void)
{
	struct stat st;
	int fd;

	CHECK_OK(mkdir("d", 0700) == 0);
	CHECK_OK((fd = open("d/f", O_CREAT | O_WRONLY, 0600)) >= 0);
	CHECK_INT(write(fd, "x", 1), 1);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(symlink("d/f/", "to-f") == 0);
	CHECK_OK(symlink("to-f", "to-link") == 0);
	CHECK_OK(symlink("d//", "to-d") == 0);
	CHECK_OK(symlink("new/", "to-new") == 0);
	to_a_file("to-f");
	to_a_file("to-link");
	CHECK_OK(stat("d/f", &st) == 0 && st.st_size == 1);
	CHECK_OK(stat("to-d", &st) == 0 && S_ISDIR(st.st_mode));
	CHECK_OK(stat("to-d/f", &st) == 0 && S_ISREG(st.st_mode));
	CHECK_ERR(stat("to-new", &st), ENOENT);
	/* Nothing is made. */
	CHECK_ERR(open("to-new", O_CREAT | O_WRONLY, 0600), EISDIR);
	CHECK_ERR(stat("new", &st), ENOENT);
	CHECK_OK(mkdir("new", 0700) == 0);
	CHECK_OK(stat("to-new", &st) == 0 && S_ISDIR(st.st_mode));
	return (0);
}
