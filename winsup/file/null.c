/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /dev/null, /dev/zero, /dev/full: devices of ours without a handle.  The
 * null device inherited as a standard handle is the same to a program.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#define MINOR_NULL	3
#define MINOR_ZERO	5
#define MINOR_FULL	7

static long
null_read(struct file *f, void *buf, size_t n, off_t offset)
{
	return file_can_read(f) ? 0 : -EBADF;
}

static long
null_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	return file_can_write(f) ? (long)n : -EBADF;
}

static long
zero_read(struct file *f, void *buf, size_t n, off_t offset)
{
	if (!file_can_read(f))
		return -EBADF;
	memset(buf, 0, n);
	return (long)n;
}

static long
full_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	if (!file_can_write(f))
		return -EBADF;
	return n == 0 ? 0 : -ENOSPC;
}

static off_t
null_seek(struct file *f, off_t offset, int whence)
{
	return whence < SEEK_SET || whence > SEEK_END ? -EINVAL : 0;
}

static int
null_stat(struct file *f, struct stat *st)
{
	return fd_device_stat(f, st, MINOR_NULL);
}

static int
zero_stat(struct file *f, struct stat *st)
{
	return fd_device_stat(f, st, MINOR_ZERO);
}

static int
full_stat(struct file *f, struct stat *st)
{
	return fd_device_stat(f, st, MINOR_FULL);
}

const struct file_ops null_ops = {
	.name = "null",
	.type = S_IFCHR,
	.read = null_read,
	.write = null_write,
	.seek = null_seek,
	.stat = null_stat,
	FD_NO_FILE_OPS,
	.close = fd_close_handle,
};

const struct file_ops zero_ops = {
	.name = "zero",
	.type = S_IFCHR,
	.reads_into = 1,
	.read = zero_read,
	.write = null_write,
	.seek = null_seek,
	.stat = zero_stat,
	FD_NO_FILE_OPS,
	.close = fd_close_handle,
};

const struct file_ops full_ops = {
	.name = "full",
	.type = S_IFCHR,
	.reads_into = 1,
	.read = zero_read,
	.write = full_write,
	.seek = null_seek,
	.stat = full_stat,
	FD_NO_FILE_OPS,
	.close = fd_close_handle,
};
