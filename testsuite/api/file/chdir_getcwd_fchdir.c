/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	char start[PATH_MAX], want[PATH_MAX + 8], b[PATH_MAX];
	CHECK(getcwd(start, sizeof start) == start);
	CHECK(start[0] == '/');
	int fd = open(".", O_RDONLY);
	CHECK_INT(mkdir("d", 0777), 0);
	CHECK_INT(chdir("d"), 0);
	snprintf(want, sizeof want, "%s/d", start);
	CHECK_STR(getcwd(b, sizeof b), want);
	close(open("f", O_RDWR | O_CREAT, 0666));
	CHECK_INT(chdir(".."), 0);
	CHECK_INT(access("d/f", F_OK), 0);
	CHECK_INT(chdir("d/../d/."), 0);
	CHECK_STR(getcwd(b, sizeof b), want);
	CHECK_INT(fchdir(fd), 0);
	CHECK_STR(getcwd(b, sizeof b), start);
	CHECK_ERR(chdir("none"), ENOENT);
	CHECK_ERR(chdir("d/f"), ENOTDIR);
	CHECK_NULL_ERR(getcwd(b, 2), ERANGE);
	CHECK_NULL_ERR(getcwd(b, 0), EINVAL);
	CHECK_ERR(fchdir(99), EBADF);
	CHECK_INT(chdir("/"), 0);
	CHECK_STR(getcwd(b, sizeof b), "/");
	return (0);
}
