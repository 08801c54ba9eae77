/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pipes, as far as a process is born with them: standard handles that are
 * one end of a Windows pipe.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "nt/pipe.h"

/* Without waiting: what is there now, EAGAIN if that is nothing. */
static long
read_available(struct file *f, void *buf, size_t n)
{
	size_t available;
	int e = nt_pipe_available(f->handle, &available);

	if (e == -EPIPE)
		return 0;
	if (e < 0)
		return e;
	if (available == 0)
		return -EAGAIN;
	return nt_read(f->handle, buf, n < available ? n : available,
	    NT_AT_CURRENT);
}

static long
pipe_read(struct file *f, void *buf, size_t n, off_t offset)
{
	if ((f->flags & O_ACCMODE) == O_WRONLY)
		return -EBADF;
	if (offset >= 0)
		return -ESPIPE;
	if (n == 0)
		return 0;
	if (f->flags & O_NONBLOCK)
		return read_available(f, buf, n);
	return nt_read(f->handle, buf, n, NT_AT_CURRENT);
}

static long
pipe_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	if ((f->flags & O_ACCMODE) == O_RDONLY)
		return -EBADF;
	if (offset >= 0)
		return -ESPIPE;
	return n == 0 ? 0 : nt_write(f->handle, buf, n, NT_AT_CURRENT);
}

static int
pipe_stat(struct file *f, struct stat *st)
{
	memset(st, 0, sizeof *st);
	st->st_mode = S_IFIFO | 0600;
	st->st_nlink = 1;
	st->st_ino = (ino_t)(uintptr_t)f;
	st->st_blksize = 4096;
	return 0;
}

const struct file_ops pipe_ops = {
	.name = "pipe",
	.type = S_IFIFO,
	.read = pipe_read,
	.write = pipe_write,
	.seek = fd_no_seek,
	.stat = pipe_stat,
	.truncate = fd_no_truncate,
	.sync = fd_no_sync,
	.chmod = fd_no_chmod,
	.utimens = fd_no_utimens,
	.statvfs = fd_no_statvfs,
	.readdir = fd_no_readdir,
	.close = fd_close_handle,
};
