/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct stat st;
	char b[40];
	CHECK_INT(symlink("target", "l"), 0);
	CHECK_ERR(symlink("x", "l"), EEXIST);
	CHECK_INT(readlink("l", b, sizeof b), 6);
	CHECK(memcmp(b, "target", 6) == 0);
	CHECK_INT(readlink("l", b, 3), 3);
	CHECK_ERR(stat("l", &st), ENOENT);
	CHECK_INT(lstat("l", &st), 0);
	CHECK(S_ISLNK(st.st_mode) && st.st_size == 6);
	int fd = open("l", O_WRONLY | O_CREAT, 0666);
	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, "xyz", 3), 3);
	CHECK_INT(stat("target", &st), 0);
	CHECK_INT(st.st_size, 3);
	CHECK_INT(stat("l", &st), 0);
	CHECK(S_ISREG(st.st_mode));
	CHECK_ERR(open("l", O_RDONLY | O_NOFOLLOW), ELOOP);
	CHECK_ERR(open("l", O_RDWR | O_CREAT | O_EXCL, 0666), EEXIST);
	CHECK_ERR(readlink("target", b, sizeof b), EINVAL);
	CHECK_ERR(readlink("none", b, sizeof b), ENOENT);
	CHECK_INT(symlink("loop", "loop"), 0);
	CHECK_ERR(stat("loop", &st), ELOOP);
	CHECK_INT(unlink("l"), 0);
	CHECK_INT(access("target", F_OK), 0);
	return (0);
}
