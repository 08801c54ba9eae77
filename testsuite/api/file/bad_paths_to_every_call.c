/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-reparse,-posix_delete,-by_name */
/* Every call that takes a path names the same error for what is wrong in it. */
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/ipc.h>
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

static const char *text;

/* Call number i; 1 if there are no more. */
static long
call(int i, const char *n)
{
	int k = 0;

#define X(expr) if (i == k++) { text = #expr; return (long)(expr); }
	CALLS
	return 1;
}

/*
 * Five thousand letters that name f.  realpath() need not take them at once.
 */
static char roundabout[5001];

static void
all_say(const char *name, int e)
{
	long r;

	for (int i = 0; errno = 0, (r = call(i, name)) != 1; i++)
		if ((r != -1 || errno != e) && (name != roundabout ||
		    strstr(text, "realpath") == NULL)) {
			fprintf(stderr, "%.20s...: %s: %ld, %s, not %s\n",
			    name, text, r, strerror(errno), strerror(e));
			exit(1);
		}
}

int
main(void)
{
	char long_name[300], inside[310];
	struct stat is;
	int fd = open("f", O_WRONLY | O_CREAT, 0600);

	CHECK_OK(fd >= 0 && write(fd, "text", 4) == 4 && close(fd) == 0);
	CHECK_OK(mkdir("d", 0700) == 0 && symlink("loop", "loop") == 0);
	CHECK_OK(symlink("none", "lost") == 0);
	CHECK_OK((watch = inotify_init()) >= 0);
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
	/* All is as it was. */
	CHECK_OK(stat("f", &is) == 0 && is.st_size == 4);
	CHECK_OK(stat("d", &is) == 0 && S_ISDIR(is.st_mode));
	CHECK_ERR(access("new", F_OK), ENOENT);
	return (0);
}
