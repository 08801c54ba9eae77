/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-reparse,-posix_delete */
/* Every call that takes a name, through links and on links themselves. */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "test.h"

static void
put(const char *name, const char *text)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static long
size_of(const char *name)
{
	struct stat st;

	return stat(name, &st) < 0 ? -1 : (long)st.st_size;
}

static int
is_link(const char *name)
{
	struct stat st;

	return lstat(name, &st) == 0 && S_ISLNK(st.st_mode);
}

/* Links to a folder stand in the middle of names. */
static void
in_the_middle(void)
{
	char b[100];

	CHECK_OK(mkdir("d", 0777) == 0 && mkdir("d/sub", 0777) == 0);
	CHECK_OK(symlink("d", "l") == 0);
	put("l/f", "abc");
	CHECK_INT(size_of("d/f"), 3);
	CHECK_OK(mkdir("l/new", 0777) == 0);
	CHECK_OK(access("d/new", F_OK) == 0);
	CHECK_OK(rmdir("l/new") == 0);
	CHECK_OK(rename("l/f", "l/sub/g") == 0);
	CHECK_OK(link("l/sub/g", "l/h") == 0);
	CHECK_INT(size_of("d/h"), 3);
	CHECK_OK(symlink("sub", "l/s") == 0);
	CHECK_INT(readlink("l/s", b, sizeof b), 3);
	CHECK_INT(size_of("l/s/g"), 3);
	CHECK_OK(truncate("l/s/g", 1) == 0);
	CHECK_OK(chmod("l/s/g", 0600) == 0);
	CHECK_OK(utimensat(AT_FDCWD, "l/s/g", NULL, 0) == 0);
	CHECK_INT(size_of("d/h"), 1);
	CHECK_OK(unlink("l/s/g") == 0 && unlink("l/h") == 0);
	CHECK_ERR(unlink("l/none/x"), ENOENT);
	CHECK_ERR(rename("l/none/x", "y"), ENOENT);
	CHECK_ERR(mkdir("l/none/x", 0777), ENOENT);
	CHECK_OK(unlink("l/s") == 0);
	CHECK_OK(rmdir("l/sub") == 0);
}

/* A link at the end: some calls follow it, some act on it. */
static void
at_the_end(void)
{
	char b[100];
	int fd;

	put("file", "12345");
	CHECK_OK(symlink("file", "to") == 0);
	CHECK_OK(truncate("to", 2) == 0);
	CHECK_INT(size_of("file"), 2);
	put("to", "1234");
	CHECK_OK(is_link("to"));
	CHECK_INT(size_of("file"), 4);
	CHECK_OK(rename("to", "other") == 0 && is_link("other"));
	CHECK_OK(link("other", "hard") == 0);
	CHECK(is_link("hard"));
	CHECK_OK(unlink("hard") == 0);
	CHECK_OK(linkat(AT_FDCWD, "other", AT_FDCWD, "hard",
	    AT_SYMLINK_FOLLOW) == 0);
	CHECK(!is_link("hard"));
	CHECK_INT(size_of("hard"), 4);
	CHECK_OK(symlink("made", "dangling") == 0);
	CHECK_ERR(mkdir("dangling", 0777), EEXIST);
	CHECK_ERR(symlink("x", "dangling"), EEXIST);
	CHECK_ERR(link("file", "dangling"), EEXIST);
	CHECK_ERR(open("dangling", O_RDONLY), ENOENT);
	put("dangling", "zz");
	CHECK_INT(size_of("made"), 2);
	CHECK(is_link("dangling"));
	CHECK_OK(rename("made", "dangling") == 0);
	CHECK(!is_link("dangling"));
	CHECK_OK(unlink("other") == 0);
	CHECK_INT(size_of("file"), 4);
	CHECK_OK(symlink("/dev/null", "null") == 0);
	fd = open("null", O_RDWR);
	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, "x", 1), 1);
	CHECK_INT(read(fd, b, 1), 0);
	close(fd);
	CHECK_ERR(open("null", O_RDONLY | O_NOFOLLOW), ELOOP);
}

static void
slashes(void)
{
	struct stat st;

	CHECK_ERR(unlink("l/"), ENOTDIR);
	CHECK_ERR(rmdir("l/"), ENOTDIR);
	CHECK_ERR(rmdir("l"), ENOTDIR);
	CHECK_ERR(readlink("l/", (char[9]){ 0 }, 9), EINVAL);
	CHECK_INT(lstat("l/", &st), 0);
	CHECK(S_ISDIR(st.st_mode));
	CHECK_INT(lstat("l/.", &st), 0);
	CHECK(S_ISDIR(st.st_mode));
	CHECK_ERR(lstat("hard/", &st), ENOTDIR);
	CHECK_ERR(open("hard/", O_RDONLY), ENOTDIR);
	CHECK_ERR(open("hard/", O_RDWR | O_CREAT, 0666), EISDIR);
	CHECK_ERR(unlink("hard/"), ENOTDIR);
	CHECK_ERR(rename("hard/", "x"), ENOTDIR);
	CHECK_ERR(rename("hard", "x/"), ENOTDIR);
	CHECK_ERR(open("l", O_RDONLY | O_DIRECTORY | O_NOFOLLOW), ENOTDIR);
	CHECK_OK(open("l", O_RDONLY | O_DIRECTORY) >= 0);
	CHECK_ERR(open("hard", O_RDONLY | O_DIRECTORY), ENOTDIR);
}

static void
directories(void)
{
	char here[PATH_MAX], b[PATH_MAX];
	struct dirent *d;
	int links = 0;
	DIR *dir;

	CHECK_OK(getcwd(here, sizeof here) != NULL);
	CHECK_OK(chdir("l") == 0);
	CHECK_OK(getcwd(b, sizeof b) != NULL);
	CHECK_STR(b + strlen(here), "/d");
	CHECK_ERR(access("../l/none", F_OK), ENOENT);
	CHECK_OK(chdir("..") == 0);
	CHECK_OK(getcwd(b, sizeof b) != NULL);
	CHECK_STR(b, here);
	CHECK_OK(realpath("l/../l/./", b) != NULL);
	CHECK_STR(b + strlen(here), "/d");
	CHECK_NULL_ERR(realpath("l/none", b), ENOENT);
	CHECK_NULL_ERR(realpath("hard/x", b), ENOTDIR);
	CHECK_ERR(chdir("hard"), ENOTDIR);
	CHECK_OK((dir = opendir(".")) != NULL);
	while ((d = readdir(dir)) != NULL) {
		CHECK(d->d_type == DT_UNKNOWN || d->d_type == DT_DIR ||
		    d->d_type == DT_LNK || d->d_type == DT_REG);
		if (strcmp(d->d_name, "l") == 0) {
			CHECK(d->d_type == DT_LNK || d->d_type == DT_UNKNOWN);
			links++;
		}
	}
	closedir(dir);
	CHECK_INT(links, 1);
}

static void
loops(void)
{
	char name[20], to[20];
	struct stat st;

	CHECK_OK(symlink("b", "a") == 0 && symlink("a", "b") == 0);
	CHECK_ERR(stat("a", &st), ELOOP);
	CHECK_ERR(open("a", O_RDONLY), ELOOP);
	CHECK_ERR(open("a", O_RDWR | O_CREAT, 0666), ELOOP);
	CHECK_ERR(stat("a/x", &st), ELOOP);
	CHECK_ERR(chdir("a"), ELOOP);
	CHECK_NULL_ERR(realpath("a", NULL), ELOOP);
	CHECK(is_link("a"));
	CHECK_OK(unlink("a") == 0);
	CHECK_ERR(stat("b", &st), ENOENT);
	/* A chain of 30 is none. */
	put("c0", "x");
	for (int i = 1; i <= 30; i++) {
		sprintf(name, "c%d", i);
		sprintf(to, "c%d", i - 1);
		CHECK_OK(symlink(to, name) == 0);
	}
	CHECK_INT(size_of("c30"), 1);
}

static void
targets(void)
{
	char target[PATH_MAX], b[PATH_MAX];
	struct stat st;

	memset(target, 'x', sizeof target);
	for (int i = 100; i < PATH_MAX; i += 100)
		target[i] = '/';
	target[PATH_MAX - 1] = '\0';
	CHECK_OK(symlink(target, "long") == 0);
	CHECK_INT(readlink("long", b, sizeof b), PATH_MAX - 1);
	CHECK(memcmp(b, target, PATH_MAX - 1) == 0);
	CHECK_OK(lstat("long", &st) == 0);
	CHECK_INT(st.st_size, PATH_MAX - 1);
	CHECK_ERR(symlink("", "empty"), ENOENT);
	CHECK_OK(symlink("\303\244 \342\202\254/\377?:*\\", "odd") == 0);
	CHECK_INT(readlink("odd", b, sizeof b), 12);
	CHECK(memcmp(b, "\303\244 \342\202\254/\377?:*\\", 12) == 0);
	CHECK_ERR(symlink("x", "none/y"), ENOENT);
	CHECK_ERR(symlink("x", "hard/y"), ENOTDIR);
	CHECK_ERR(symlink("x", "none/"), ENOENT);
}

int
main(void)
{
	in_the_middle();
	at_the_end();
	slashes();
	directories();
	loops();
	targets();
	return (0);
}
