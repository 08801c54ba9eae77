/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-posix_delete */
/*
 * linkat() gives names to what is open: O_TMPFILE's files that have none, and
 * others by /proc/self/fd.  What a descriptor changes is its file, whatever
 * is called so by now.
 */
#include "process/children.h"

#include "folder.h"

static int
link_fd(int fd, const char *to)
{
	char name[64];

	snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	return linkat(AT_FDCWD, name, AT_FDCWD, to, AT_SYMLINK_FOLLOW);
}

static struct stat
look(const char *name)
{
	struct stat st;

	CHECK_OK(lstat(name, &st) == 0);
	return st;
}

static void
nameless(void)
{
	struct stat st, folder = look("d");
	int fd;

	CHECK_OK((fd = open("d", O_TMPFILE | O_RDWR, 0640)) >= 0);
	CHECK_INT(write(fd, "text", 4), 4);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_nlink, 0);
	CHECK_INT(entries("d"), 0);
	CHECK_OK(fchmod(fd, 0604) == 0);
	CHECK_INT(look("d").st_mode, folder.st_mode);
	CHECK_ERR(link_fd(fd, "f"), EEXIST);
	CHECK_ERR(link_fd(fd, "none/f"), ENOENT);
	CHECK_OK(link_fd(fd, "d/named") == 0);
	CHECK_INT(entries("d"), 1);
	st = look("d/named");
	CHECK_INT(st.st_mode, S_IFREG | 0604);
	CHECK_INT(write(fd, " more", 5), 5);
	CHECK_OK(close(fd) == 0);
	CHECK_INT(look("d/named").st_ino, st.st_ino);
	CHECK_INT(look("d/named").st_nlink, 1);
	CHECK_INT(look("d/named").st_mode, S_IFREG | 0604);
	CHECK_STR(get_file("d/named"), "text more");
	CHECK_INT(entries("d"), 1);
	CHECK_OK(unlink("d/named") == 0);
	/* Read-only, but for who made it. */
	CHECK_OK((fd = open("d", O_TMPFILE | O_WRONLY, 0400)) >= 0);
	CHECK_INT(write(fd, "x", 1), 1);
	CHECK_OK(link_fd(fd, "d/named") == 0);
	CHECK_OK(close(fd) == 0);
	CHECK_INT(look("d/named").st_mode, S_IFREG | 0400);
	CHECK_STR(get_file("d/named"), "x");
	CHECK_OK(unlink("d/named") == 0);
	/* One that is never to have a name. */
	CHECK_OK((fd = open("d", O_TMPFILE | O_RDWR | O_EXCL, 0600)) >= 0);
	CHECK_ERR(link_fd(fd, "d/named"), ENOENT);
	CHECK_OK(close(fd) == 0);
	/* Its folder may go before it. */
	CHECK_OK((fd = open("d", O_TMPFILE | O_RDWR, 0600)) >= 0);
	CHECK_OK(rmdir("d") == 0);
	CHECK_OK(link_fd(fd, "named") == 0);
	CHECK_OK(close(fd) == 0 && unlink("named") == 0);
}

static int passed;

static int
links_in_child(void)
{
	CHECK_INT(write(passed, "child", 5), 5);
	CHECK_OK(link_fd(passed, "by-child") == 0);
	return 0;
}

static void
in_children(void)
{
	CHECK_OK((passed = open(".", O_TMPFILE | O_RDWR, 0600)) >= 0);
	CHECK_INT(in_child(links_in_child), 0);
	CHECK_STR(get_file("by-child"), "child");
	CHECK_OK(close(passed) == 0);
	CHECK_STR(get_file("by-child"), "child");
	CHECK_INT(look("by-child").st_nlink, 1);
}

static void
others(void)
{
	struct stat st;
	int fd, dir, p[2];

	CHECK_OK((fd = open("f", O_RDONLY)) >= 0);
	CHECK_OK(link_fd(fd, "f2") == 0);
	CHECK_INT(look("f").st_nlink, 2);
	CHECK_INT(look("f2").st_ino, look("f").st_ino);
	/* With a right that not everybody has on Linux. */
	if (linkat(fd, "", AT_FDCWD, "f3", AT_EMPTY_PATH) < 0)
		CHECK_INT(errno, ENOENT);
	else
		CHECK_INT(look("f3").st_ino, look("f").st_ino);
	CHECK_ERR(linkat(fd, "", AT_FDCWD, "f4", 0), ENOENT);
	CHECK_ERR(linkat(fd, "", AT_FDCWD, "f4", 0x40000000), EINVAL);
	unlink("f3");
	CHECK_OK(unlink("f2") == 0 && unlink("f") == 0);
	CHECK_ERR(link_fd(fd, "f4"), ENOENT);
	/* Another file of that name is not meant. */
	put_file("f", "another", 0640);
	st = look("f");
	CHECK_OK(fchmod(fd, 0444) == 0);
	CHECK_INT(look("f").st_mode, st.st_mode);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_mode, S_IFREG | 0444);
	close(fd);
	CHECK_OK((dir = open(".", O_RDONLY)) >= 0);
	CHECK_ERR(link_fd(dir, "f4"), EPERM);
	CHECK_OK(pipe(p) == 0);
	CHECK_ERR(link_fd(p[0], "f4"), EXDEV);
	CHECK_ERR(link_fd(99, "f4"), ENOENT);
}

int
main(void)
{
	umask(0);
	put_file("f", "file", 0644);
	CHECK_OK(mkdir("d", 0755) == 0);
	nameless();
	in_children();
	others();
	return (0);
}
