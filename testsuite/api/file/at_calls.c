/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <dirent.h>

#include "test.h"

int
main(void)
{
	struct stat st;
	CHECK_INT(mkdir("d", 0777), 0);
	int d = open("d", O_RDONLY | O_DIRECTORY);
	int f = openat(d, "f", O_RDWR | O_CREAT, 0666);
	CHECK_OK(f >= 0);
	CHECK_INT(access("d/f", F_OK), 0);
	CHECK_INT(mkdirat(d, "sub", 0777), 0);
	CHECK_INT(fstatat(d, "sub", &st, 0), 0);
	CHECK(S_ISDIR(st.st_mode));
	CHECK_INT(renameat(d, "f", d, "g"), 0);
	CHECK_INT(faccessat(d, "g", F_OK, 0), 0);
	CHECK_INT(renameat(d, "g", AT_FDCWD, "h"), 0);
	CHECK_INT(access("h", F_OK), 0);
	CHECK_INT(linkat(AT_FDCWD, "h", d, "i", 0), 0);
	CHECK_INT(unlinkat(d, "i", 0), 0);
	CHECK(unlinkat(d, "sub", 0) == -1);
	CHECK_INT(unlinkat(d, "sub", AT_REMOVEDIR), 0);
	CHECK_ERR(openat(f, "x", O_RDONLY), ENOTDIR);
	CHECK_ERR(openat(99, "x", O_RDONLY), EBADF);
	CHECK_ERR(fstatat(d, "none", &st, 0), ENOENT);
	CHECK_INT(fstatat(99, "/", &st, 0), 0);
	DIR *dir = fdopendir(d);
	CHECK_OK(dir != NULL);
	int n = 0;
	while (readdir(dir) != NULL)
		n++;
	CHECK_INT(n, 2);
	CHECK_INT(closedir(dir), 0);
	CHECK_ERR(close(d), EBADF);
	return (0);
}
