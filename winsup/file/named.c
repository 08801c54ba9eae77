/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What O_PATH opens that its own handle does not tell enough of: symbolic
 * links, FIFOs.  It is what its name says.  Calls that need more than a name
 * do not get such a description (fd_get()).
 */
#include "file/room_impl.h"

static int
name_stat(struct file *f, struct stat *st)
{
	struct path p;
	int e;

	if ((e = path_resolve_outer(&p, f->path)) < 0)
		return e;
	p.nofollow = 1;
	return file_stat(&p, st);
}

static int
name_chmod(struct file *f, mode_t mode)
{
	struct path p;
	int e;

	if ((e = path_resolve_outer(&p, f->path)) < 0)
		return e;
	p.nofollow = 1;
	return file_chmod(&p, mode);
}

#define BY_NAME(what, kind) {	\
	.name = what,			\
	.type = kind,			\
	.read = fd_no_read,		\
	.write = fd_no_write,		\
	.seek = fd_no_seek,		\
	.stat = name_stat,		\
	.truncate = fd_no_truncate,	\
	.sync = fd_no_sync,		\
	.chmod = name_chmod,		\
	.utimens = disk_utimens,	\
	.statvfs = disk_statvfs,	\
	.readdir = fd_no_readdir,	\
	.poll = fd_ready_poll,		\
	.nonblock = fd_any_nonblock,	\
	.ioctl = fd_no_ioctl,		\
	.close = fd_close_handle,	\
}

const struct file_ops link_name_ops = BY_NAME("link", S_IFLNK);
const struct file_ops fifo_name_ops = BY_NAME("fifo", S_IFIFO);
