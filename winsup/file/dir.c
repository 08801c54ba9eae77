/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Directories.  A listing is read in batches into a buffer that hangs off the
 * description; a cookie counts the entries before it, so a stream that goes
 * elsewhere starts over and skips.
 */
#include "file/room_impl.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "file/special.h"
#include "mm/room.h"
#include "nt/reparse.h"

#define BATCH	32768

struct listing {
	int64_t index;		/* of the entry that comes next */
	size_t filled, at;	/* bytes of buf, read position */
	int restart;		/* ask NT to begin again */
	int no_dots;		/* NT lists no "." and ".." here */
	char buf[BATCH] __attribute__((aligned(8)));
};

static int
dir_stat(struct file *f, struct stat *st)
{
	return disk_stat_handle(f->handle, f->path, f->drive, st);
}

static struct listing *
listing_of(struct file *f)
{
	struct listing *l = f->private;

	if (l == NULL && (l = mm_zalloc(sizeof *l)) != NULL) {
		l->restart = 1;
		f->private = l;
	}
	return l;
}

static void
rewind_listing(struct listing *l)
{
	l->index = 0;
	l->filled = l->at = 0;
	l->restart = 1;
	l->no_dots = 0;
}

static int
is_dot(const struct nt_dirent *d)
{
	return d->units == 1 && d->name[0] == '.';
}

/*
 * The next of NT's entries.  1, 0 at the end, or -errno.
 */
static int
next_of_nt(struct file *f, struct listing *l, struct nt_dirent *d)
{
	long r;

	while (!nt_dir_next(l->buf, l->filled, &l->at, d)) {
		r = nt_dir_fill(f->handle, l->buf, BATCH, l->restart);
		if (r <= 0)
			return (int)r;
		l->filled = (size_t)r;
		l->at = 0;
		l->restart = 0;
	}
	return 1;
}

/*
 * The top folder of a volume lists no "." and "..": they are put in front.
 */
static int
next_entry(struct file *f, struct listing *l, struct nt_dirent *d)
{
	static const uint16_t dots[2] = { '.', '.' };
	struct nt_stat self;
	int r;

	if (l->index == 0) {
		r = next_of_nt(f, l, d);
		if (r < 0 || (r > 0 && is_dot(d)))
			return r;
		l->at = 0;		/* give it back */
		l->no_dots = 1;
	}
	if (!l->no_dots || l->index >= 2)
		return next_of_nt(f, l, d);
	if ((r = nt_stat(f->handle, &self)) < 0)
		return r;
	d->id = self.id;
	d->attributes = NT_ATTR_DIRECTORY;
	d->name = dots;
	d->units = (size_t)l->index + 1;
	return 1;
}

static int
to_name(const struct nt_dirent *d, char *name)
{
	size_t n;

	n = path_name_from_nt(name, NAME_MAX, d->name, d->units);
	if (n > NAME_MAX)
		return -EOVERFLOW;
	name[n] = '\0';
	return 0;
}

/* Only a look into it tells a link in a file from a file: DT_UNKNOWN. */
static unsigned char
type_of(const struct nt_dirent *d)
{
	if (d->attributes & NT_ATTR_REPARSE)
		return d->ea_size == NT_TAG_LX_SYMLINK ||
		    d->ea_size == NT_TAG_SYMLINK ? DT_LNK : DT_UNKNOWN;
	if (d->attributes & NT_ATTR_DIRECTORY)
		return DT_DIR;
	return path_may_be_link(d->attributes) ? DT_UNKNOWN : DT_REG;
}

static int
is_fifo(struct file *f, const struct nt_dirent *d)
{
	struct nt_name name = { d->name, d->units };

	return special_entry_is_fifo(f->handle, &name) > 0;
}

static int
dir_readdir(struct file *f, int64_t *cookie, ino_t *ino, unsigned char *type,
    char *name)
{
	struct listing *l = listing_of(f);
	struct nt_dirent d;
	int r;

	if (l == NULL)
		return -ENOMEM;
	if (*cookie < l->index || *cookie == 0)
		rewind_listing(l);
	do {
		r = next_entry(f, l, &d);
		if (r <= 0)
			return r;
		l->index++;
	} while (l->index <= *cookie || to_name(&d, name) < 0);
	*cookie = l->index;
	*ino = d.id;
	*type = type_of(&d);
	if (*type == DT_REG && special_has_size(d.size) && is_fifo(f, &d))
		*type = DT_FIFO;
	return 1;
}

static int
dir_sync(struct file *f)
{
	return 0;	/* NTFS journals names; there is nothing to flush */
}

static int
dir_chmod(struct file *f, mode_t mode)
{
	return disk_chmod_handle(f->handle, f->path, f->drive, mode);
}

static int
dir_utimens(struct file *f, const struct timespec times[2])
{
	nt_handle h;
	int e = disk_reopen(f, NT_WRITE_ATTRIBUTES, &h);

	if (e < 0)
		return e;
	e = disk_set_times(h, times);
	nt_close(h);
	return e;
}

static int
dir_statvfs(struct file *f, struct statvfs *out)
{
	return disk_statvfs_handle(f->handle, out);
}

static off_t
dir_seek(struct file *f, off_t offset, int whence)
{
	return offset == 0 && whence == SEEK_SET ? 0 : -EINVAL;
}

static void
dir_close(struct file *f)
{
	mm_free(f->private);
	nt_close(f->handle);
}

const struct file_ops dir_ops = {
	.name = "dir",
	.type = S_IFDIR,
	.read = fd_isdir_read,
	.write = fd_no_write,
	.seek = dir_seek,
	.stat = dir_stat,
	.truncate = fd_no_truncate,
	.sync = dir_sync,
	.chmod = dir_chmod,
	.utimens = dir_utimens,
	.statvfs = dir_statvfs,
	.readdir = dir_readdir,
	.poll = fd_ready_poll,
	.nonblock = fd_any_nonblock,
	.ioctl = fd_no_ioctl,
	.close = dir_close,
};
