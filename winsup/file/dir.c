/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Directories.  A listing is read in batches that hang off the description
 * and stay there until the stream is rewound: a cookie counts the entries
 * before it, and stands for the same place however the directory changes.
 *
 * A forked child has its parent's listing.  What NT knows of the parent's
 * progress is not the child's to use, nor can Wine tell a second process, so
 * it opens the directory anew to read on, and leaves out what it has seen.
 */
#include "file/room_impl.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "file/perm.h"
#include "file/special.h"
#include "lib/fault.h"
#include "mm/room.h"
#include "nt/reparse.h"
#include "thread/room.h"

#define BATCH	32768
#define MOST_BATCHES	65536

struct batch {
	int64_t first;		/* index of its first entry */
	size_t filled;
	char buf[] __attribute__((aligned(8)));
};

struct listing {
	int64_t index;		/* of the entry that comes next */
	unsigned current;	/* batch it is in */
	size_t at;		/* its place there */
	struct batch **batch;
	unsigned n, room;
	int64_t count;		/* entries of all batches */
	int complete;
	int no_dots;		/* NT lists no "." and ".." here */
	unsigned forks;		/* fd_forks() of who reads */
	unsigned seen;		/* batches of the parent's */
	nt_handle own;		/* a child's, or NULL */
	int restart;		/* ask NT to begin again */
};

static int
dir_stat(struct file *f, struct stat *st)
{
	int e = disk_stat_handle(f->handle, f->path, f->drive, st);

	if (e == 0)
		disk_stat_gone(f, st);
	return e;
}

static struct listing *
listing_of(struct file *f)
{
	struct listing *l = f->private;

	if (l == NULL && (l = mm_zalloc(sizeof *l)) != NULL) {
		l->restart = 1;
		l->forks = fd_forks();
		f->private = l;
	}
	return l;
}

static void
drop_batches(struct listing *l)
{
	for (unsigned i = 0; i < l->n; i++)
		mm_free(l->batch[i]);
	l->n = l->seen = l->current = 0;
	l->index = l->count = 0;
	l->at = 0;
	l->restart = 1;
	l->complete = l->no_dots = 0;
}

/* Goes to that entry, if it has been read. */
static void
go_to(struct listing *l, int64_t index)
{
	struct nt_dirent d;

	if (index == l->index || index < 0 || index > l->count)
		return;
	l->current = 0;
	while (l->current + 1 < l->n &&
	    l->batch[l->current + 1]->first <= index)
		l->current++;
	l->at = 0;
	l->index = l->batch[l->current]->first;
	while (l->index < index && nt_dir_next(l->batch[l->current]->buf,
	    l->batch[l->current]->filled, &l->at, &d))
		l->index++;
}

static int
is_dot(const struct nt_dirent *d)
{
	return d->units == 1 && d->name[0] == '.';
}

/* Has the parent read an entry of that name? */
static int
was_seen(const struct listing *l, const struct nt_dirent *d)
{
	struct nt_dirent old;
	size_t at;

	for (unsigned i = 0; i < l->seen; i++)
		for (at = 0; nt_dir_next(l->batch[i]->buf,
		    l->batch[i]->filled, &at, &old);)
			if (old.units == d->units && memcmp(old.name, d->name,
			    d->units * sizeof *d->name) == 0)
				return 1;
	return 0;
}

/* A child's own handle, to read on where its parent was. */
static int
open_own(struct file *f, struct listing *l)
{
	int e;

	thr_may_block();	/* in a process of its own */
	e = disk_reopen(f, NT_READ_DATA | NT_READ_ATTRIBUTES, &l->own);
	if (e < 0)
		return e;
	l->forks = fd_forks();
	l->seen = l->n;
	l->restart = 1;
	return 0;
}

/*
 * XSH rewinddir(): what is there now.  For a handle that has read them Wine
 * goes on telling the entries of that time, so another one reads on.
 */
static void
begin_anew(struct file *f, struct listing *l)
{
	int had = l->n > 0 || l->complete;
	nt_handle old = l->own;

	drop_batches(l);
	if (!had)
		return;
	l->own = NULL;
	if (open_own(f, l) < 0)
		l->own = old;		/* it begins again as well as it can */
	else
		nt_close(old);
}

static int
keep(struct listing *l, const char *buf, size_t filled)
{
	unsigned room = l->room == 0 ? 4 : 2 * l->room;
	struct batch *b, **more;
	struct nt_dirent d;
	size_t at = 0;

	if (l->n == l->room) {
		if (l->n == MOST_BATCHES)
			return -EOVERFLOW;
		more = mm_alloc(room * sizeof *more);
		if (more == NULL)
			return -ENOMEM;
		l->room = room;
		if (l->n > 0)
			memcpy(more, l->batch, l->n * sizeof *more);
		mm_free(l->batch);
		l->batch = more;
	}
	if ((b = mm_alloc(sizeof *b + filled)) == NULL)
		return -ENOMEM;
	memcpy(b->buf, buf, filled);
	b->filled = filled;
	b->first = l->count;
	while (nt_dir_next(buf, filled, &at, &d))
		l->count++;
	l->batch[l->n++] = b;
	return 0;
}

/* The next batch from NT: 1, 0 at the end, -errno. */
static int
fetch(struct file *f, struct listing *l)
{
	char buf[BATCH] __attribute__((aligned(8)));
	long r;
	int e;

	if (l->complete)
		return 0;
	if ((l->forks != fd_forks() || (l->own == NULL &&
	    f->made_in != fd_process_token())) && (e = open_own(f, l)) < 0)
		return e;
	r = nt_dir_fill(l->own != NULL ? l->own : f->handle, buf, BATCH,
	    l->restart);
	if (r < 0)
		return (int)r;
	l->restart = 0;
	if (r == 0) {
		l->complete = 1;
		return 0;
	}
	return (e = keep(l, buf, (size_t)r)) < 0 ? e : 1;
}

/*
 * The next of NT's entries.  1, 0 at the end, or -errno.
 */
static int
next_of_nt(struct file *f, struct listing *l, struct nt_dirent *d)
{
	const struct batch *b;
	unsigned had;
	int r;

	for (;;) {
		b = l->current < l->n ? l->batch[l->current] : NULL;
		while (b != NULL && nt_dir_next(b->buf, b->filled, &l->at,
		    d)) {
			l->index++;
			if (l->current < l->seen || l->seen == 0 ||
			    !was_seen(l, d))
				return 1;
		}
		had = l->n;
		if (l->current + 1 >= had && (r = fetch(f, l)) <= 0)
			return r;
		if (had > 0)
			l->current++;
		l->at = 0;
	}
}

/*
 * The top folder of a volume lists no "." and "..": they are put in front,
 * with cookies of their own.
 */
#define DOTS	(INT64_C(1) << 62)

static int
dots_first(struct file *f, struct listing *l, int64_t *cookie,
    struct nt_dirent *d)
{
	static const uint16_t dots[2] = { '.', '.' };
	struct nt_stat self;
	int r;

	if (*cookie == 0) {
		r = next_of_nt(f, l, d);
		if (r < 0)
			return r;
		go_to(l, 0);
		l->no_dots = r == 0 || !is_dot(d);
	}
	if (!l->no_dots || (*cookie != 0 && *cookie != DOTS + 1))
		return 0;
	if ((r = nt_stat(f->handle, &self)) < 0)
		return r;
	*cookie = *cookie == 0 ? DOTS + 1 : DOTS;
	d->id = self.id;
	d->attributes = NT_ATTR_DIRECTORY;
	d->ea_size = 0;
	d->size = 0;
	d->name = dots;
	d->units = *cookie == DOTS ? 2 : 1;
	return 1;
}

static int
next_entry(struct file *f, struct listing *l, int64_t *cookie,
    struct nt_dirent *d)
{
	int r;

	if ((r = dots_first(f, l, cookie, d)) != 0)
		return r;
	go_to(l, *cookie == DOTS ? 0 : *cookie);
	if ((r = next_of_nt(f, l, d)) > 0)
		*cookie = l->index;
	return r;
}

/*
 * A name that is too long here, as a native program's may be in many scripts,
 * is told as its short one; without that nobody can say it, and it is left
 * out.
 */
static int
to_name(struct file *f, const struct nt_dirent *d, char *name)
{
	struct nt_name whole = { d->name, d->units };
	uint16_t other[NT_SHORT_MAX];
	nt_handle h;
	size_t n;
	int r;

	n = path_name_from_nt(name, NAME_MAX, d->name, d->units);
	if (n > NAME_MAX || fault("file.long_name") < 0) {
		/* f's own handle is amid a listing. */
		if ((r = disk_reopen(f, NT_READ_DATA | NT_READ_ATTRIBUTES,
		    &h)) < 0)
			return r;
		r = nt_dir_short(h, &whole, other);
		nt_close(h);
		if (r < 0)
			return r;
		n = path_name_from_nt(name, NAME_MAX, other, (size_t)r);
	}
	name[n] = '\0';
	return 0;
}

/* Only a look into it tells a link in a file from a file: DT_UNKNOWN. */
static unsigned char
type_of(const struct nt_dirent *d)
{
	struct nt_name name = { d->name, d->units };

	if (d->attributes & NT_ATTR_REPARSE)
		return d->ea_size == NT_TAG_LX_SYMLINK ||
		    d->ea_size == NT_TAG_SYMLINK ? DT_LNK : DT_UNKNOWN;
	if (d->attributes & NT_ATTR_DIRECTORY)
		return DT_DIR;
	return path_may_be_link(&name, d->attributes) ? DT_UNKNOWN : DT_REG;
}

static int
is_fifo(struct file *f, const struct nt_dirent *d)
{
	struct nt_name name = { d->name, d->units };

	return special_entry_is_fifo(f->handle, &name) > 0;
}

/*
 * Behind what is on the disk comes what the namespace puts here: places of
 * mounts, /dev.  One that has a folder on the disk was listed with it.
 */
#define MADE_UP	(INT64_C(1) << 61)

static int
is_on_disk(struct file *f, const char *name)
{
	uint16_t nt[NAME_MAX + 1];
	struct nt_open_args a = {
		.root = f->handle,
		.access = NT_READ_ATTRIBUTES,
		.disposition = NT_OPEN,
		.options = NT_OPEN_REPARSE_POINT,
	};
	nt_handle h;

	a.name.text = nt;
	a.name.units = path_name_to_nt(nt, NAME_MAX, name, strlen(name));
	if (a.name.units > NAME_MAX || nt_open(&h, &a) < 0)
		return 0;
	nt_close(h);
	return 1;
}

static int
stat_entry(const struct file *f, const char *name, struct stat *st)
{
	struct path *p = mm_alloc(sizeof *p);
	int e;

	if (p == NULL)
		return -ENOMEM;
	if ((e = path_resolve(p, f->path, name)) == 0)
		e = file_stat(p, st);
	mm_free(p);
	return e;
}

static int
next_made_up(struct file *f, int64_t *cookie, ino_t *ino,
    unsigned char *type, char *name)
{
	enum path_entry_kind kind;
	struct stat st;

	if (f->path == NULL)
		return 0;
	for (;;) {
		if (!path_entry(f->path, (unsigned)(*cookie - MADE_UP), name,
		    &kind))
			return 0;
		++*cookie;
		if (is_on_disk(f, name) || stat_entry(f, name, &st) < 0)
			continue;
		*ino = st.st_ino;
		*type = S_ISDIR(st.st_mode) ? DT_DIR : DT_UNKNOWN;
		return 1;
	}
}

static int
dir_readdir(struct file *f, int64_t *cookie, ino_t *ino, unsigned char *type,
    char *name)
{
	struct listing *l = listing_of(f);
	struct nt_dirent d;
	int64_t at = *cookie;
	int r;

	if (l == NULL)
		return -ENOMEM;
	if (*cookie == FD_DIR_START) {
		at = *cookie = 0;
		go_to(l, 0);
	} else if (*cookie == 0) {
		begin_anew(f, l);
		if (is_watched(IN_ACCESS))
			inotify_note(f, IN_ACCESS);
	}
	if (at >= MADE_UP && at < DOTS)
		return next_made_up(f, cookie, ino, type, name);
	do {
		r = next_entry(f, l, cookie, &d);
		if (r < 0)
			return r;
		if (r == 0) {
			at = MADE_UP;
			if ((r = next_made_up(f, &at, ino, type, name)) > 0)
				*cookie = at;
			return r;
		}
	} while (aside_is_name(d.name, d.units) ||
	    to_name(f, &d, name) < 0);
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
	int e;

	if (perm_possible(f->drive))
		return disk_chmod(f, mode);
	e = disk_chmod_handle(f->handle, f->path, f->drive, mode);
	if (e == 0)
		disk_has_mode(f);
	return e;
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
	if (offset < 0 || (whence != SEEK_SET &&
	    (whence != SEEK_CUR || offset != 0)))
		return -EINVAL;
	if (whence == SEEK_SET)
		f->dir_cookie = offset;
	return f->dir_cookie;
}

static void
dir_close(struct file *f)
{
	struct listing *l = f->private;

	if (l != NULL) {
		drop_batches(l);
		nt_close(l->own);
		mm_free(l->batch);
		mm_free(l);
	}
	disk_close(f);
}

const struct file_ops dir_ops = {
	.name = "dir",
	.type = S_IFDIR,
	.read = fd_isdir_read,
	.write = fd_isdir_write,
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
