/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-posix_delete,-by_name */
/*
 * A name goes at once, also where the file is open by O_PATH, which may
 * neither read nor write; and an open file keeps its mode without a name.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static void
make(const char *name, mode_t mode)
{
	int fd = open(name, O_RDWR | O_CREAT | O_EXCL, mode);

	CHECK_OK(fd >= 0 && fchmod(fd, mode) == 0 && close(fd) == 0);
}

static int
remove_it(const char *name, mode_t type)
{
	return type == S_IFDIR ? rmdir(name) : unlink(name);
}

static int
make_it(const char *name, mode_t type)
{
	switch (type) {
	case S_IFDIR:
		return mkdir(name, 0700);
	case S_IFIFO:
		return mkfifo(name, 0600);
	case S_IFLNK:
		return symlink("nowhere", name);
	}
	make(name, 0600);
	return 0;
}

static void
by_o_path(mode_t type, int flags)
{
	struct stat st;
	int fd;

	CHECK_OK(make_it("f", type) == 0);
	CHECK_OK((fd = open("f", O_PATH | flags)) >= 0);
	CHECK_OK(remove_it("f", type) == 0);
	CHECK_ERR(lstat("f", &st), ENOENT);
	CHECK_ERR(remove_it("f", type), ENOENT);
	/* Another one of that name is another one. */
	CHECK_OK(make_it("f", type) == 0);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(lstat("f", &st) == 0);
	CHECK_INT(st.st_mode & S_IFMT, type);
	CHECK_OK(remove_it("f", type) == 0);
	CHECK_ERR(lstat("f", &st), ENOENT);
}

/* What fstat() says: mode and number of links. */
static void
shows(int fd, mode_t mode, int links)
{
	struct stat st;

	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_mode, mode);
	CHECK_INT(st.st_nlink, links);
}

static void
modes_stay(void)
{
	char temp[] = "tXXXXXX";
	int fd, other, dir;

	CHECK_OK((fd = mkstemp(temp)) >= 0);
	CHECK_OK((other = open(temp, O_RDONLY)) >= 0);
	CHECK_OK(unlink(temp) == 0);
	shows(fd, S_IFREG | 0600, 0);
	shows(other, S_IFREG | 0600, 0);
	CHECK_OK(fchmod(fd, 0640) == 0);
	shows(fd, S_IFREG | 0640, 0);
	shows(other, S_IFREG | 0640, 0);
	CHECK_OK(close(other) == 0 && close(fd) == 0);

	/* One that may not be written to loses more on its way. */
	make("r", 0440);
	CHECK_OK((fd = open("r", O_RDONLY)) >= 0);
	CHECK_OK(unlink("r") == 0);
	shows(fd, S_IFREG | 0440, 0);
	CHECK_OK(close(fd) == 0);

	make("old", 0611);
	make("new", 0604);
	CHECK_OK((fd = open("old", O_RDONLY)) >= 0);
	CHECK_OK((other = open("new", O_RDONLY)) >= 0);
	CHECK_OK(rename("new", "old") == 0);
	shows(other, S_IFREG | 0604, 1);
	shows(fd, S_IFREG | 0611, 0);
	CHECK_OK(close(fd) == 0 && close(other) == 0 && unlink("old") == 0);

	CHECK_OK(mkdir("d", 0710) == 0);
	CHECK_OK((dir = open("d", O_RDONLY)) >= 0);
	CHECK_OK(rmdir("d") == 0);
	shows(dir, S_IFDIR | 0710, 0);
	CHECK_OK(close(dir) == 0);
}

int
main(void)
{
	umask(0);
	by_o_path(S_IFREG, 0);
	by_o_path(S_IFREG, O_NOFOLLOW);
	by_o_path(S_IFDIR, 0);
	by_o_path(S_IFDIR, O_DIRECTORY);
	by_o_path(S_IFIFO, 0);
	by_o_path(S_IFLNK, O_NOFOLLOW);
	modes_stay();
	return 0;
}
