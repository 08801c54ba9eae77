/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, capabilities are not taken away there */
/* env: ISTHMUS_CAPS=-file_ids,-hard_links */
/*
 * Some shares give each file the number 0: two files are two all the same, to
 * rename(), to locks, modes and readdir().
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "put.h"

static struct stat
told(const char *name)
{
	struct stat st;

	CHECK_OK(stat(name, &st) == 0);
	return st;
}

static void
numbers(void)
{
	struct dirent *e;
	struct stat st;
	int fd, n = 0;
	DIR *d;

	CHECK(told("a").st_ino != told("b").st_ino);
	CHECK(told("a").st_ino == told("d/../A").st_ino);
	CHECK(told(".").st_ino == told("d/..").st_ino);
	CHECK_OK((fd = open("a", O_RDONLY)) >= 0 && fstat(fd, &st) == 0);
	CHECK(st.st_ino == told("a").st_ino);
	CHECK_OK(close(fd) == 0);
	CHECK_OK((d = opendir("d")) != NULL);
	for (; (e = readdir(d)) != NULL; n++) {
		CHECK_OK(fstatat(dirfd(d), e->d_name, &st, 0) == 0);
		CHECK(st.st_ino == e->d_ino);
	}
	CHECK_INT(n, 3);
	closedir(d);
}

static void
renames(void)
{
	put("old", "old");
	put("new", "newer");
	CHECK_OK(chmod("new", 0604) == 0);
	CHECK_OK(rename("new", "old") == 0);
	CHECK_INT(told("old").st_size, 5);
	CHECK_INT(told("old").st_mode & 07777, 0604);
	CHECK_ERR(access("new", F_OK), ENOENT);
	CHECK_OK(rename("old", "OLD") == 0 && rename("OLD", "old") == 0);
	CHECK_INT(told("old").st_mode & 07777, 0604);
	put("third", "3");
	CHECK_OK(renameat2(AT_FDCWD, "old", AT_FDCWD, "third",
	    RENAME_EXCHANGE) == 0);
	CHECK_INT(told("third").st_size, 5);
	CHECK_OK(unlink("third") == 0 && unlink("old") == 0);
}

static void
locks(void)
{
	struct flock l = { .l_type = F_WRLCK };
	int a = open("a", O_RDWR), b = open("b", O_RDWR);
	int again = open("a", O_RDWR);

	CHECK_OK(a >= 0 && b >= 0 && again >= 0);
	CHECK_OK(fcntl(a, F_OFD_SETLK, &l) == 0);
	CHECK_OK(fcntl(b, F_OFD_SETLK, &l) == 0);
	CHECK_ERR(fcntl(again, F_OFD_SETLK, &l), EAGAIN);
	CHECK_OK(close(a) == 0 && close(b) == 0 && close(again) == 0);
}

int
main(void)
{
	put("a", "1");
	put("b", "22");
	CHECK_OK(mkdir("d", 0700) == 0);
	put("d/in", "");
	numbers();
	renames();
	locks();
	CHECK_ERR(link("a", "c"), EPERM);
	CHECK_OK(rename("d", "e") == 0 && rmdir("e") < 0 && errno == ENOTEMPTY);
	CHECK_OK(unlink("e/in") == 0 && rmdir("e") == 0);
	return (0);
}
