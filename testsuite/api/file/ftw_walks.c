/* SPDX-License-Identifier: BSD-2-Clause */
/* nftw() and ftw() visit each file once, whatever they may keep open. */
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

#define MANY	100

static char *seen[MANY];		/* "letters path base level" */
static int nseen, here, limit, first_fd, deepest;
static const char *stop;		/* the name to stop, or to skip, at */
static int with;			/* what is returned there */

static void
make(const char *name)
{
	CHECK_OK(close(open(name, O_CREAT | O_WRONLY, 0600)) == 0);
}

static const char *
letters(int flag)
{
	return flag == FTW_F ? "F" : flag == FTW_D ? "D" :
	    flag == FTW_DP ? "DP" : flag == FTW_DNR ? "DNR" :
	    flag == FTW_NS ? "NS" : flag == FTW_SL ? "SL" :
	    flag == FTW_SLN ? "SLN" : "?";
}

static int
visit(const char *path, const struct stat *st, int flag, struct FTW *at)
{
	char line[PATH_MAX];
	struct stat s;
	int fd;

	CHECK(nseen < MANY);
	snprintf(line, sizeof(line), "%s %s %d %d", letters(flag), path,
	    at->base, at->level);
	seen[nseen++] = strdup(line);
	CHECK(at->base == 0 || path[at->base - 1] == '/');
	if (at->level > deepest)
		deepest = at->level;
	CHECK((flag == FTW_D || flag == FTW_DP || flag == FTW_DNR ||
	    flag == FTW_NS) || !S_ISDIR(st->st_mode));
	CHECK(flag != FTW_F || S_ISREG(st->st_mode));
	CHECK((flag != FTW_SL && flag != FTW_SLN) || S_ISLNK(st->st_mode));
	CHECK_OK((fd = open("/dev/null", O_RDONLY)) >= 0);
	CHECK(fd <= first_fd + limit + (here != 0));
	close(fd);
#ifdef __GLIBC__
	/* It is in the directory itself then. */
	if (flag == FTW_DP)
		return 0;
#endif
	if (here && flag != FTW_NS) {
		CHECK_OK(fstatat(AT_FDCWD, path + at->base, &s,
		    S_ISLNK(st->st_mode) ? AT_SYMLINK_NOFOLLOW : 0) == 0);
		CHECK(s.st_ino == st->st_ino);
	}
	if (stop != NULL && strcmp(path + at->base, stop) == 0)
		return with;
	return 0;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What the walk saw, sorted: a file a line. */
static const char *
walk(const char *path, int fds, int flags)
{
	static char all[8192];
	struct stat before, after;
	int i, rc;

	CHECK_OK(stat(".", &before) == 0);
	here = flags & FTW_CHDIR;
	limit = fds;
	nseen = deepest = 0;
	CHECK_OK((rc = nftw(path, visit, fds, flags)) != -1);
	qsort(seen, (size_t)nseen, sizeof(*seen), by_text);
	snprintf(all, sizeof(all), "%d\n", rc);
	for (i = 0; i < nseen; i++) {
		strcat(all, seen[i]);
		strcat(all, "\n");
		free(seen[i]);
	}
	CHECK_OK(stat(".", &after) == 0);
	CHECK(before.st_ino == after.st_ino);
	return all;
}

static void
flags(void)
{
	CHECK_STR(walk("t", 3, FTW_PHYS), "0\nD t 0 0\nD t/a 2 1\n"
	    "D t/a/b 4 2\nF t/a/b/f 6 3\nF t/f 2 1\nSL t/gone 2 1\n"
	    "SL t/link 2 1\n");
	CHECK_STR(walk("t", 3, 0), "0\nD t 0 0\nD t/a 2 1\n"
	    "D t/a/b 4 2\nF t/a/b/f 6 3\nF t/f 2 1\nF t/link 2 1\n"
	    "SLN t/gone 2 1\n");
	CHECK_STR(walk("./t//", 1, FTW_PHYS | FTW_CHDIR), "0\nD ./t 2 0\n"
	    "D ./t/a 4 1\nD ./t/a/b 6 2\nF ./t/a/b/f 8 3\nF ./t/f 4 1\n"
	    "SL ./t/gone 4 1\nSL ./t/link 4 1\n");
	CHECK_STR(walk("t/a", 2, FTW_PHYS | FTW_CHDIR | FTW_DEPTH),
	    "0\nDP t/a 2 0\nDP t/a/b 4 1\nF t/a/b/f 6 2\n");
	CHECK_STR(walk(".", 2, FTW_PHYS | FTW_DEPTH), "0\nDP . 0 0\n"
	    "DP ./t 2 1\nDP ./t/a 4 2\nDP ./t/a/b 6 3\nF ./t/a/b/f 8 4\n"
	    "F ./t/f 4 2\nSL ./t/gone 4 2\nSL ./t/link 4 2\n");
	/* Starts that are no folder. */
	CHECK_STR(walk("t/f", 1, 0), "0\nF t/f 2 0\n");
	CHECK_STR(walk("t/gone", 1, 0), "0\nSLN t/gone 2 0\n");
	CHECK_STR(walk("t/gone", 1, FTW_PHYS), "0\nSL t/gone 2 0\n");
	CHECK_STR(walk("t/link", 1, FTW_CHDIR), "0\nF t/link 2 0\n");
	/* A link to a folder is that, but when it leads into itself. */
	CHECK_OK(mkdir("c", 0700) == 0 && symlink("../t/a/b", "c/l") == 0);
	CHECK_STR(walk("c", 1, 0), "0\nD c 0 0\nD c/l 2 1\nF c/l/f 4 2\n");
	CHECK_OK(unlink("c/l") == 0 && symlink("../c", "c/l") == 0);
	CHECK_STR(walk("c", 1, FTW_DEPTH), "0\nDP c 0 0\n");
#ifndef __GLIBC__
	CHECK_STR(walk("c", 1, 0), "0\nD c 0 0\nD c/l 2 1\n");
#endif
	CHECK_OK(unlink("c/l") == 0);
}

/* Another file system. */
static void
devices(void)
{
	struct stat disk, proc;

	CHECK_OK(stat("c", &disk) == 0 && stat("/proc", &proc) == 0);
	CHECK(disk.st_dev != proc.st_dev);
	CHECK_OK(symlink("/proc", "c/p") == 0);
	make("c/f");
	CHECK_STR(walk("c", 2, FTW_MOUNT), "0\nD c 0 0\nF c/f 2 1\n");
#ifdef FTW_XDEV
	CHECK_STR(walk("c", 2, FTW_XDEV),
	    "0\nD c 0 0\nD c/p 2 1\nF c/f 2 1\n");
	CHECK_STR(walk("c", 2, FTW_XDEV | FTW_DEPTH),
	    "0\nDP c 0 0\nDP c/p 2 1\nF c/f 2 1\n");
#endif
}

static void
stops(void)
{
	int i;

	stop = "b";
	with = 7;
	CHECK(strncmp(walk("t", 3, 0), "7\n", 2) == 0);
	for (i = 0; i < nseen; i++)
		CHECK(strstr(seen[i], "a/b/f") == NULL);
	with = FTW_SKIP_SUBTREE;
	CHECK_STR(walk("t/a", 3, FTW_ACTIONRETVAL),
	    "0\nD t/a 2 0\nD t/a/b 4 1\n");
	CHECK_STR(walk("t/a/b", 3, FTW_ACTIONRETVAL), "0\nD t/a/b 4 0\n");
	with = FTW_SKIP_SIBLINGS;
	stop = "f";
	CHECK_STR(walk("t/a", 3, FTW_ACTIONRETVAL),
	    "0\nD t/a 2 0\nD t/a/b 4 1\nF t/a/b/f 6 2\n");
	with = FTW_STOP;
	CHECK_STR(walk("t/a/b/f", 3, FTW_ACTIONRETVAL),
	    "1\nF t/a/b/f 6 0\n");
	stop = NULL;
}

static int
take_away(const char *path, const struct stat *st, int flag, struct FTW *at)
{
	CHECK_OK(remove(path) == 0);
	return 0;
}

static void
deep(void)
{
	char path[PATH_MAX] = "x";
	int i;

	for (i = 0; i < 50; i++) {
		CHECK_OK(mkdir(path, 0700) == 0);
		strcat(path, "/x");
	}
	make(path);
	for (i = 1; i <= 3; i += 2) {
		walk("x", i, FTW_PHYS);
		CHECK(nseen == 51 && deepest == 50);
		walk("x", i, FTW_PHYS | FTW_CHDIR | FTW_DEPTH);
		CHECK(nseen == 51 && deepest == 50);
	}
	CHECK_INT(nftw("x", take_away, 1, FTW_PHYS | FTW_DEPTH), 0);
	CHECK_ERR(access("x", F_OK), ENOENT);
}

static int old_files, old_dirs, old_ns;

static int
old_visit(const char *path, const struct stat *st, int flag)
{
	old_files += flag == FTW_F;
	old_dirs += flag == FTW_D;
	old_ns += flag == FTW_NS;
	return strcmp(path, "t/a/b") == 0 ? with : 0;
}

static void
old(void)
{
	with = 0;
	CHECK_INT(ftw("t", old_visit, 1), 0);
	CHECK(old_files == 3 && old_dirs == 3 && old_ns == 1);
	with = 9;
	CHECK_INT(ftw("t", old_visit, 1), 9);
	CHECK_ERR(ftw("none", old_visit, 1), ENOENT);
}

static void
errors(void)
{
	char name[PATH_MAX + 2];

	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	nseen = 0;
	CHECK_ERR(nftw(name, visit, 3, 0), ENAMETOOLONG);
	name[NAME_MAX + 1] = '\0';
	CHECK_ERR(nftw(name, visit, 3, 0), ENAMETOOLONG);
	CHECK_ERR(nftw("none", visit, 3, 0), ENOENT);
	CHECK_ERR(nftw("none/", visit, 3, FTW_CHDIR), ENOENT);
	CHECK_ERR(nftw("", visit, 3, FTW_PHYS), ENOENT);
	CHECK_ERR(nftw("t/f/x", visit, 3, 0), ENOTDIR);
	CHECK_OK(symlink("loop", "loop") == 0);
	CHECK_ERR(nftw("loop", visit, 3, 0), ELOOP);
	CHECK_ERR(nftw("loop/x", visit, 3, FTW_PHYS), ELOOP);
	CHECK_INT(nseen, 0);
	CHECK_OK(unlink("loop") == 0);
}

/* Where modes count, and for whom: Linux' root is somebody else first. */
static void
forbidden(void)
{
	int root = geteuid() == 0;

	CHECK_OK(mkdir("no", 0777) == 0 && mkdir("no/read", 0777) == 0 &&
	    mkdir("no/search", 0777) == 0 && chmod("no", 0755) == 0);
	make("no/read/f");
	make("no/search/f");
	CHECK_OK(chmod("no/read", 0) == 0 && chmod("no/search", 0444) == 0);
	CHECK_OK(chmod(".", 0755) == 0 && (!root || seteuid(65534) == 0));
	if (access("no/search/f", F_OK) == -1 && errno == EACCES) {
		CHECK_STR(walk("no", 2, 0), "0\nD no 0 0\nD no/search 3 1\n"
		    "DNR no/read 3 1\nNS no/search/f 10 2\n");
		CHECK_STR(walk("no", 2, FTW_DEPTH), "0\nDNR no/read 3 1\n"
		    "DP no 0 0\nDP no/search 3 1\nNS no/search/f 10 2\n");
		CHECK_ERR(nftw("no/read/f", visit, 3, 0), EACCES);
		CHECK_ERR(nftw("no/search", visit, 3, FTW_CHDIR), EACCES);
	}
	CHECK_OK(!root || seteuid(0) == 0);
	CHECK_OK(chmod("no/read", 0700) == 0 &&
	    chmod("no/search", 0700) == 0);
}

int
main(void)
{
	CHECK_OK((first_fd = dup(0)) >= 0);
	close(first_fd);
	CHECK_OK(mkdir("t", 0700) == 0 && mkdir("t/a", 0700) == 0 &&
	    mkdir("t/a/b", 0700) == 0);
	make("t/f");
	make("t/a/b/f");
	CHECK_OK(symlink("nothing", "t/gone") == 0);
	CHECK_OK(symlink("f", "t/link") == 0);
	flags();
	devices();
	stops();
	old();
	deep();
	errors();
	forbidden();
	return 0;
}
