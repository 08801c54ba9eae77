/* SPDX-License-Identifier: BSD-2-Clause */
#include "fd/room.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "nt/file.h"

long
fd_no_read(struct file *f, void *buf, size_t n, off_t offset)
{
	return -EINVAL;
}

long
fd_no_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	return -EINVAL;
}

long
fd_isdir_read(struct file *f, void *buf, size_t n, off_t offset)
{
	return -EISDIR;
}

/* None is ever open for writing. */
long
fd_isdir_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	return -EBADF;
}

off_t
fd_no_seek(struct file *f, off_t offset, int whence)
{
	return -ESPIPE;
}

int
fd_no_truncate(struct file *f, off_t size)
{
	return -EINVAL;
}

int
fd_no_sync(struct file *f)
{
	return -EINVAL;
}

int
fd_no_chmod(struct file *f, mode_t mode)
{
	return -EOPNOTSUPP;
}

int
fd_any_chmod(struct file *f, mode_t mode)
{
	return 0;
}

int
fd_no_utimens(struct file *f, const struct timespec times[2])
{
	return fd_valid_times(times) ? -EOPNOTSUPP : -EINVAL;
}

int
fd_any_utimens(struct file *f, const struct timespec times[2])
{
	return fd_valid_times(times) ? 0 : -EINVAL;
}

int
fd_no_volume(struct file *f, struct statvfs *out)
{
	memset(out, 0, sizeof *out);
	out->f_bsize = out->f_frsize = 4096;
	out->f_namemax = NAME_MAX;
	return 0;
}

int
fd_no_readdir(struct file *f, int64_t *cookie, ino_t *ino,
    unsigned char *type, char *name)
{
	return -ENOTDIR;
}

int
fd_ready_poll(struct file *f, int events, struct fd_rest *rest)
{
	return events & (POLLIN | POLLRDNORM | POLLOUT | POLLWRNORM);
}

int
fd_no_ioctl(struct file *f, int request, void *arg)
{
	return -ENOTTY;
}

int
fd_any_nonblock(struct file *f, int on)
{
	return 0;
}

void
fd_close_handle(struct file *f)
{
	nt_close(f->handle);
}

/* Devices of ours have major 1 and times of now: they are always fresh. */
int
fd_device_stat(struct file *f, struct stat *st, unsigned minor)
{
	memset(st, 0, sizeof *st);
	st->st_mode = f->ops->type | 0666;
	st->st_nlink = 1;
	st->st_ino = 0x100 + minor;
	st->st_dev = 1;
	st->st_rdev = makedev(1, minor);
	st->st_blksize = 4096;
	return 0;
}
