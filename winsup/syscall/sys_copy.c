/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Space in files, and data from one file to another.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "file/room.h"
#include "nt/file.h"
#include "signal/room.h"

#define CHUNK	65536

/* Zeros in place of what is there, where the volume has no holes. */
static long
write_zeros(struct file *f, off_t at, off_t end)
{
	char *zero = calloc(1, CHUNK);
	long r = 0;

	if (zero == NULL)
		return -ENOMEM;
	while (at < end && r >= 0) {
		r = f->ops->write(f, zero, end - at < CHUNK ?
		    (size_t)(end - at) : CHUNK, at);
		if (r == 0)
			r = -EIO;
		if (r > 0)
			at += r;
	}
	free(zero);
	return r < 0 ? r : 0;
}

static long
make_zero(struct file *f, off_t at, off_t end, off_t size)
{
	int e;

	if (end > size)
		end = size;
	if (at >= end)
		return 0;
	e = nt_punch(f->handle, at, end - at);
	return e == -EOPNOTSUPP ? write_zeros(f, at, end) : e;
}

#define MODES	(FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE | \
		FALLOC_FL_ZERO_RANGE)

/* A volume that makes holes of what is not written lets any file grow. */
static int
has_space(struct file *f, off_t more)
{
	struct statvfs v;

	return f->ops->statvfs(f, &v) < 0 || v.f_frsize == 0 ||
	    (uint64_t)more / v.f_frsize <= v.f_bavail;
}

/* The file's size has to be at least end, unless it is to be kept. */
static long
allocate(struct file *f, int mode, off_t at, off_t end)
{
	struct stat st;
	long r = f->ops->stat(f, &st);

	if (r < 0)
		return r;
	if (mode & (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_ZERO_RANGE))
		r = fd_seals(f) & (F_SEAL_WRITE | F_SEAL_FUTURE_WRITE) ?
		    -EPERM : make_zero(f, at, end, st.st_size);
	if (r == 0 && !(mode & FALLOC_FL_KEEP_SIZE) && st.st_size < end)
		r = has_space(f, end - st.st_size) ?
		    f->ops->truncate(f, end) : -ENOSPC;
	return r;
}

static long
check_allocate(struct file *f, int mode, off_t at, off_t len, off_t *end)
{
	if (at < 0 || len <= 0)
		return -EINVAL;
	if ((f->flags & O_ACCMODE) == O_RDONLY)
		return -EBADF;
	if (f->ops != &disk_ops)
		return f->ops->type == S_IFIFO ? -ESPIPE : -ENODEV;
	if ((mode & ~MODES) != 0 || ((mode & FALLOC_FL_PUNCH_HOLE) &&
	    mode != (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE)))
		return -EOPNOTSUPP;
	return __builtin_add_overflow(at, len, end) ? -EFBIG : 0;
}

/*
 * As on Linux: EBADF, EFBIG, EINVAL, ENODEV, ENOSPC, EOPNOTSUPP, ESPIPE.
 * Growing a file reserves its space on these volumes.
 */
long
sys_fallocate(int fd, int mode, off_t at, off_t len)
{
	struct file *f = fd_get(fd);
	off_t end;
	long r;

	if (f == NULL)
		return -EBADF;
	r = check_allocate(f, mode, at, len, &end);
	if (r == 0)
		r = allocate(f, mode, at, end);
	file_unref(f);
	return r;
}

/* XSH posix_fallocate(): EBADF, EFBIG, EINVAL, ENODEV, ENOSPC, ESPIPE. */
long
sys_posix_fallocate(int fd, off_t at, off_t len)
{
	return sys_fallocate(fd, 0, at, len);
}

/*
 * Moves up to n bytes; an offset that is not NULL is used and moved on in
 * place of the description's own.
 */
static long
transfer(struct file *in, off_t *in_at, struct file *out, off_t *out_at,
    size_t n)
{
	char *buf = malloc(CHUNK);
	size_t done = 0;
	long got = 0, put = 0;

	if (buf == NULL)
		return -ENOMEM;
	while (done < n) {
		got = in->ops->read(in, buf, n - done < CHUNK ? n - done :
		    CHUNK, in_at != NULL ? *in_at : -1);
		if (got <= 0)
			break;
		put = out->ops->write(out, buf, (size_t)got,
		    out_at != NULL ? *out_at : -1);
		if (put == -EPIPE)
			sig_raise(SIGPIPE);
		/* What could not be written is to be read again. */
		if (put < got && in_at == NULL)
			in->ops->seek(in, (put > 0 ? put : 0) - got, SEEK_CUR);
		if (put <= 0)
			break;
		if (in_at != NULL)
			*in_at += put;
		if (out_at != NULL)
			*out_at += put;
		done += (size_t)put;
		if (put < got)
			break;
	}
	free(buf);
	if (done > 0 || n == 0)
		return (long)done;
	return put < 0 ? put : got;
}

/* How many of n bytes there are from there on. */
static size_t
left_of(struct file *in, const off_t *at, size_t n)
{
	off_t from = at != NULL ? *at : in->ops->seek(in, 0, SEEK_CUR);
	struct stat st;

	if (from < 0 || in->ops->stat(in, &st) < 0)
		return n;
	if (from >= st.st_size)
		return 0;
	return (off_t)n < st.st_size - from ? n : (size_t)(st.st_size - from);
}

static int
overlap(struct file *in, off_t *in_at, struct file *out, off_t *out_at,
    size_t n)
{
	struct stat a, b;
	off_t from, to;

	if (in->ops->stat(in, &a) < 0 || out->ops->stat(out, &b) < 0 ||
	    a.st_ino != b.st_ino || a.st_dev != b.st_dev)
		return 0;
	from = in_at != NULL ? *in_at : in->ops->seek(in, 0, SEEK_CUR);
	to = out_at != NULL ? *out_at : out->ops->seek(out, 0, SEEK_CUR);
	return from < to + (off_t)n && to < from + (off_t)n;
}

static long
copy_range(struct file *in, off_t *in_at, struct file *out, off_t *out_at,
    size_t n)
{
	if (in->ops->type == S_IFDIR || out->ops->type == S_IFDIR)
		return -EISDIR;
	if (in->ops->type != S_IFREG || out->ops->type != S_IFREG)
		return -EINVAL;
	if ((in->flags & O_ACCMODE) == O_WRONLY ||
	    (out->flags & O_ACCMODE) == O_RDONLY ||
	    (fd_status(out) & O_APPEND))
		return -EBADF;
	if ((in_at != NULL && *in_at < 0) || (out_at != NULL && *out_at < 0))
		return -EINVAL;
	if (n > INT32_MAX)
		n = INT32_MAX;
	if ((n = left_of(in, in_at, n)) == 0)
		return 0;
	if (overlap(in, in_at, out, out_at, n))
		return -EINVAL;
	return transfer(in, in_at, out, out_at, n);
}

/* As on Linux: EBADF, EINVAL, EISDIR, ENOSPC. */
long
sys_copy_file_range(int in, off_t *in_at, int out, off_t *out_at, size_t n,
    unsigned flags)
{
	struct file *from = fd_get(in), *to = fd_get(out);
	long r = -EBADF;

	if (from != NULL && to != NULL)
		r = flags != 0 ? -EINVAL : copy_range(from, in_at, to,
		    out_at, n);
	if (from != NULL)
		file_unref(from);
	if (to != NULL)
		file_unref(to);
	return r;
}

/* Regular files, and devices that never come to an end. */
static int
can_be_sent(const struct file *f)
{
	return f->ops->type == S_IFREG || f->ops == &zero_ops ||
	    f->ops == &full_ops || f->ops == &random_ops ||
	    f->ops == &urandom_ops;
}

/* As on Linux: EBADF, EINVAL (in cannot seek, out appends), EAGAIN, EPIPE. */
long
sys_sendfile(int out, int in, off_t *at, size_t n)
{
	struct file *from = fd_get(in), *to = fd_get(out);
	long r = -EBADF;

	if (from == NULL || to == NULL)
		r = -EBADF;
	else if ((from->flags & O_ACCMODE) == O_WRONLY ||
	    (to->flags & O_ACCMODE) == O_RDONLY)
		r = -EBADF;
	else if (!can_be_sent(from) || (at != NULL && *at < 0) ||
	    (fd_status(to) & O_APPEND))
		r = -EINVAL;
	else
		r = transfer(from, at, to, NULL, n > INT32_MAX ? INT32_MAX :
		    n);
	if (from != NULL)
		file_unref(from);
	if (to != NULL)
		file_unref(to);
	return r;
}

/* As in Linux' magic.h. */
#define NTFS_MAGIC	0x5346544e
#define PIPE_MAGIC	0x50495045
#define PROC_MAGIC	0x9fa0
#define TMPFS_MAGIC	0x01021994	/* /dev there */

static void
to_statfs(struct statfs *out, const struct statvfs *v, long type)
{
	memset(out, 0, sizeof *out);
	out->f_type = v->f_blocks != 0 ? NTFS_MAGIC : type;
	out->f_bsize = (long)v->f_bsize;
	out->f_frsize = (long)v->f_frsize;
	out->f_blocks = v->f_blocks;
	out->f_bfree = v->f_bfree;
	out->f_bavail = v->f_bavail;
	out->f_files = v->f_files;
	out->f_ffree = v->f_ffree;
	out->f_namelen = (long)v->f_namemax;
	out->f_flags = (long)v->f_flag;
	memcpy(&out->f_fsid, &v->f_fsid, sizeof out->f_fsid);
}

/* As on Linux; errors of statvfs(). */
long
sys_statfs(const char *path, struct statfs *out)
{
	struct statvfs v;
	struct path p;
	long r;

	if ((r = sys_path(&p, AT_FDCWD, path)) == 0 &&
	    (r = file_statvfs(&p, &v)) == 0)
		to_statfs(out, &v, p.kind == PATH_PROC ? PROC_MAGIC :
		    TMPFS_MAGIC);
	return r;
}

long
sys_fstatfs(int fd, struct statfs *out)
{
	struct file *f = fd_get_any(fd);
	struct statvfs v;
	long r;

	if (f == NULL)
		return -EBADF;
	if ((r = f->ops->statvfs(f, &v)) == 0)
		to_statfs(out, &v, f->ops->type == S_IFIFO ? PIPE_MAGIC :
		    f->ops == &proc_text_ops || f->ops == &proc_dir_ops ?
		    PROC_MAGIC : TMPFS_MAGIC);
	file_unref(f);
	return r;
}
