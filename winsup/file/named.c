/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What O_PATH opens that its own handle does not tell enough of: symbolic
 * links, FIFOs.  It is what its name says.  Calls that need more than a name
 * do not get such a description (fd_get()).
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>

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

#define BY_NAME(what, kind, set_times, of_volume) {	\
	.name = what,			\
	.type = kind,			\
	.read = fd_no_read,		\
	.write = fd_no_write,		\
	.seek = fd_no_seek,		\
	.stat = name_stat,		\
	.truncate = fd_no_truncate,	\
	.sync = fd_no_sync,		\
	.chmod = name_chmod,		\
	.utimens = set_times,		\
	.statvfs = of_volume,		\
	.readdir = fd_no_readdir,	\
	.poll = fd_ready_poll,		\
	.nonblock = fd_any_nonblock,	\
	.ioctl = fd_no_ioctl,		\
	.close = fd_close_handle,	\
}

const struct file_ops link_name_ops =
    BY_NAME("link", S_IFLNK, disk_utimens, disk_statvfs);
const struct file_ops fifo_name_ops =
    BY_NAME("fifo", S_IFIFO, disk_utimens, disk_statvfs);
/* A link in /proc or /dev; it has no handle. */
const struct file_ops made_link_ops =
    BY_NAME("link", S_IFLNK, fd_no_utimens, fd_no_volume);

int
file_open_link_name(struct file **out, struct path *p, int flags)
{
	int e;

	if ((flags & O_PATH) == 0)
		return -ELOOP;
	if (flags & O_DIRECTORY)
		return -ENOTDIR;
	if ((*out = file_new(&made_link_ops, NULL, flags)) == NULL)
		return -ENOMEM;
	if ((e = file_set_path(*out, p->posix)) < 0)
		file_unref(*out);
	p->device = PATH_DEV_NONE;	/* it is no descriptor's */
	return e;
}
