/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-posix_delete */
/* chown() to what is, statx(), files without a name, O_PATH. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static void
owners(void)
{
	struct stat st;
	int fd = open("f", O_RDWR | O_CREAT, 0755);

	CHECK_OK(fd >= 0);
	CHECK_OK(chown("f", getuid(), getgid()) == 0);
	CHECK_OK(chown("f", -1, -1) == 0);
	CHECK_OK(fchown(fd, getuid(), -1) == 0);
	CHECK_OK(fchownat(AT_FDCWD, "f", -1, getgid(), 0) == 0);
	CHECK_OK(fchownat(fd, "", -1, -1, AT_EMPTY_PATH) == 0);
	CHECK_ERR(chown("none", -1, -1), ENOENT);
	CHECK_ERR(fchown(99, -1, -1), EBADF);
	CHECK_ERR(fchownat(AT_FDCWD, "f", -1, -1, 0x40000000), EINVAL);
	CHECK_OK(symlink("none", "l") == 0);
	CHECK_OK(lchown("l", getuid(), getgid()) == 0);
	CHECK_ERR(chown("l", getuid(), getgid()), ENOENT);
	CHECK_OK(chmod("f", 06755) == 0);
	CHECK_OK(stat("f", &st) == 0);
	CHECK_INT(st.st_mode & 07777, 06755);
	CHECK_OK(chown("f", getuid(), getgid()) == 0);
	CHECK_OK(stat("f", &st) == 0);
	CHECK_INT(st.st_mode & 07777, 0755);
	CHECK_INT(st.st_uid, getuid());
	close(fd);
}

static void
more_of_stat(void)
{
	struct stat st;
	struct statx x;

	CHECK_OK(stat("f", &st) == 0);
	CHECK_OK(statx(AT_FDCWD, "f", 0, STATX_BASIC_STATS | STATX_BTIME, &x)
	    == 0);
	CHECK_INT(x.stx_mask & STATX_BASIC_STATS, STATX_BASIC_STATS);
	CHECK_INT(x.stx_ino, st.st_ino);
	CHECK_INT(x.stx_mode, st.st_mode);
	CHECK_INT(x.stx_nlink, 1);
	CHECK_INT(x.stx_size, st.st_size);
	CHECK_INT(x.stx_mtime.tv_sec, st.st_mtime);
	CHECK_OK(statx(AT_FDCWD, "l", AT_SYMLINK_NOFOLLOW, STATX_MODE, &x)
	    == 0);
	CHECK(S_ISLNK(x.stx_mode));
	CHECK_ERR(statx(AT_FDCWD, "none", 0, STATX_MODE, &x), ENOENT);
	CHECK_ERR(statx(AT_FDCWD, "f", 0x10000000, STATX_MODE, &x), EINVAL);
}

static void
nameless(void)
{
	struct dirent *d;
	struct stat st;
	char b[3];
	DIR *dir;
	int fd;

	CHECK_OK(mkdir("d", 0777) == 0);
	CHECK_ERR(open("d", O_TMPFILE | O_RDONLY, 0600), EINVAL);
	CHECK_ERR(open("f", O_TMPFILE | O_RDWR, 0600), ENOTDIR);
	CHECK_ERR(open("none", O_TMPFILE | O_RDWR, 0600), ENOENT);
	CHECK_OK((fd = open("d", O_TMPFILE | O_RDWR, 0600)) >= 0);
	CHECK_INT(write(fd, "abc", 3), 3);
	CHECK_INT(pread(fd, b, 3, 0), 3);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK(S_ISREG(st.st_mode) && st.st_size == 3);
	close(fd);
	CHECK_OK((dir = opendir("d")) != NULL);
	while ((d = readdir(dir)) != NULL)
		CHECK(d->d_name[0] == '.' && strlen(d->d_name) <= 2);
	closedir(dir);
	CHECK_OK(rmdir("d") == 0);
}

static void
only_a_path(void)
{
	struct stat st;
	char b[3];
	int fd, d;

	CHECK_OK((fd = open("f", O_PATH)) >= 0);
	CHECK_ERR(read(fd, b, 1), EBADF);
	CHECK_ERR(write(fd, b, 1), EBADF);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK(S_ISREG(st.st_mode));
	CHECK_OK(fstatat(fd, "", &st, AT_EMPTY_PATH) == 0);
	close(fd);
	CHECK_OK((d = open(".", O_PATH | O_DIRECTORY)) >= 0);
	CHECK_OK(fstatat(d, "f", &st, 0) == 0);
	CHECK_OK((fd = openat(d, "f", O_RDONLY)) >= 0);
	CHECK_ERR(open("f", O_PATH | O_DIRECTORY), ENOTDIR);
	CHECK_OK((fd = open("l", O_PATH | O_NOFOLLOW)) >= 0);
	CHECK_OK(fstat(fd, &st) == 0 && S_ISLNK(st.st_mode));
	CHECK_INT(st.st_size, 4);
	CHECK_OK(close(fd) == 0);
	CHECK_ERR(open("none", O_PATH), ENOENT);
}

int
main(void)
{
	owners();
	more_of_stat();
	nameless();
	only_a_path();
	return (0);
}
