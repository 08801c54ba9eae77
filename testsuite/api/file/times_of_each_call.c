/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which times of a file, and of the folder it is in, each call marks for
 * update, and that a call which fails marks none (XSH, each call).
 */
#include <sys/time.h>

#include "process/children.h"

#define C	1		/* the time of the last change */
#define M	2		/* and of the last one of the contents */

static int fd;

static int do_chmod(void) { return chmod("d/f", 0600); }
static int do_fchmod(void) { return fchmod(fd, 0640); }
static int do_chown(void) { return chown("d/f", getuid(), -1); }
static int do_link(void) { return link("d/f", "e/g"); }
static int do_unlink(void) { return unlink("e/g"); }
static int do_write(void) { return write(fd, "x", 1) == 1 ? 0 : -1; }
static int do_truncate(void) { return truncate("d/f", 5); }
static int do_ftruncate(void) { return ftruncate(fd, 7); }
static int do_trunc(void) { return close(open("d/f", O_WRONLY | O_TRUNC)); }
static int do_open(void) { return close(open("d/f", O_RDWR)); }
static int do_fill(void) { return do_write() + do_write(); }
static int do_stat(void) { struct stat st; return stat("d/f", &st); }
static int do_create(void) { return close(creat("d/n", 0600)); }
static int do_remove(void) { return unlink("d/n"); }
static int do_mkdir(void) { return mkdir("d/n", 0700); }
static int do_rmdir(void) { return rmdir("d/n"); }
static int do_symlink(void) { return symlink("f", "d/n"); }
static int do_mkfifo(void) { return mkfifo("d/n", 0600); }
static int do_rename(void) { return rename("d/n", "d/m"); }
static int do_rename_back(void) { return rename("d/m", "d/n"); }
static int do_move(void) { return rename("d/f", "e/f"); }
static int do_move_back(void) { return rename("e/f", "d/f"); }
static int do_replace(void) { return rename("e/g", "e/h"); }
static int do_other(void) { return close(creat("e/h", 0600)); }
static int do_again(void) { return mkdir("d/f", 0700) < 0 ? 0 : -1; }
static int do_full(void) { return rmdir("d") < 0 ? 0 : -1; }
static int do_over(void) { return rename("d/f", "e") < 0 ? 0 : -1; }
static int do_none(void) { return unlink("d/none") < 0 ? 0 : -1; }

static int
do_utimes(void)
{
	struct timespec t[2] = { { 0, UTIME_NOW }, { 0, UTIME_OMIT } };

	return utimensat(AT_FDCWD, "d/f", t, 0);
}

/* What is marked of d/f, of d and of e. */
static const struct {
	const char *name;
	int (*call)(void);
	int file, d, e;
} calls[] = {
	{ "chmod", do_chmod, C, 0, 0 },
	{ "fchmod", do_fchmod, C, 0, 0 },
	{ "chown", do_chown, C, 0, 0 },
	{ "utimensat", do_utimes, C, 0, 0 },
	{ "write", do_write, C | M, 0, 0 },
	{ "truncate", do_truncate, C | M, 0, 0 },
	{ "ftruncate", do_ftruncate, C | M, 0, 0 },
	{ "open", do_open, 0, 0, 0 },
	{ "stat", do_stat, 0, 0, 0 },
	{ "open O_TRUNC", do_trunc, C | M, 0, 0 },
	{ "two writes", do_fill, C | M, 0, 0 },
	{ "link", do_link, C, 0, C | M },
	{ "unlink one of two", do_unlink, C, 0, C | M },
	{ "creat", do_create, 0, C | M, 0 },
	{ "unlink", do_remove, 0, C | M, 0 },
	{ "mkdir", do_mkdir, 0, C | M, 0 },
	{ "rename a folder", do_rename, 0, C | M, 0 },
	{ "rename it back", do_rename_back, 0, C | M, 0 },
	{ "rmdir", do_rmdir, 0, C | M, 0 },
	{ "symlink", do_symlink, 0, C | M, 0 },
	{ "unlink a link", do_remove, 0, C | M, 0 },
	{ "mkfifo", do_mkfifo, 0, C | M, 0 },
	{ "unlink a FIFO", do_remove, 0, C | M, 0 },
	{ "link", do_link, C, 0, C | M },
	{ "creat beside it", do_other, 0, 0, C | M },
	{ "rename over a file", do_replace, C, 0, C | M },	/* it may */
	{ "mkdir of what is there", do_again, 0, 0, 0 },
	{ "rmdir of what is full", do_full, 0, 0, 0 },
	{ "rename over a folder", do_over, 0, 0, 0 },
	{ "unlink of nothing", do_none, 0, 0, 0 },
};

/* Back by an hour, so that any mark shows. */
static struct stat
age(const char *name)
{
	struct timespec t[2];
	struct stat st;

	CHECK_OK(stat(name, &st) == 0);
	t[0] = t[1] = (struct timespec){ st.st_mtime - 3600, 0 };
	CHECK_OK(utimensat(AT_FDCWD, name, t, 0) == 0);
	CHECK_OK(stat(name, &st) == 0);
	return st;
}

static int
marked(const char *name, const struct stat *old)
{
	struct stat st;
	int which = 0;

	CHECK_OK(stat(name, &st) == 0);
	if (memcmp(&st.st_ctim, &old->st_ctim, sizeof st.st_ctim) != 0)
		which |= C;
	if (memcmp(&st.st_mtim, &old->st_mtim, sizeof st.st_mtim) != 0)
		which |= M;
	return which;
}

static int
differs(const char *call, const char *name, int got, int want)
{
	if (got != want)
		fprintf(stderr, "%s: of %s %s%s marked, not %s%s\n", call,
		    name, got & C ? "C" : "", got & M ? "M" : "",
		    want & C ? "C" : "", want & M ? "M" : "");
	return got != want;
}

int
main(void)
{
	struct stat f, d, e;
	int bad = 0;

	CHECK_OK(mkdir("d", 0700) == 0 && mkdir("e", 0700) == 0);
	put_file("d/f", "text", 0644);
	CHECK_OK((fd = open("d/f", O_RDWR)) >= 0);
	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
		f = age("d/f");
		d = age("d");
		e = age("e");
		nap(15);	/* longer than times are coarse */
		CHECK_OK(calls[i].call() == 0);
		bad += differs(calls[i].name, "the file", marked("d/f", &f),
		    calls[i].file);
		bad += differs(calls[i].name, "its folder", marked("d", &d),
		    calls[i].d);
		bad += differs(calls[i].name, "the other", marked("e", &e),
		    calls[i].e);
	}
	/* A rename marks both folders. */
	d = age("d");
	e = age("e");
	nap(15);
	CHECK_OK(do_move() == 0);
	CHECK_INT(marked("d", &d), C | M);
	CHECK_INT(marked("e", &e), C | M);
	CHECK_OK(do_move_back() == 0);
	CHECK_INT(bad, 0);
	return (0);
}
