/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-reparse,-posix_delete,-by_name */
/* Every call that takes a path names the same error for what is wrong in it. */
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <utime.h>

#include "test.h"

int execveat(int, const char *, char *const *, char *const *, int);

static struct stat st;
static struct statx stx;
static struct statfs fs;
static struct statvfs vfs;
static struct file_handle handle;
static struct dirent **list;
static char b[8192], *const argv[] = { "x", NULL }, *const env[] = { NULL };
static int mount_id, watch, me = AT_FDCWD;
static const char *program;
static pid_t pid;

static long
is_null(const void *p)
{
	return p == NULL ? -1 : 0;
}

static long
number(int e)
{
	errno = e;
	return e != 0 ? -1 : 0;
}

static int
nothing(const char *name, const struct stat *s, int type, struct FTW *f)
{
	return 0;
}

#define CALLS \
	X(open(n, O_RDONLY)) X(open(n, O_WRONLY | O_CREAT, 0600)) \
	X(open(n, O_RDONLY | O_DIRECTORY)) X(open(n, O_PATH)) \
	X(open(n, O_RDWR | O_TMPFILE, 0600)) X(open(n, O_RDONLY | O_NOFOLLOW)) \
	X(open(n, O_WRONLY | O_CREAT | O_EXCL, 0600)) \
	X(openat(me, n, O_RDWR)) X(creat(n, 0600)) X(is_null(fopen(n, "r"))) \
	X(is_null(fopen(n, "w"))) X(is_null(opendir(n))) \
	X(scandir(n, &list, NULL, NULL)) X(nftw(n, nothing, 3, 0)) \
	X(stat(n, &st)) X(lstat(n, &st)) X(fstatat(me, n, &st, 0)) \
	X(fstatat(me, n, &st, AT_SYMLINK_NOFOLLOW)) \
	X(statx(me, n, 0, STATX_ALL, &stx)) X(statfs(n, &fs)) \
	X(statvfs(n, &vfs)) X(access(n, F_OK)) X(access(n, R_OK | W_OK)) \
	X(eaccess(n, R_OK)) X(euidaccess(n, F_OK)) \
	X(faccessat(me, n, X_OK, AT_EACCESS)) X(chmod(n, 0600)) \
	X(fchmodat(me, n, 0600, 0)) X(lchmod(n, 0600)) X(chown(n, -1, -1)) \
	X(lchown(n, -1, -1)) X(fchownat(me, n, -1, -1, 0)) \
	X(truncate(n, 0)) X(utimensat(me, n, NULL, 0)) \
	X(utimensat(me, n, NULL, AT_SYMLINK_NOFOLLOW)) X(utimes(n, NULL)) \
	X(lutimes(n, NULL)) X(futimesat(me, n, NULL)) X(utime(n, NULL)) \
	X(mkdir(n, 0700)) X(mkdirat(me, n, 0700)) X(mkfifo(n, 0600)) \
	X(mkfifoat(me, n, 0600)) X(mknod(n, S_IFREG | 0600, 0)) \
	X(mknodat(me, n, S_IFIFO | 0600, 0)) X(rmdir(n)) X(unlink(n)) \
	X(remove(n)) X(unlinkat(me, n, 0)) X(unlinkat(me, n, AT_REMOVEDIR)) \
	X(rename(n, "new")) X(rename("f", n)) X(rename("d", n)) \
	X(renameat(me, n, me, "new")) X(renameat(me, "f", me, n)) \
	X(renameat2(me, n, me, "new", RENAME_NOREPLACE)) \
	X(renameat2(me, "f", me, n, RENAME_NOREPLACE)) \
	X(renameat2(me, n, me, "f", RENAME_EXCHANGE)) \
	X(renameat2(me, "f", me, n, RENAME_EXCHANGE)) \
	X(link(n, "new")) X(link("f", n)) X(linkat(me, n, me, "new", 0)) \
	X(linkat(me, n, me, "new", AT_SYMLINK_FOLLOW)) \
	X(linkat(me, "f", me, n, 0)) X(symlink("f", n)) \
	X(symlinkat("f", me, n)) X(readlink(n, b, sizeof b)) \
	X(readlinkat(me, n, b, sizeof b)) X(is_null(realpath(n, b))) \
	X(is_null(realpath(n, NULL))) X(chdir(n)) X(chroot(n)) \
	X(pathconf(n, _PC_LINK_MAX)) X(getxattr(n, "user.a", b, 9)) \
	X(lgetxattr(n, "user.a", b, 9)) X(listxattr(n, b, 9)) \
	X(llistxattr(n, b, 9)) X(setxattr(n, "user.a", "x", 1, 0)) \
	X(lsetxattr(n, "user.a", "x", 1, 0)) X(removexattr(n, "user.a")) \
	X(lremovexattr(n, "user.a")) \
	X(name_to_handle_at(me, n, &handle, &mount_id, 0)) \
	X(inotify_add_watch(watch, n, IN_OPEN)) X(ftok(n, 1)) \
	X(execve(n, argv, env)) X(execveat(me, n, argv, env, 0)) \
	X(number(posix_spawn(&pid, n, NULL, NULL, argv, env)))

#define X(expr) #expr,
static const char *const texts[] = { CALLS };
#undef X
static const int calls = sizeof texts / sizeof texts[0];

/* Call number i. */
static long
call(int i, const char *n)
{
	int k = 0;

#define X(expr) if (i == k++) return (long)(expr);
	CALLS
	return 0;
}

/*
 * Five thousand letters that name f.  realpath() need not take them at once.
 */
static char roundabout[5001];

static void
say(int i, const char *what, const char *name, int e)
{
	long r = (errno = 0, call(i, name));

	if (r != -1 || errno != e) {
		fprintf(stderr, "%.20s...: %s: %ld, %s, not %s\n", what,
		    texts[i], r, strerror(errno), strerror(e));
		exit(1);
	}
}

static void
all_say(const char *name, int e)
{
	for (int i = 0; i < calls; i++)
		if (name != roundabout || strstr(texts[i], "realpath") == NULL)
			say(i, name, name, e);
}

/* Does the library itself read the name? */
static int
is_read(const char *function)
{
	return strstr(function, "nftw") != NULL
#ifdef __linux__
	    || strstr(function, "realpath") != NULL
	    || strstr(function, "opendir") != NULL
	    || strstr(function, "scandir") != NULL
#endif
	    ;
}

/* Names that are no strings. */
static void
all_say_unread(const char *what, const char *name, int e)
{
	for (int i = 0; i < calls; i++)
		if (!is_read(texts[i]))
			say(i, what, name, e);
}

static void
handler(int sig)
{
	static const char came[] = "a signal came\n";

	write(2, came, sizeof came - 1);
	_exit(9);
}

/* The end of a page that nothing is behind. */
static char *
end_of_memory(size_t pages)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *m = mmap(NULL, (pages + 1) * page, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK_OK(m != MAP_FAILED);
	memset(m, 'g', pages * page);
	CHECK_OK(mprotect(m + pages * page, page, PROT_NONE) == 0);
	return m + pages * page;
}

static void
names_that_are_no_strings(void)
{
	char *end = end_of_memory(2);
	char *const bad[] = { (char *)8, NULL };
	char *const end_is_missing[] = { "x", end - 3, NULL };

	for (int i = 0; i < 2; i++) {
		all_say_unread("no pointer", (char *)8, EFAULT);
		all_say_unread("the last address", (char *)-1, EFAULT);
		all_say_unread("garbage", end - 100, EFAULT);
		all_say_unread("much garbage", end - 5000, ENAMETOOLONG);
		signal(SIGSEGV, handler);
	}
	CHECK_ERR(symlink(end - 9, "new"), EFAULT);
	CHECK_ERR(symlink(end - 5000, "new"), ENAMETOOLONG);
	CHECK_ERR(getxattr("f", end - 9, b, 9), EFAULT);
	CHECK_ERR(getxattr("f", end - 5000, b, 9), ERANGE);
	CHECK_ERR(setxattr("f", end - 5000, b, 9, 0), ERANGE);
	CHECK_ERR(removexattr("f", ""), ERANGE);
	CHECK_ERR(linkat(watch, end, me, "new", AT_EMPTY_PATH), EFAULT);
	CHECK_ERR(fstatat(watch, end, &st, AT_EMPTY_PATH), EFAULT);
	CHECK_ERR(execve(program, bad, env), EFAULT);
	CHECK_ERR(execve(program, end_is_missing, env), EFAULT);
	CHECK_ERR(execve(program, (char *const *)(end - 8), env), EFAULT);
	CHECK_ERR(execve(program, argv, bad), EFAULT);
	CHECK_ERR(execve(program, argv, (char *const *)end), EFAULT);
	/* What ends there in time is a name. */
	strcpy(end - 2, "f");
	CHECK_OK(stat(end - 2, &st) == 0 && st.st_size == 4);
}

int
main(int argc, char **args)
{
	char long_name[300], inside[310];
	struct stat is;
	int fd = open("f", O_WRONLY | O_CREAT, 0600);

	CHECK_OK(fd >= 0 && write(fd, "text", 4) == 4 && close(fd) == 0);
	CHECK_OK(mkdir("d", 0700) == 0 && symlink("loop", "loop") == 0);
	CHECK_OK(symlink("none", "lost") == 0);
	CHECK_OK((watch = inotify_init()) >= 0);
	program = args[0];
	memset(long_name, 'n', 256);
	long_name[256] = '\0';
	snprintf(inside, sizeof inside, "d/%s/x", long_name);
	all_say(long_name, ENAMETOOLONG);
	all_say(inside, ENAMETOOLONG);
	for (int i = 0; i < 4999; i++)
		roundabout[i] = i & 1 ? '/' : '.';
	strcpy(roundabout + 4998, "f");
	all_say(roundabout, ENAMETOOLONG);
	all_say("", ENOENT);
	all_say("none/x", ENOENT);
	all_say("lost/x", ENOENT);
	all_say("d/../none/../f", ENOENT);
	all_say("f/x", ENOTDIR);
	all_say("f/../d", ENOTDIR);
	all_say("loop/x", ELOOP);
	all_say("d/../loop/../f", ELOOP);
	names_that_are_no_strings();
	/* All is as it was. */
	CHECK_OK(stat("f", &is) == 0 && is.st_size == 4);
	CHECK_OK(stat("d", &is) == 0 && S_ISDIR(is.st_mode));
	CHECK_ERR(access("new", F_OK), ENOENT);
	return (0);
}
