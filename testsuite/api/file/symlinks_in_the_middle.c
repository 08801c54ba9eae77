/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct stat a, b;
	CHECK_INT(mkdir("d", 0777), 0);
	CHECK_INT(mkdir("d/e", 0777), 0);
	close(open("d/f", O_RDWR | O_CREAT, 0666));
	CHECK_INT(symlink("d/e", "l"), 0);
	CHECK_INT(symlink("../f", "d/e/up"), 0);
	CHECK_INT(stat("d/f", &a), 0);
	CHECK_INT(stat("l/../f", &b), 0);
	CHECK(a.st_ino == b.st_ino);
	CHECK_INT(stat("l/up", &b), 0);
	CHECK(a.st_ino == b.st_ino);
	CHECK_ERR(rmdir("l"), ENOTDIR);
	CHECK_INT(lstat("l", &b), 0);
	CHECK(S_ISLNK(b.st_mode));
	CHECK_INT(lstat("l/", &b), 0);
	CHECK(S_ISDIR(b.st_mode));
	CHECK_INT(rename("l", "m"), 0);
	CHECK_INT(lstat("m", &b), 0);
	CHECK(S_ISLNK(b.st_mode));
	return (0);
}
