/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What files are: stat and its kin, access, modes, times.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "file/room.h"

/*
 * The name of an *at call whose flags may say AT_SYMLINK_NOFOLLOW, and
 * AT_EMPTY_PATH, as on Linux: 1: it is about the descriptor itself, O_PATH or
 * not.
 */
static int
at_path(struct path *p, int dfd, const char *path, int flags)
{
	int e;

	if ((flags & AT_EMPTY_PATH) && sys_is_empty(path)) {
		if (dfd != AT_FDCWD)
			return 1;
		path = ".";
	}
	if ((e = sys_path(p, dfd, path)) < 0)
		return e;
	p->nofollow = (flags & AT_SYMLINK_NOFOLLOW) && !p->must_be_dir;
	return 0;
}

/* XSH fstatat(): EBADF, EINVAL (flags), and errors of the path. */
long
sys_fstatat(int dfd, const char *path, struct stat *st, int flags)
{
	struct path p;
	int e;

	if ((flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH |
	    AT_NO_AUTOMOUNT)) != 0)
		return -EINVAL;
	if ((e = at_path(&p, dfd, path, flags)) == 1)
		return sys_fstat(dfd, st);
	return e < 0 ? e : file_stat(&p, st);
}

long
sys_stat(const char *path, struct stat *st)
{
	return sys_fstatat(AT_FDCWD, path, st, 0);
}

long
sys_lstat(const char *path, struct stat *st)
{
	return sys_fstatat(AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);
}

long
sys_fstat(int fd, struct stat *st)
{
	struct file *f = fd_get_any(fd);
	int e;

	if (f == NULL)
		return -EBADF;
	e = f->ops->stat(f, st);
	file_unref(f);
	return e;
}

static long
access_open(int fd, int mode)
{
	struct file *f = fd_get_any(fd);
	int e;

	if (f == NULL)
		return -EBADF;
	e = file_faccess(f, mode);
	file_unref(f);
	return e;
}

/* XSH faccessat(): EACCES, EINVAL (mode, flags). */
long
sys_faccessat(int dfd, const char *path, int mode, int flags)
{
	struct path p;
	int e;

	if ((flags & ~(AT_EACCESS | AT_SYMLINK_NOFOLLOW |
	    AT_EMPTY_PATH)) != 0)
		return -EINVAL;
	if ((e = at_path(&p, dfd, path, flags)) == 1)
		return access_open(dfd, mode);
	return e < 0 ? e : file_access(&p, mode);
}

long
sys_access(const char *path, int mode)
{
	return sys_faccessat(AT_FDCWD, path, mode, 0);
}

long
sys_eaccess(const char *path, int mode)
{
	return sys_faccessat(AT_FDCWD, path, mode, AT_EACCESS);
}

long
sys_euidaccess(const char *path, int mode)
{
	return sys_eaccess(path, mode);
}

static long
chmod_open(struct file *f, mode_t mode)
{
	int e;

	if (f == NULL)
		return -EBADF;
	e = f->ops->chmod(f, mode);
	file_unref(f);
	return e;
}

/* XSH fchmodat(): EINVAL (flags), EPERM, EROFS. */
long
sys_fchmodat(int dfd, const char *path, mode_t mode, int flags)
{
	struct path p;
	int e;

	if ((flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH)) != 0)
		return -EINVAL;
	if ((e = at_path(&p, dfd, path, flags)) == 1)
		return chmod_open(fd_get_any(dfd), mode);
	return e < 0 ? e : file_chmod(&p, mode);
}

long
sys_chmod(const char *path, mode_t mode)
{
	return sys_fchmodat(AT_FDCWD, path, mode, 0);
}

long
sys_fchmod(int fd, mode_t mode)
{
	return chmod_open(fd_get(fd), mode);
}

/* BSD's: of a link itself, which has no mode to change: EOPNOTSUPP. */
long
sys_lchmod(const char *path, mode_t mode)
{
	return sys_fchmodat(AT_FDCWD, path, mode, AT_SYMLINK_NOFOLLOW);
}

static long
chown_open(struct file *f, uid_t uid, gid_t gid)
{
	int e;

	if (f == NULL)
		return -EBADF;
	e = file_fchown(f, uid, gid);
	file_unref(f);
	return e;
}

/* XSH fchownat(): EINVAL (flags), EPERM (not one's own), EROFS. */
long
sys_fchownat(int dfd, const char *path, uid_t uid, gid_t gid, int flags)
{
	struct path p;
	int e;

	if ((flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH)) != 0)
		return -EINVAL;
	if ((e = at_path(&p, dfd, path, flags)) == 1)
		return chown_open(fd_get_any(dfd), uid, gid);
	return e < 0 ? e : file_chown(&p, uid, gid);
}

long
sys_chown(const char *path, uid_t uid, gid_t gid)
{
	return sys_fchownat(AT_FDCWD, path, uid, gid, 0);
}

long
sys_lchown(const char *path, uid_t uid, gid_t gid)
{
	return sys_fchownat(AT_FDCWD, path, uid, gid, AT_SYMLINK_NOFOLLOW);
}

long
sys_fchown(int fd, uid_t uid, gid_t gid)
{
	return chown_open(fd_get(fd), uid, gid);
}

static struct statx_timestamp
statx_time(const struct timespec *ts)
{
	struct statx_timestamp t = {
		.tv_sec = ts->tv_sec,
		.tv_nsec = (unsigned)ts->tv_nsec,
	};

	return t;
}

#define SYNC_TYPE	(AT_STATX_FORCE_SYNC | AT_STATX_DONT_SYNC)

/*
 * As on Linux; everything is told, whatever mask asks for, and no attributes.
 */
long
sys_statx(int dfd, const char *path, int flags, unsigned int mask,
    struct statx *out)
{
	struct stat st;
	long e;

	if ((mask & 0x80000000u) != 0 || (flags & SYNC_TYPE) == SYNC_TYPE)
		return -EINVAL;
	flags &= ~SYNC_TYPE;
	if ((e = sys_fstatat(dfd, path, &st, flags)) < 0)
		return e;
	memset(out, 0, sizeof *out);
	out->stx_mask = STATX_ALL;
	out->stx_blksize = (unsigned)st.st_blksize;
	out->stx_nlink = (unsigned)st.st_nlink;
	out->stx_uid = st.st_uid;
	out->stx_gid = st.st_gid;
	out->stx_mode = (unsigned short)st.st_mode;
	out->stx_ino = st.st_ino;
	out->stx_size = (unsigned long long)st.st_size;
	out->stx_blocks = (unsigned long long)st.st_blocks;
	out->stx_atime = statx_time(&st.st_atim);
	out->stx_btime = statx_time(&st.st_birthtim);
	out->stx_ctime = statx_time(&st.st_ctim);
	out->stx_mtime = statx_time(&st.st_mtim);
	out->stx_rdev_major = major(st.st_rdev);
	out->stx_rdev_minor = minor(st.st_rdev);
	out->stx_dev_major = major(st.st_dev);
	out->stx_dev_minor = minor(st.st_dev);
	return 0;
}

static long
utimens_open(struct file *f, const struct timespec times[2])
{
	int e;

	if (f == NULL)
		return -EBADF;
	e = f->ops->utimens(f, times);
	file_unref(f);
	return e;
}

/* XSH utimensat(): EINVAL (times, flags), EPERM, EROFS. */
long
sys_utimensat(int dfd, const char *path, const struct timespec times[2],
    int flags)
{
	struct path p;
	int e;

	if ((flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH)) != 0)
		return -EINVAL;
	if ((e = at_path(&p, dfd, path, flags)) == 1)
		return utimens_open(fd_get_any(dfd), times);
	return e < 0 ? e : file_utimens(&p, times);
}

long
sys_futimens(int fd, const struct timespec times[2])
{
	return utimens_open(fd_get(fd), times);
}

/* Microseconds to nanoseconds; EINVAL for what is no fraction. */
static int
to_timespec(struct timespec ts[2], const struct timeval tv[2])
{
	for (int i = 0; i < 2; i++) {
		if (tv[i].tv_usec < 0 || tv[i].tv_usec >= 1000000)
			return -EINVAL;
		ts[i].tv_sec = tv[i].tv_sec;
		ts[i].tv_nsec = tv[i].tv_usec * 1000;
	}
	return 0;
}

static long
utimes_at(int dfd, const char *path, const struct timeval times[2], int flags)
{
	struct timespec ts[2];

	if (times != NULL && to_timespec(ts, times) < 0)
		return -EINVAL;
	return sys_utimensat(dfd, path, times != NULL ? ts : NULL, flags);
}

long
sys_utimes(const char *path, const struct timeval times[2])
{
	return utimes_at(AT_FDCWD, path, times, 0);
}

long
sys_lutimes(const char *path, const struct timeval times[2])
{
	return utimes_at(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW);
}

long
sys_futimesat(int dfd, const char *path, const struct timeval times[2])
{
	return utimes_at(dfd, path, times, 0);
}

long
sys_futimes(int fd, const struct timeval times[2])
{
	struct timespec ts[2];

	if (times != NULL && to_timespec(ts, times) < 0)
		return -EINVAL;
	return sys_futimens(fd, times != NULL ? ts : NULL);
}

long
sys_utime(const char *path, const struct utimbuf *times)
{
	struct timespec ts[2] = { { 0 }, { 0 } };

	if (times == NULL)
		return sys_utimensat(AT_FDCWD, path, NULL, 0);
	ts[0].tv_sec = times->actime;
	ts[1].tv_sec = times->modtime;
	return sys_utimensat(AT_FDCWD, path, ts, 0);
}

/* XSH fstatvfs(): EIO, EOVERFLOW. */
long
sys_statvfs(const char *path, struct statvfs *out)
{
	struct path p;
	int e;

	if ((e = sys_path(&p, AT_FDCWD, path)) < 0)
		return e;
	return file_statvfs(&p, out);
}

long
sys_fstatvfs(int fd, struct statvfs *out)
{
	struct file *f = fd_get_any(fd);
	int e;

	if (f == NULL)
		return -EBADF;
	e = f->ops->statvfs(f, out);
	file_unref(f);
	return e;
}
