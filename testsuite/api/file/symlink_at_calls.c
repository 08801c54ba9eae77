/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-reparse */
/* The *at() calls against a folder's descriptor, with links about. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct stat st, l;
	char b[10];
	int d, fd, f;

	CHECK_OK(mkdir("d", 0777) == 0);
	CHECK_OK((d = open("d", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_OK((fd = openat(d, "f", O_RDWR | O_CREAT, 0666)) >= 0);
	CHECK_OK(symlinkat("f", d, "l") == 0);
	CHECK_INT(readlinkat(d, "l", b, sizeof b), 1);
	CHECK_OK(fstatat(d, "l", &l, AT_SYMLINK_NOFOLLOW) == 0);
	CHECK(S_ISLNK(l.st_mode));
	CHECK_OK(fstatat(d, "l", &st, 0) == 0);
	CHECK(S_ISREG(st.st_mode) && st.st_ino != l.st_ino);
	CHECK_OK(faccessat(d, "l", R_OK | W_OK, 0) == 0);
	CHECK_OK(fchmodat(d, "l", 0600, 0) == 0);
	CHECK_OK(utimensat(d, "l", NULL, AT_SYMLINK_NOFOLLOW) == 0);
	CHECK_OK(renameat(d, "l", AT_FDCWD, "m") == 0);
	CHECK_ERR(readlinkat(d, "l", b, sizeof b), ENOENT);
	CHECK_ERR(openat(AT_FDCWD, "m", O_RDONLY), ENOENT);
	CHECK_OK(renameat(AT_FDCWD, "m", d, "l") == 0);
	CHECK_OK((f = openat(d, "l", O_RDONLY)) >= 0);
	CHECK_OK(mkdirat(d, "e", 0777) == 0);
	CHECK_OK(symlinkat("../f", d, "e/up") == 0);
	CHECK_OK(fstatat(d, "e/up", &l, 0) == 0);
	CHECK_INT(l.st_ino, st.st_ino);
	CHECK_ERR(unlinkat(d, "e", 0), EISDIR);
	CHECK_ERR(unlinkat(d, "e", AT_REMOVEDIR), ENOTEMPTY);
	CHECK_OK(unlinkat(d, "e/up", 0) == 0);
	CHECK_OK(unlinkat(d, "e", AT_REMOVEDIR) == 0);
	CHECK_ERR(symlinkat("x", fd, "y"), ENOTDIR);
	CHECK_ERR(symlinkat("x", 99, "y"), EBADF);
	CHECK_ERR(readlinkat(d, "f", b, sizeof b), EINVAL);
	return (0);
}
