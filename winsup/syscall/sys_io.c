/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Calls on descriptors: moving data, positions, duplicates.  Every call
 * gives EBADF for a number that is not open.
 */
#include "syscall/sys.h"

#include <errno.h>
#include <limits.h>
#include <unistd.h>

#include "fd/room.h"
#include "syscall/args.h"
#include "file/room.h"
#include "lib/fault.h"
#include "signal/room.h"

/* Of memory that is there in part, as much as is there. */
static long
reach(const void *buf, size_t *n, int reading)
{
	size_t there = nt_reach(buf, *n, reading);

	if (there == 0 && *n > 0)
		return -EFAULT;
	*n = there;
	return 0;
}

static inline long
read_file(struct file *f, void *buf, size_t n, off_t at)
{
	long r = fault("io.read");

	if (r == 0 && f->ops->reads_into)
		r = reach(buf, &n, 1);
	return r < 0 ? r : f->ops->read(f, buf, n, at);
}

long
sys_read_file(struct file *f, void *buf, size_t n, off_t at)
{
	return read_file(f, buf, n, at);
}

/* XSH read(): EBADF, EFAULT, EINTR, EIO, EISDIR, EAGAIN. */
long
sys_read(int fd, void *buf, size_t n)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = read_file(f, buf, n, -1);
	file_unref(f);
	return r;
}

/*
 * A pipe without readers raises SIGPIPE in the writer (XSH write()).  Inline:
 * see file/disk.c.
 */
static inline long
write_file(struct file *f, const void *buf, size_t n, off_t at)
{
	long r = fault("io.write");

	if (r == 0 && f->ops->writes_from)
		r = reach(buf, &n, 0);
	if (r == 0)
		r = f->ops->write(f, buf, n, at);
	if (r == -EAGAIN || (r >= 0 && (size_t)r < n))
		f->refused++;
	if (r == -EPIPE)
		sig_raise(SIGPIPE);
	return r;
}

long
sys_write_file(struct file *f, const void *buf, size_t n, off_t at)
{
	return write_file(f, buf, n, at);
}

/* XSH write(): EBADF, EFBIG, EIO, ENOSPC, EPIPE, EAGAIN. */
long
sys_write(int fd, const void *buf, size_t n)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = write_file(f, buf, n, -1);
	file_unref(f);
	return r;
}

/* Files without a position refuse an explicit one: ESPIPE. */
int
sys_check_position(struct file *f, off_t at)
{
	if (at < 0)
		return -EINVAL;
	if (f->ops->seek == fd_no_seek)
		return -ESPIPE;
	return 0;
}

/* XSH pread(): as read(), EINVAL (negative offset), ESPIPE. */
long
sys_pread(int fd, void *buf, size_t n, off_t at)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = sys_check_position(f, at);
	if (r == 0)
		r = read_file(f, buf, n, at);
	file_unref(f);
	return r;
}

/* XSH pwrite(): as write(), EINVAL (negative offset), ESPIPE. */
long
sys_pwrite(int fd, const void *buf, size_t n, off_t at)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = sys_check_position(f, at);
	if (r == 0)
		r = sys_write_file(f, buf, n, at);
	file_unref(f);
	return r;
}

/* XSH lseek(): EBADF, EINVAL, EOVERFLOW, ESPIPE. */
long
sys_lseek(int fd, off_t offset, int whence)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = f->ops->seek(f, offset, whence);
	file_unref(f);
	return r;
}

/* XSH close(): EBADF. */
long
sys_close(int fd)
{
	return fd_close(fd);
}

/* XSH posix_close(): EBADF, EINVAL (flag); it is never interrupted here. */
long
sys_posix_close(int fd, int flag)
{
	if (flag != POSIX_CLOSE_RESTART)
		return -EINVAL;
	return fd_close(fd);
}

static long
duplicate(int fd, int least, int fd_flags)
{
	struct file *f = fd_get_any(fd);
	int to;

	if (f == NULL)
		return -EBADF;
	to = fd_install(f, least, fd_flags);
	if (to < 0)
		file_unref(f);
	return to;
}

/* XSH dup(): EBADF, EMFILE. */
long
sys_dup(int fd)
{
	return duplicate(fd, 0, 0);
}

static long
duplicate_at(int fd, int to, int fd_flags)
{
	struct file *f = fd_get_any(fd);
	int r;

	if (f == NULL)
		return -EBADF;
	r = fd_install_at(f, to, fd_flags);
	if (r < 0)
		file_unref(f);
	return r;
}

/* XSH dup2(): EBADF (either number). */
long
sys_dup2(int fd, int to)
{
	if (fd == to)
		return fd_get_flags(fd) < 0 ? -EBADF : fd;
	return duplicate_at(fd, to, 0);
}

/* XSH dup3(): EBADF, EINVAL (equal numbers, unknown flags). */
long
sys_dup3(int fd, int to, int flags)
{
	if (fd == to || (flags & ~(O_CLOEXEC | O_CLOFORK)) != 0)
		return -EINVAL;
	return duplicate_at(fd, to, sys_fd_flags(flags));
}

#define SETTABLE	(O_APPEND | O_NONBLOCK | O_SYNC | O_DIRECT)
#define REPORTED	(O_ACCMODE | O_EXEC | SETTABLE | O_PATH)

static long
file_flags(int fd, int set, int value)
{
	struct file *f = set ? fd_get(fd) : fd_get_any(fd);
	long r = 0;
	int now;

	if (f == NULL)
		return -EBADF;
	now = fd_status(f);
	if (set) {
		if (((now ^ value) & O_NONBLOCK) != 0)
			r = f->ops->nonblock(f, (value & O_NONBLOCK) != 0);
		if (r == 0)
			fd_set_status(f, (now & ~SETTABLE) |
			    (value & SETTABLE));
	} else
		r = now & REPORTED;
	file_unref(f);
	return r;
}

static long
dup_from(int fd, unsigned long least, int fd_flags)
{
	if ((int)least < 0 || (int)least >= fd_get_limits().soft)
		return -EINVAL;
	return duplicate(fd, (int)least, fd_flags);
}

/*
 * As on Linux.  What a pipe holds is decided when it is made: a wish for less
 * is granted with what there is, one for more is EPERM.
 */
static long
pipe_size(int fd, int set, unsigned long wish)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = pipe_capacity(f);
	file_unref(f);
	if (set && r >= 0) {
		if (wish > INT_MAX)
			return -EINVAL;
		if (wish > (unsigned long)r)
			return -EPERM;
	}
	return r;
}

/*
 * Who is to hear of the description; nothing here sends SIGIO or SIGURG yet.
 * ESRCH: there is no such process or group.
 */
static long
set_owner(int fd, long owner)
{
	struct file *f = fd_get(fd);
	long e = 0;

	if (f == NULL)
		return -EBADF;
	if (owner != (int)owner)
		e = -EINVAL;
	else if (owner != 0 && sys_kill((pid_t)owner, 0) == -ESRCH)
		e = -ESRCH;
	if (e == 0)
		f->owner = (int)owner;
	file_unref(f);
	return e;
}

/* As on Linux a group's number cannot be told if it looks like an error. */
static long
get_owner(int fd, struct f_owner_ex *out)
{
	struct file *f = fd_get(fd);
	struct f_owner_ex ex;
	long owner;

	if (f == NULL)
		return -EBADF;
	owner = f->owner;
	file_unref(f);
	if (out == NULL)
		return owner < 0 && owner >= -4096 ? -EOVERFLOW : owner;
	ex.type = owner < 0 ? F_OWNER_PGRP : F_OWNER_PID;
	ex.pid = (pid_t)(owner < 0 ? -owner : owner);
	return nt_move(out, &ex, sizeof ex);
}

static long
set_owner_ex(int fd, const struct f_owner_ex *theirs)
{
	struct f_owner_ex ex;

	if (nt_move(&ex, theirs, sizeof ex) < 0)
		return -EFAULT;
	if ((ex.type != F_OWNER_PID && ex.type != F_OWNER_PGRP) ||
	    ex.pid < 0)
		return -EINVAL;
	return set_owner(fd, ex.type == F_OWNER_PID ? ex.pid : -ex.pid);
}

/*
 * XSH fcntl(): EBADF, EINVAL (unknown command, bad argument), EMFILE, ESRCH,
 * and those of locks (sys_lock.c) and seals (sys_memfd.c).
 */
long
sys_fcntl(int fd, int cmd, unsigned long extra)
{
	switch (cmd) {
	case F_DUPFD:
		return dup_from(fd, extra, 0);
	case F_DUPFD_CLOEXEC:
		return dup_from(fd, extra, FD_FLAG_CLOEXEC);
	case F_DUPFD_CLOFORK:
		return dup_from(fd, extra, FD_FLAG_CLOFORK);
	case F_GETFD:
		return fd_get_flags(fd);
	case F_SETFD:
		return fd_set_flags(fd, (int)extra &
		    (FD_FLAG_CLOEXEC | FD_FLAG_CLOFORK));
	case F_GETFL:
		return file_flags(fd, 0, 0);
	case F_SETFL:
		return file_flags(fd, 1, (int)extra);
	case F_GETLK:
	case F_SETLK:
	case F_SETLKW:
	case F_OFD_GETLK:
	case F_OFD_SETLK:
	case F_OFD_SETLKW:
		return sys_lock(fd, cmd, (struct flock *)extra);
	case F_LCK_MANDATORY:
		return sys_lock_mandatory(fd, extra != 0);
	case F_GETOWN:
		return get_owner(fd, NULL);
	case F_SETOWN:
		return set_owner(fd, (int)extra);
	case F_GETOWN_EX:
		return extra == 0 ? -EFAULT :
		    get_owner(fd, (struct f_owner_ex *)extra);
	case F_SETOWN_EX:
		return set_owner_ex(fd, (const struct f_owner_ex *)extra);
	case F_ADD_SEALS:
	case F_GET_SEALS:
		return sys_seals(fd, cmd == F_ADD_SEALS, (int)extra);
	case F_GETPIPE_SZ:
		return pipe_size(fd, 0, 0);
	case F_SETPIPE_SZ:
		return pipe_size(fd, 1, extra);
	}
	return fd_get_flags(fd) < 0 ? -EBADF : -EINVAL;
}

/* As on the BSDs: closes lowest and all above; EBADF if it is negative. */
long
sys_closefrom(int lowest)
{
	if (lowest < 0)
		return -EBADF;
	return fd_close_range((unsigned)lowest, UINT_MAX, 0);
}

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC	4
#endif

/* As on Linux and FreeBSD: EINVAL (order, flags). */
long
sys_close_range(unsigned first, unsigned last, int flags)
{
	if ((flags & ~CLOSE_RANGE_CLOEXEC) != 0)
		return -EINVAL;
	return fd_close_range(first, last, flags != 0);
}

/* XSH fsync(): EBADF, EINVAL (a file that cannot be flushed), EIO. */
long
sys_fsync(int fd)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = f->ops->sync(f);
	file_unref(f);
	return r;
}

long
sys_fdatasync(int fd)
{
	return sys_fsync(fd);
}

static void
sync_one(int fd, struct file *f, int fd_flags, void *arg)
{
	f->ops->sync(f);
}

/*
 * XSH sync() may return before the data is written; Windows lets nobody but
 * an administrator flush a whole volume, so this flushes what is open here.
 */
long
sys_sync(void)
{
	fd_each(sync_one, NULL);
	return 0;
}

/* As on Linux: EBADF.  No more can be done than sync() does. */
long
sys_syncfs(int fd)
{
	struct file *f = fd_get(fd);

	if (f == NULL)
		return -EBADF;
	file_unref(f);
	return sys_sync();
}

/* Linux': EBADF, EINVAL, ESPIPE.  A part is not less work than all of it. */
long
sys_sync_file_range(int fd, off_t at, off_t n, unsigned flags)
{
	long r = sys_posix_fadvise(fd, at, n, POSIX_FADV_NORMAL);

	if (r < 0)
		return r;
	if (at < 0 || flags & ~(SYNC_FILE_RANGE_WAIT_BEFORE |
	    SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER))
		return -EINVAL;
	return flags & SYNC_FILE_RANGE_WAIT_AFTER ? sys_fsync(fd) : 0;
}

/* XSH ftruncate(): EBADF, EINVAL, EFBIG, EIO. */
long
sys_ftruncate(int fd, off_t size)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = size < 0 ? -EINVAL : f->ops->truncate(f, size);
	file_unref(f);
	return r;
}

/*
 * As on Cygwin, for stdio and for programs that know it: every descriptor is
 * binary and stays so.  The former mode, O_BINARY; EBADF, EINVAL.
 */
long
sys_setmode(int fd, int mode)
{
	if (fd_get_flags(fd) < 0)
		return -EBADF;
	return mode == O_BINARY || mode == 0 ? O_BINARY : -EINVAL;
}

/* XSH isatty(): 1; EBADF, ENOTTY, for which the stub returns 0. */
long
sys_isatty(int fd)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = f->ops == &console_ops ? 1 : -ENOTTY;
	file_unref(f);
	return r;
}

/* XSH posix_fadvise(): EBADF, EINVAL, ESPIPE.  The advice is not needed. */
long
sys_posix_fadvise(int fd, off_t at, off_t len, int advice)
{
	struct file *f = fd_get(fd);
	long r = 0;

	if (f == NULL)
		return -EBADF;
	if (f->ops->type == S_IFIFO)
		r = -ESPIPE;
	else if (len < 0 || advice < POSIX_FADV_NORMAL ||
	    advice > POSIX_FADV_NOREUSE)
		r = -EINVAL;
	file_unref(f);
	return r;
}

/* Linux': EBADF, EINVAL (no regular file).  The system reads ahead itself. */
long
sys_readahead(int fd, off_t at, size_t n)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = f->ops->type != S_IFREG ? -EINVAL :
	    !file_can_read(f) ? -EBADF : 0;
	file_unref(f);
	return r;
}
