/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Regular files.  The position is the NT file object's, so that descriptors
 * which share a description, also across processes, share it.  NT moves it
 * at transfers with an explicit offset too: those put it back, and a lock
 * per file keeps other calls of this process out meanwhile.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/uio.h>

#include "file/perm.h"
#include "lib/limits.h"
#include "lib/lock.h"
#include "mm/room.h"
#include "proc/room.h"
#include "signal/room.h"
#include "thread/room.h"

/*
 * Locks for the position, chosen by the description's address: two files
 * that meet in one only wait a little longer.
 */
#define NLOCKS	16
static struct lock position_lock[NLOCKS] = {
	[0 ... NLOCKS - 1] = LOCK_INIT(LOCK_FILE, "position")
};

static struct lock *
lock_of(const struct file *f)
{
	return &position_lock[((uintptr_t)f >> 6) % NLOCKS];
}

/* NULL: there is no other thread that could move the position. */
static struct lock *
hold_position(const struct file *f)
{
	struct lock *l = thr_count() > 1 ? lock_of(f) : NULL;

	if (l != NULL)
		lock_acquire(l);
	return l;
}

static void
let_position_go(struct lock *l)
{
	if (l != NULL)
		lock_release(l);
}

/*
 * A processor does not foresee the returns that follow a system call, whose
 * kernel has emptied its stack of them: on the way of each read() and write()
 * a function less saves 6 ns of 500.
 */
#define ON_THE_WAY	inline __attribute__((always_inline))

/*
 * Parts of at most `most' bytes, one after the other from `at' on (or an NT_AT_
 * value); ends with the first that comes up short.
 */
static ON_THE_WAY long
move_parts(struct file *f, const struct iovec *iov, int n, size_t most,
    int64_t at, int writing)
{
	size_t done = 0, len;
	long r;

	for (int i = 0; i < n && done < most; i++) {
		len = iov[i].iov_len < most - done ? iov[i].iov_len :
		    most - done;
		if (len == 0 && n > 1)
			continue;
		r = writing ? nt_write(f->handle, iov[i].iov_base, len, at) :
		    nt_read(f->handle, iov[i].iov_base, len, at);
		if (r < 0)
			return done > 0 ? (long)done : r;
		done += (size_t)r;
		if ((size_t)r < len)
			break;
		if (at >= 0)
			at += r;
	}
	return (long)done;
}

/* The same with the description's own position left where it is. */
static long
move_parts_at(struct file *f, const struct iovec *iov, int n, size_t most,
    off_t at, int writing)
{
	int64_t was;
	long r;

	if ((r = nt_get_position(f->handle, &was)) < 0)
		return r;
	r = move_parts(f, iov, n, most, at, writing);
	nt_set_position(f->handle, was);
	return r;
}

static ON_THE_WAY long
read_parts(struct file *f, const struct iovec *iov, int n, off_t offset)
{
	struct lock *l;
	long r;

	if (!file_can_read(f))
		return -EBADF;
	l = hold_position(f);
	r = offset < 0 ? move_parts(f, iov, n, SIZE_MAX, NT_AT_CURRENT, 0) :
	    move_parts_at(f, iov, n, SIZE_MAX, offset, 0);
	let_position_go(l);
	if (r > 0 && is_watched(IN_ACCESS))
		inotify_note(f, IN_ACCESS);
	return r;
}

long
disk_readv(struct file *f, const struct iovec *iov, int n, off_t offset)
{
	return read_parts(f, iov, n, offset);
}

static long
disk_read(struct file *f, void *buf, size_t n, off_t offset)
{
	struct iovec part = { buf, n };

	return read_parts(f, &part, 1, offset);
}

static long
append(struct file *f, const struct iovec *iov, int n, size_t most)
{
	long r;

	if (f->append_ino == 0 && nt_file_id(f->handle, &f->append_ino) < 0)
		f->append_ino = 1;
	fd_append_begin(f->append_ino);
	r = move_parts(f, iov, n, most, NT_AT_END, 1);
	fd_append_end(f->append_ino);
	return r;
}

/*
 * XSH write(): what RLIMIT_FSIZE leaves of n bytes there; with the lock held.
 * -EFBIG.
 */
static long
cut_to_limit(const struct file *f, size_t n, off_t offset, int at_end)
{
	uint64_t most = limits[LIMIT_FSIZE].soft;
	int64_t at = offset;
	int e = 0;

	if (offset < 0)
		e = at_end ? nt_get_size(f->handle, &at) :
		    nt_get_position(f->handle, &at);
	if (e < 0)
		return e;
	if ((uint64_t)at >= most)
		return -EFBIG;
	return (long)(n <= most - (uint64_t)at ? n : most - (uint64_t)at);
}

static ON_THE_WAY long
within_limit(const struct file *f, size_t n, off_t offset, int at_end)
{
	return limits[LIMIT_FSIZE].soft == LIMIT_NONE ? (long)n :
	    cut_to_limit(f, n, offset, at_end);
}

/*
 * Who changes a program takes its set-id bits off (XSH write()).  Those of
 * the table of modes are counted, so nothing is asked where there are none;
 * of an access list it is asked once per description.
 */
void
disk_drop_set_id(struct file *f)
{
	mode_t drop = S_ISUID;
	struct stat st;
	int lists = perm_possible(f->drive);

	if (lists ? f->no_set_id : !modes_any_set_id())
		return;
	if (disk_stat_handle(f->handle, f->path, f->drive, &st) < 0)
		return;
	/* Without x for the group the bit is about locks. */
	if (st.st_mode & S_IXGRP)
		drop |= S_ISGID;
	if (st.st_mode & drop)
		disk_chmod(f, st.st_mode & 07777 & ~drop);
	f->no_set_id = 1;
}

static void
forget_set_id(int fd, struct file *f, int fd_flags, void *arg)
{
	f->no_set_id = 0;
}

void
disk_set_id_given(void)
{
	fd_each(forget_set_id, NULL);
}

/* Seals of memfd_create() against that size of the file: -EPERM. */
static int
sealed_size(struct file *f, off_t size)
{
	int seals = fd_seals(f), e;
	int64_t now;

	if (!(seals & (F_SEAL_SHRINK | F_SEAL_GROW)))
		return 0;
	if ((e = nt_get_size(f->handle, &now)) < 0)
		return e;
	return (size < now && (seals & F_SEAL_SHRINK)) ||
	    (size > now && (seals & F_SEAL_GROW)) ? -EPERM : 0;
}

/* The same, where there are any, against writing n bytes there. */
static int
sealed_write(struct file *f, int seals, size_t n, off_t offset, int at_end)
{
	int64_t size, at = offset;

	if (seals & (F_SEAL_WRITE | F_SEAL_FUTURE_WRITE))
		return -EPERM;
	if (!(seals & F_SEAL_GROW))
		return 0;
	if (nt_get_size(f->handle, &size) < 0 || (offset < 0 && !at_end &&
	    nt_get_position(f->handle, &at) < 0))
		return -EPERM;
	if (at_end)
		at = size;
	return n > (uint64_t)INT64_MAX - (uint64_t)at ||
	    at + (int64_t)n > size ? -EPERM : 0;
}

static ON_THE_WAY long
write_parts(struct file *f, const struct iovec *iov, int n, off_t offset)
{
	struct lock *l;
	size_t total = 0;
	long r;
	int at_end, seals;

	if (!file_can_write(f))
		return -EBADF;
	for (int i = 0; i < n; i++)
		total += iov[i].iov_len;
	if (total == 0)
		return 0;
	at_end = offset == FILE_AT_END ||
	    (offset < 0 && (fd_status(f) & O_APPEND));
	if ((seals = fd_seals(f)) != 0 &&
	    (r = sealed_write(f, seals, total, offset, at_end)) < 0)
		return r;
	disk_drop_set_id(f);
	l = hold_position(f);
	if ((r = within_limit(f, total, offset, at_end)) > 0) {
		total = (size_t)r;
		if (at_end)
			r = append(f, iov, n, total);
		else if (offset < 0)
			r = move_parts(f, iov, n, total, NT_AT_CURRENT, 1);
		else
			r = move_parts_at(f, iov, n, total, offset, 1);
	}
	let_position_go(l);
	if (r == -EFBIG)
		sig_raise(SIGXFSZ);
	return r;
}

long
disk_writev(struct file *f, const struct iovec *iov, int n, off_t offset)
{
	return write_parts(f, iov, n, offset);
}

static long
disk_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	struct iovec part = { (void *)buf, n };

	return write_parts(f, &part, 1, offset);
}

/* Where does whence count from?  -EINVAL, or the base. */
static off_t
seek_base(struct file *f, int whence)
{
	int64_t base = 0;
	int e = 0;

	switch (whence) {
	case SEEK_SET:
		break;
	case SEEK_CUR:
		e = nt_get_position(f->handle, &base);
		break;
	case SEEK_END:
		e = nt_get_size(f->handle, &base);
		break;
	default:
		return -EINVAL;
	}
	return e < 0 ? e : base;
}

/*
 * XSH lseek(): SEEK_DATA, SEEK_HOLE; ENXIO at or behind the end.  A volume
 * that tells of no holes, and NT to who may only write, has one file-long run
 * of data.
 */
static off_t
find_data(struct file *f, off_t at, int hole)
{
	int64_t size, start, end;
	int r;

	if ((r = nt_get_size(f->handle, &size)) < 0)
		return r;
	if (at < 0 || at >= size)
		return -ENXIO;
	for (end = at; end < size; at = end) {
		r = nt_data_after(f->handle, at, size, &start, &end);
		if (r == -EOPNOTSUPP || r == -EACCES)
			return hole ? size : at;
		if (r < 0)
			return r;
		if (r == 0)
			return hole ? at : -ENXIO;
		if (hole ? start > at : end > at)
			return hole || start < at ? at : start;
	}
	return size;
}

static off_t
disk_seek(struct file *f, off_t offset, int whence)
{
	struct lock *l = lock_of(f);
	off_t base, to;
	int e;

	lock_acquire(l);
	base = whence == SEEK_DATA || whence == SEEK_HOLE ?
	    find_data(f, offset, whence == SEEK_HOLE) : seek_base(f, whence);
	if (whence == SEEK_DATA || whence == SEEK_HOLE)
		offset = 0;
	if (base < 0)
		to = base;
	else if (__builtin_add_overflow(base, offset, &to))
		to = -EOVERFLOW;
	else if (to < 0)
		to = -EINVAL;
	else if ((offset != 0 || whence != SEEK_CUR) &&
	    (e = nt_set_position(f->handle, to)) < 0)
		to = e;
	lock_release(l);
	return to;
}

void
disk_stat_gone(const struct file *f, struct stat *st)
{
	st->st_nlink -= (nlink_t)f->names_gone < st->st_nlink ?
	    (nlink_t)f->names_gone : st->st_nlink;
	/* With its last name goes what the table said. */
	if (st->st_nlink == 0 && f->gone_mode != 0)
		st->st_mode = f->gone_mode;
}

static int
disk_stat(struct file *f, struct stat *st)
{
	int e = disk_stat_handle(f->handle, f->path, f->drive, st);

	if (e == 0)
		disk_stat_gone(f, st);
	return e;
}

static int
disk_truncate(struct file *f, off_t size)
{
	int64_t now;
	int e;

	if (size < 0 || !file_can_write(f))
		return -EINVAL;
	if ((e = sealed_size(f, size)) < 0)
		return e;
	if ((uint64_t)size > limits[LIMIT_FSIZE].soft &&
	    (nt_get_size(f->handle, &now) < 0 || size > now)) {
		sig_raise(SIGXFSZ);
		return -EFBIG;
	}
	disk_drop_set_id(f);
	e = nt_set_size(f->handle, size);
	/* It is mapped.  What a child in place has mapped is its parent's. */
	if (e == -EBUSY) {
		thr_may_block();
		e = disk_set_size(f->handle, size);
	}
	/* What its parent has read is not a child's in place to take. */
	if (e == 0 && (proc_self_known() == NULL ||
	    proc_self_known()->state != PROC_VIRTUAL))
		mm_map_follow(f->handle);
	return e;
}

/* A description that cannot write has nothing of its own to flush. */
static int
disk_sync(struct file *f)
{
	return file_can_write(f) ? nt_flush(f->handle) : 0;
}

/* Without a name that is still this file's its own handle has to do. */
int
disk_reopen(struct file *f, uint32_t access, nt_handle *out)
{
	struct nt_stat st;
	struct path p;
	uint64_t id;
	int e;

	if (f->path == NULL)
		return nt_dup(f->handle, out, 0);
	if ((e = path_resolve_outer(&p, f->path)) < 0)
		return e;
	e = disk_open_stat(out, &p, access, &st);
	if (e == 0 && nt_file_id(f->handle, &id) == 0 && id != st.id) {
		nt_close(*out);
		e = -ENOENT;
	}
	return e == -ENOENT || e == -ENOTDIR ? nt_dup(f->handle, out, 0) : e;
}

int
disk_chmod(struct file *f, mode_t mode)
{
	nt_handle h;
	int e;

	if ((e = disk_reopen(f, disk_chmod_access(f->drive), &h)) < 0)
		return e == -EACCES ? -EPERM : e;
	if ((e = disk_chmod_handle(h, f->path, f->drive, mode)) == 0)
		disk_has_mode(f);
	nt_close(h);
	return e;
}

int
disk_utimens(struct file *f, const struct timespec times[2])
{
	nt_handle h;
	int e = -EACCES;

	/* Opened for writing it can do that itself, also without a name. */
	if (file_can_write(f))
		e = disk_set_times(f->handle, times);
	if (e != -EACCES)
		return e;
	e = disk_reopen(f, NT_WRITE_ATTRIBUTES, &h);
	if (e < 0)
		return e;
	e = disk_set_times(h, times);
	nt_close(h);
	return e;
}

int
disk_statvfs(struct file *f, struct statvfs *out)
{
	return disk_statvfs_handle(f->handle, out);
}

/* What is left to read, as far as an int can say. */
static int
disk_ioctl(struct file *f, int request, void *arg)
{
	int64_t size, at;
	int e;

	if (request != FIONREAD)
		return -ENOTTY;
	if ((e = nt_get_size(f->handle, &size)) < 0 ||
	    (e = nt_get_position(f->handle, &at)) < 0)
		return e;
	size = size > at ? size - at : 0;
	*(int *)arg = size > INT_MAX ? INT_MAX : (int)size;
	return 0;
}

const struct file_ops disk_ops = {
	.name = "disk",
	.type = S_IFREG,
	.read = disk_read,
	.write = disk_write,
	.seek = disk_seek,
	.stat = disk_stat,
	.truncate = disk_truncate,
	.sync = disk_sync,
	.chmod = disk_chmod,
	.utimens = disk_utimens,
	.statvfs = disk_statvfs,
	.readdir = fd_no_readdir,
	.poll = fd_ready_poll,
	.nonblock = fd_any_nonblock,
	.ioctl = disk_ioctl,
	.close = disk_close,
};
