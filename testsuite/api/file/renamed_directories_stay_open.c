/* SPDX-License-Identifier: BSD-2-Clause */
/* The current directory and an open one follow their folder's new name. */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	char here[PATH_MAX], b[PATH_MAX];
	struct stat st;
	int d, sub, fd;

	CHECK_OK(getcwd(here, sizeof here) != NULL);
	CHECK_OK(mkdir("a", 0777) == 0 && mkdir("a/sub", 0777) == 0);
	CHECK_OK((d = open("a", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_OK((sub = open("a/sub", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_OK(chdir("a/sub") == 0);
	CHECK_OK(rename("../../a", "../../other") == 0);
	CHECK_OK(getcwd(b, sizeof b) != NULL);
	CHECK_STR(b + strlen(here), "/other/sub");
	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0666)) >= 0);
	CHECK_OK(fstatat(sub, "f", &st, 0) == 0);
	CHECK_OK(fstatat(d, "sub/f", &st, 0) == 0);
	CHECK_OK(fchdir(d) == 0);
	CHECK_OK(getcwd(b, sizeof b) != NULL);
	CHECK_STR(b + strlen(here), "/other");
	CHECK_OK(access("sub/f", F_OK) == 0);
	CHECK_OK(fchmod(fd, 0600) == 0);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_mode & 0777, 0600);
	CHECK_OK(rename("sub/f", "../g") == 0);
	CHECK_OK(fchmod(fd, 0640) == 0);
	CHECK_OK(stat("../g", &st) == 0);
	CHECK_INT(st.st_mode & 0777, 0640);
	return (0);
}
