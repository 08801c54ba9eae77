/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What calls on names say, from POSIX and, where that leaves a choice, as
 * Linux does: slashes at the end, kinds that do not fit, what is not empty.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static void
put(const char *name)
{
	int fd = open(name, O_WRONLY | O_CREAT, 0666);

	CHECK_OK(fd >= 0 && close(fd) == 0);
}

static int
c_open(const char *a, const char *b)
{
	int fd = open(a, O_RDONLY);

	return fd < 0 ? -1 : close(fd);
}

static int
c_creat(const char *a, const char *b)
{
	int fd = open(a, O_RDWR | O_CREAT, 0666);

	return fd < 0 ? -1 : close(fd);
}

static int
c_write(const char *a, const char *b)
{
	int fd = open(a, O_WRONLY);

	return fd < 0 ? -1 : close(fd);
}

static int
c_stat(const char *a, const char *b)
{
	struct stat st;

	return stat(a, &st);
}

static int
c_lstat(const char *a, const char *b)
{
	struct stat st;

	return lstat(a, &st);
}

static int
c_readlink(const char *a, const char *b)
{
	char buf[64];

	return readlink(a, buf, sizeof buf) < 0 ? -1 : 0;
}

static int
c_mkdir(const char *a, const char *b)
{
	return mkdir(a, 0777);
}

static int
c_rmdir(const char *a, const char *b)
{
	return rmdir(a);
}

static int
c_unlink(const char *a, const char *b)
{
	return unlink(a);
}

static int
c_truncate(const char *a, const char *b)
{
	return truncate(a, 0);
}

static int
c_chmod(const char *a, const char *b)
{
	return chmod(a, 0644);
}

static int
c_chdir(const char *a, const char *b)
{
	return chdir(a);
}

static int
c_mkfifo(const char *a, const char *b)
{
	return mkfifo(a, 0666);
}

static int
c_access(const char *a, const char *b)
{
	return access(a, F_OK);
}

static int
c_utimens(const char *a, const char *b)
{
	return utimensat(AT_FDCWD, a, NULL, 0);
}

static int
c_chown(const char *a, const char *b)
{
	return chown(a, -1, -1);
}

static int
c_excl(const char *a, const char *b)
{
	int fd = open(a, O_RDWR | O_CREAT | O_EXCL, 0666);

	return fd < 0 ? -1 : close(fd);
}

static int
c_nofollow(const char *a, const char *b)
{
	int fd = open(a, O_RDONLY | O_NOFOLLOW);

	return fd < 0 ? -1 : close(fd);
}

static int
c_folder(const char *a, const char *b)
{
	int fd = open(a, O_RDONLY | O_DIRECTORY);

	return fd < 0 ? -1 : close(fd);
}

static int
c_folder_to_write(const char *a, const char *b)
{
	int fd = open(a, O_WRONLY | O_DIRECTORY);

	return fd < 0 ? -1 : close(fd);
}

static int
c_emptied(const char *a, const char *b)
{
	int fd = open(a, O_RDONLY | O_TRUNC);

	return fd < 0 ? -1 : close(fd);
}

static int
c_noreplace(const char *a, const char *b)
{
	return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_NOREPLACE);
}

static int
c_exchange(const char *a, const char *b)
{
	return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE);
}

/*
 * The names: f a file, d an empty folder, full one with a file in it, lf and
 * ld links to f and d, dangling one to nothing, loop one to itself.
 */
static const struct rule {
	const char *name;
	int (*call)(const char *, const char *);
	const char *a, *b;
	int want;			/* errno, or 0 */
} rules[] = {
	{ "open", c_open, "f/", NULL, ENOTDIR },
	{ "open", c_open, "d/", NULL, 0 },
	{ "open", c_open, "lf/", NULL, ENOTDIR },
	{ "open", c_open, "ld//", NULL, 0 },
	{ "open", c_open, "none/", NULL, ENOENT },
	{ "open", c_open, "f/x", NULL, ENOTDIR },
	{ "open", c_open, "none/x", NULL, ENOENT },
	{ "open", c_open, "dangling", NULL, ENOENT },
	{ "open", c_open, "loop", NULL, ELOOP },
	{ "open", c_open, "loop/x", NULL, ELOOP },
	{ "open", c_open, "f/.", NULL, ENOTDIR },
	{ "open", c_open, "f/..", NULL, ENOTDIR },
	{ "open", c_open, "ld/../f", NULL, 0 },
	{ "open", c_open, "", NULL, ENOENT },
	{ "creat", c_creat, "none/", NULL, EISDIR },
	{ "creat", c_creat, "d", NULL, EISDIR },
	{ "creat", c_creat, "f/x", NULL, ENOTDIR },
	{ "write", c_write, "d", NULL, EISDIR },
	{ "write", c_write, "d/", NULL, EISDIR },
	{ "write", c_write, "ld/", NULL, EISDIR },
	{ "write", c_write, "f/", NULL, ENOTDIR },
	{ "write", c_write, "none/", NULL, ENOENT },
	{ "stat", c_stat, "f/", NULL, ENOTDIR },
	{ "stat", c_stat, "lf/", NULL, ENOTDIR },
	{ "stat", c_stat, "dangling/", NULL, ENOENT },
	{ "lstat", c_lstat, "lf/", NULL, ENOTDIR },
	{ "lstat", c_lstat, "ld/", NULL, 0 },
	{ "lstat", c_lstat, "dangling", NULL, 0 },
	{ "lstat", c_lstat, "loop", NULL, 0 },
	{ "lstat", c_lstat, "loop/", NULL, ELOOP },
	{ "readlink", c_readlink, "ld/", NULL, EINVAL },
	{ "readlink", c_readlink, "lf/", NULL, ENOTDIR },
	{ "readlink", c_readlink, "d", NULL, EINVAL },
	{ "mkdir", c_mkdir, "f/", NULL, EEXIST },
	{ "mkdir", c_mkdir, "d/", NULL, EEXIST },
	{ "mkdir", c_mkdir, "dangling", NULL, EEXIST },
	{ "mkdir", c_mkdir, "none/x", NULL, ENOENT },
	{ "mkdir", c_mkdir, "/proc/none", NULL, ENOENT },
	{ "mkdir", c_mkdir, "/proc/version", NULL, EEXIST },
	{ "mkdir", c_mkdir, "/proc", NULL, EEXIST },
	{ "mkfifo", c_mkfifo, "/proc/none", NULL, ENOENT },
	{ "mkfifo", c_mkfifo, "/dev/null", NULL, EEXIST },
	{ "mkdir", c_mkdir, "f/x", NULL, ENOTDIR },
	{ "rmdir", c_rmdir, "f", NULL, ENOTDIR },
	{ "rmdir", c_rmdir, "f/", NULL, ENOTDIR },
	{ "rmdir", c_rmdir, "ld", NULL, ENOTDIR },
	{ "rmdir", c_rmdir, "ld/", NULL, ENOTDIR },
	{ "rmdir", c_rmdir, "full", NULL, ENOTEMPTY },
	{ "rmdir", c_rmdir, "full/", NULL, ENOTEMPTY },
	{ "rmdir", c_rmdir, "d/.", NULL, EINVAL },
	{ "rmdir", c_rmdir, "d/..", NULL, ENOTEMPTY },
	{ "rmdir", c_rmdir, "none", NULL, ENOENT },
	{ "rmdir", c_rmdir, "/", NULL, EBUSY },
	{ "unlink", c_unlink, "d", NULL, EISDIR },
	{ "unlink", c_unlink, "d/", NULL, EISDIR },
	{ "unlink", c_unlink, "f/", NULL, ENOTDIR },
	{ "unlink", c_unlink, "lf/", NULL, ENOTDIR },
	{ "unlink", c_unlink, "ld/", NULL, ENOTDIR },
	{ "unlink", c_unlink, "none/", NULL, ENOENT },
	{ "unlink", c_unlink, "f/x", NULL, ENOTDIR },
	{ "truncate", c_truncate, "d", NULL, EISDIR },
	{ "truncate", c_truncate, "f/", NULL, ENOTDIR },
	{ "truncate", c_truncate, "dangling", NULL, ENOENT },
	{ "chmod", c_chmod, "f/", NULL, ENOTDIR },
	{ "chmod", c_chmod, "dangling", NULL, ENOENT },
	{ "chdir", c_chdir, "f", NULL, ENOTDIR },
	{ "chdir", c_chdir, "lf/", NULL, ENOTDIR },
	{ "chdir", c_chdir, "loop", NULL, ELOOP },
	{ "rename", rename, "f/", "g", ENOTDIR },
	{ "rename", rename, "f", "g/", ENOTDIR },
	{ "rename", rename, "f", "f/", ENOTDIR },
	{ "rename", rename, "f", "f2/", ENOTDIR },
	{ "rename", rename, "f", "lf/", ENOTDIR },
	{ "rename", rename, "f", "ld/", ENOTDIR },
	{ "rename", rename, "f", "dangling/", ENOTDIR },
	{ "rename", rename, "lf", "ld/", ENOTDIR },
	{ "rename", rename, "f", "d", EISDIR },
	{ "rename", rename, "f", "d/", ENOTDIR },
	{ "rename", rename, "d", "f", ENOTDIR },
	{ "rename", rename, "d", "f/", ENOTDIR },
	{ "rename", rename, "d", "full", ENOTEMPTY },
	{ "rename", rename, "d", "ld", ENOTDIR },
	{ "rename", rename, "d", "d/x", EINVAL },
	{ "rename", rename, "d", "none/x", ENOENT },
	{ "rename", rename, "d", "f/x", ENOTDIR },
	{ "rename", rename, "d/.", "x", EBUSY },
	{ "rename", rename, "d", "full/..", EBUSY },
	{ "rename", rename, "none", "x", ENOENT },
	{ "rename", rename, "d", "d", 0 },
	{ "rename", rename, "f", "f", 0 },
	{ "rename", rename, "f", "f2", 0 },
	{ "rename", rename, "/proc/version", "x", EXDEV },
	{ "rename", rename, "f", "/proc/version", EXDEV },
	{ "link", link, "d", "x", EPERM },
	{ "link", link, "f", "d", EEXIST },
	{ "link", link, "f", "f2", EEXIST },
	{ "link", link, "f", "dangling", EEXIST },
	{ "link", link, "f", "g/", ENOENT },
	{ "link", link, "f", "f/", ENOTDIR },
	{ "link", link, "f", "lf/", ENOTDIR },
	{ "link", link, "f", "d/", EEXIST },
	{ "link", link, "f", "f/.", ENOTDIR },
	{ "link", link, "none", "f/", ENOENT },
	{ "link", link, "f/", "g", ENOTDIR },
	{ "link", link, "none", "g", ENOENT },
	{ "link", link, "f", "none/g", ENOENT },
	{ "link", link, "f", "f/g", ENOTDIR },
	{ "link", link, "/proc/version", "g", EXDEV },
	{ "symlink", symlink, "t", "f", EEXIST },
	{ "symlink", symlink, "t", "d/", EEXIST },
	{ "symlink", symlink, "t", "dangling", EEXIST },
	{ "symlink", symlink, "t", "none/", ENOENT },
	{ "symlink", symlink, "t", "f/", ENOTDIR },
	{ "symlink", symlink, "t", "lf/", ENOTDIR },
	{ "symlink", symlink, "t", "ld/", EEXIST },
	{ "symlink", symlink, "t", "f/x/", ENOTDIR },
	{ "symlink", symlink, "t", "f/.", ENOTDIR },
	{ "symlink", symlink, "t", "f/x", ENOTDIR },
	{ "symlink", symlink, "", "none", ENOENT },
	{ "mkfifo", c_mkfifo, "f", NULL, EEXIST },
	{ "mkfifo", c_mkfifo, "d", NULL, EEXIST },
	{ "mkfifo", c_mkfifo, "dangling", NULL, EEXIST },
	{ "mkfifo", c_mkfifo, "loop", NULL, EEXIST },
	{ "mkfifo", c_mkfifo, "none/x", NULL, ENOENT },
	{ "mkfifo", c_mkfifo, "none/", NULL, ENOENT },
	{ "mkfifo", c_mkfifo, "f/", NULL, ENOTDIR },
	{ "mkfifo", c_mkfifo, "ld/", NULL, EEXIST },
	{ "mkdir", c_mkdir, "lf/", NULL, EEXIST },
	{ "mkfifo", c_mkfifo, "f/x", NULL, ENOTDIR },
	{ "mkfifo", c_mkfifo, "loop/x", NULL, ELOOP },
	{ "mkdir", c_mkdir, "loop", NULL, EEXIST },
	{ "mkdir", c_mkdir, "loop/x", NULL, ELOOP },
	{ "mkdir", c_mkdir, ".", NULL, EEXIST },
	{ "mkdir", c_mkdir, "d/..", NULL, EEXIST },
	{ "mkdir", c_mkdir, "none/.", NULL, ENOENT },
	{ "mkdir", c_mkdir, "none/.//", NULL, ENOENT },
	{ "mkdir", c_mkdir, "d/.", NULL, EEXIST },
	{ "mkdir", c_mkdir, "f/.", NULL, ENOTDIR },
	{ "mkfifo", c_mkfifo, "none/.", NULL, ENOENT },
	{ "mkfifo", c_mkfifo, "d/.", NULL, EEXIST },
	{ "symlink", symlink, "t", "none/.", ENOENT },
	{ "symlink", symlink, "t", "d/.", EEXIST },
	{ "link", link, "f", "none/.", ENOENT },
	{ "link", link, "f", "d/.", EEXIST },
	{ "write", c_write, "none/.", NULL, ENOENT },
	{ "unlink", c_unlink, "none/.", NULL, ENOENT },
	{ "unlink", c_unlink, "f/.", NULL, ENOTDIR },
	{ "creat", c_creat, "none/.", NULL, ENOENT },
	{ "creat", c_creat, "d/.", NULL, EISDIR },
	{ "O_EXCL", c_excl, "none/.", NULL, ENOENT },
	{ "O_EXCL", c_excl, "d/.", NULL, EEXIST },
	{ "rmdir", c_rmdir, "loop/x", NULL, ELOOP },
	{ "rmdir", c_rmdir, "f/x", NULL, ENOTDIR },
	{ "rmdir", c_rmdir, "", NULL, ENOENT },
	{ "unlink", c_unlink, "loop/x", NULL, ELOOP },
	{ "unlink", c_unlink, "", NULL, ENOENT },
	{ "unlink", c_unlink, "none/x", NULL, ENOENT },
	{ "unlink", c_unlink, "d/.", NULL, EISDIR },
	{ "access", c_access, "f/", NULL, ENOTDIR },
	{ "access", c_access, "dangling", NULL, ENOENT },
	{ "access", c_access, "loop", NULL, ELOOP },
	{ "access", c_access, "ld/", NULL, 0 },
	{ "utimensat", c_utimens, "f/", NULL, ENOTDIR },
	{ "utimensat", c_utimens, "dangling", NULL, ENOENT },
	{ "utimensat", c_utimens, "none/x", NULL, ENOENT },
	{ "chown", c_chown, "f/", NULL, ENOTDIR },
	{ "chown", c_chown, "dangling", NULL, ENOENT },
	{ "chown", c_chown, "loop", NULL, ELOOP },
	{ "O_EXCL", c_excl, "f", NULL, EEXIST },
	{ "O_EXCL", c_excl, "d", NULL, EEXIST },
	{ "O_EXCL", c_excl, "dangling", NULL, EEXIST },
	{ "O_EXCL", c_excl, "loop", NULL, EEXIST },
	{ "O_EXCL", c_excl, "none/x", NULL, ENOENT },
	{ "O_EXCL", c_excl, "f/x", NULL, ENOTDIR },
	{ "O_NOFOLLOW", c_nofollow, "lf", NULL, ELOOP },
	{ "O_NOFOLLOW", c_nofollow, "ld", NULL, ELOOP },
	{ "O_NOFOLLOW", c_nofollow, "ld/.", NULL, 0 },
	{ "O_DIRECTORY", c_folder, "f", NULL, ENOTDIR },
	{ "O_DIRECTORY", c_folder, "lf", NULL, ENOTDIR },
	{ "O_DIRECTORY", c_folder, "ld", NULL, 0 },
	{ "O_DIRECTORY", c_folder, "none", NULL, ENOENT },
	{ "O_WRONLY of a folder", c_folder_to_write, "d", NULL, EISDIR },
	{ "O_WRONLY of a folder", c_folder_to_write, "f", NULL, ENOTDIR },
	{ "O_WRONLY of a folder", c_folder_to_write, "none", NULL, ENOENT },
	{ "O_WRONLY of a folder", c_folder_to_write, "loop", NULL, ELOOP },
	{ "O_TRUNC", c_emptied, "d", NULL, EISDIR },
	{ "O_TRUNC", c_emptied, "f/", NULL, ENOTDIR },
	{ "O_TRUNC", c_emptied, "lf/", NULL, ENOTDIR },
	{ "O_TRUNC", c_emptied, "none/", NULL, ENOENT },
	{ "NOREPLACE", c_noreplace, "f", "d", EEXIST },
	{ "NOREPLACE", c_noreplace, "f", "none/", ENOTDIR },
	{ "NOREPLACE", c_noreplace, "f", "loop", EEXIST },
	{ "NOREPLACE", c_noreplace, "d", "full", EEXIST },
	{ "NOREPLACE", c_noreplace, "none", "g", ENOENT },
	{ "EXCHANGE", c_exchange, "f", "none", ENOENT },
	{ "EXCHANGE", c_exchange, "full", "full/in", EINVAL },
	{ "EXCHANGE", c_exchange, "full/in", "full", EINVAL },
	{ "EXCHANGE", c_exchange, "f", "f2", 0 },
	{ "EXCHANGE", c_exchange, "f/", "d", ENOTDIR },
};

/*
 * A slash behind a file's name is ENOTDIR to POSIX (symlink(), link(),
 * mkfifo()); Linux sees the file first.
 */
static int
makes_a_file(const struct rule *r)
{
	return r->call == symlink || r->call == link || r->call == c_mkfifo;
}

static int
obeyed(const struct rule *r)
{
	int got, e;

	errno = 0;
	got = r->call(r->a, r->b);
	e = got < 0 ? errno : 0;
	/* POSIX leaves these choices. */
	if (e == r->want || (r->want == ENOTEMPTY && e == EEXIST) ||
	    (r->want == ENOTDIR && e == EEXIST && makes_a_file(r)) ||
	    (r->want == EBUSY && r->b != NULL && e == EINVAL))
		return 1;
	fprintf(stderr, "%s(\"%s\"%s%s%s): %s, not %s\n", r->name, r->a,
	    r->b != NULL ? ", \"" : "", r->b != NULL ? r->b : "",
	    r->b != NULL ? "\"" : "", strerror(e), strerror(r->want));
	return 0;
}

static struct timespec
changed(const char *name)
{
	struct stat st;

	CHECK_OK(lstat(name, &st) == 0);
	usleep(20000);
	return st.st_ctim;
}

static int
later(const char *name, struct timespec than)
{
	struct stat st;

	CHECK_OK(lstat(name, &st) == 0);
	return st.st_ctim.tv_sec > than.tv_sec ||
	    (st.st_ctim.tv_sec == than.tv_sec &&
	    st.st_ctim.tv_nsec > than.tv_nsec);
}

/* Which calls change the time of the last change of status. */
static void
times(void)
{
	struct timespec t = changed("f");

	CHECK_OK(chmod("f", 0600) == 0);
	CHECK(later("f", t));
	t = changed("f");
	CHECK_OK(link("f", "f3") == 0);
	CHECK(later("f", t));
	t = changed("f");
	CHECK_OK(unlink("f3") == 0);
	CHECK(later("f", t));
	t = changed("f");
	CHECK_OK(truncate("f", 10) == 0);
	CHECK(later("f", t));
	t = changed("f");
	c_open("f", NULL);
	CHECK_ERR(rmdir("f"), ENOTDIR);
	CHECK(!later("f", t));
	t = changed("d");
	put("d/new");
	CHECK(later("d", t));
	t = changed("d");
	CHECK_OK(rename("d/new", "d/newer") == 0);
	CHECK(later("d", t));
	t = changed("d");
	CHECK_OK(unlink("d/newer") == 0);
	CHECK(later("d", t));
}

int
main(void)
{
	struct stat st;
	int bad = 0;

	put("f");
	CHECK_OK(link("f", "f2") == 0);
	CHECK_OK(mkdir("d", 0777) == 0 && mkdir("full", 0777) == 0);
	put("full/in");
	CHECK_OK(symlink("f", "lf") == 0 && symlink("d", "ld") == 0 &&
	    symlink("nothing", "dangling") == 0 &&
	    symlink("loop", "loop") == 0);
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		bad += !obeyed(&rules[i]);
	CHECK_INT(bad, 0);
	/* Nothing of it changed anything. */
	CHECK_OK(stat("f", &st) == 0 && st.st_nlink == 2);
	CHECK_OK(stat("full/in", &st) == 0);
	CHECK_OK(stat("ld", &st) == 0 && S_ISDIR(st.st_mode));
	CHECK_ERR(lstat("x", &st), ENOENT);
	CHECK_ERR(lstat("g", &st), ENOENT);
	/* With slashes, where they are right. */
	CHECK_OK(mkdir("new/", 0777) == 0 && rename("new/", "newer/") == 0);
	CHECK_OK(rename("newer", "d/") == 0 && rmdir("d//") == 0);
	CHECK_OK(mkdir("d", 0777) == 0);
	times();
	return (0);
}
