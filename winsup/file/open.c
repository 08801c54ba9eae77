/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * file/ overview: open.c turns a path into a description of the right type;
 * name.c has the calls that act on names; stat.c knows NT's attributes; each
 * other file is one type.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/inotify.h>

#include "file/block.h"
#include "file/perm.h"
#include "file/special.h"
#include "lib/caps.h"
#include "lib/fault.h"
#include "nt/console.h"
#include "nt/reparse.h"

/* On a mount that is read-only: EROFS, but for what is there to be read. */
static int
may_read_only(const struct path *p, const struct nt_open_args *a)
{
	struct nt_name name = path_nt_name(p);
	uint32_t attributes;

	if ((a->access & (NT_WRITE_DATA | NT_APPEND_DATA | NT_DELETE |
	    NT_WRITE_ATTRIBUTES)) != 0)
		return -EROFS;
	if (a->disposition == NT_OPEN ||
	    nt_attributes(&name, &attributes) == 0)
		return a->disposition == NT_CREATE ? -EEXIST : 0;
	return -EROFS;
}

/*
 * /dev/shm and its like are there even before anything is in them: makes
 * the folder.
 */
static int
make_dev_folder(const struct path *p)
{
	struct nt_open_args a = {
		.name = path_nt_name(p),
		.access = disk_chmod_access(disk_drive(p)) | NT_READ_CONTROL,
		.attributes = NT_ATTR_HIDDEN,
		.disposition = NT_CREATE,
		.options = NT_DIRECTORY_FILE,
	};
	nt_handle h;

	if (!p->at_mount || strncmp(p->posix, "/dev/", 5) != 0 ||
	    nt_open(&h, &a) < 0)
		return 0;
	disk_chmod_handle(h, p->posix, disk_drive(p), 01777);
	nt_close(h);
	return 1;
}

/*
 * Where there may be access lists the handle is to read them, and that of a
 * new file to write its own, which may lose its name before fchmod(): unless
 * the volume or the file's list says no.
 */
static int
open_readable(nt_handle *out, const struct path *p, struct nt_open_args *a)
{
	uint32_t access = a->access;
	int e;

	a->name = path_nt_name(p);
	if (!perm_possible(disk_drive(p)))
		return disk_open_waiting(out, a);
	a->access |= NT_READ_CONTROL |
	    (a->disposition == NT_CREATE ? NT_WRITE_DAC : 0);
	e = disk_open_waiting(out, a);
	a->access = access;
	return e == -EACCES ? disk_open_waiting(out, a) : e;
}

/* mode is of a file that is made with an access list, NULL: none is. */
static int
open_once(nt_handle *out, struct path *p, struct nt_open_args *a,
    const mode_t *mode, void *security)
{
	uint32_t options = a->options, attributes = a->attributes;
	int e;

	if ((e = fault("file.open")) < 0)
		return e;
	do {
		if (p->kind != PATH_DISK)
			return DISK_LEFT;
		if ((p->mount_flags & PATH_MOUNT_RO) != 0 &&
		    (e = may_read_only(p, a)) < 0)
			return e;
		if (p->must_be_dir && a->disposition != NT_OPEN &&
		    (options & NT_DIRECTORY_FILE) == 0)
			return -EISDIR;		/* a link's target is */
		a->options = options |
		    (p->must_be_dir ? NT_DIRECTORY_FILE : 0);
		a->security = mode != NULL && perm_new(p, *mode,
		    (a->options & NT_DIRECTORY_FILE) != 0, security) ?
		    security : NULL;
		a->attributes = a->security == NULL ? attributes :
		    (attributes & ~NT_ATTR_READONLY) | NT_ATTR_NORMAL;
		e = open_readable(out, p, a);
		if (e == -ENOENT && make_dev_folder(p))
			e = open_readable(out, p, a);
		if (e == -ENOENT && a->disposition == NT_OPEN &&
		    !(a->options & NT_DIRECTORY_FILE) && path_add_exe(p)) {
			if (open_readable(out, p, a) == 0)
				return 0;
			path_drop_exe(p);
		}
	} while (e < 0 && (e = path_again(p, e)) == 1);
	return e == -ENOENT && a->disposition == NT_OPEN &&
	    (a->options & NT_DIRECTORY_FILE) && path_is_program(p) ?
	    -ENOTDIR : e;
}

/*
 * What is not there may be changing names with something (exchange.c), and
 * what is made then may be no new name.
 */
static int
open_walking(nt_handle *out, struct path *p, struct nt_open_args *a,
    const mode_t *mode, void *security)
{
	uint32_t options = a->options, attributes = a->attributes;
	uint32_t exchanges;
	nt_handle stopped = NULL;
	int e, created = 0, again;

	if (a->created == NULL)
		a->created = &created;
	if (a->disposition != NT_OPEN)
		stopped = disk_exchanges_await();
	exchanges = disk_exchange_count();
	e = open_once(out, p, a, mode, security);
	again = e == -ENOENT || e == -ENOTDIR || (e == 0 && *a->created);
	if (stopped == NULL && again)
		stopped = disk_exchanges_stop(exchanges, p);
	else
		again = 0;
	if (stopped != NULL && again && (e < 0 ||
	    disk_exchange_dropped(*out, exchanges))) {
		if (e == 0)
			nt_close(*out);
		a->options = options;
		a->attributes = attributes;
		e = open_once(out, p, a, mode, security);
	}
	disk_exchanges_go_on(stopped);
	if (a->created == &created)
		a->created = NULL;
	return e;
}

int
disk_open_args(nt_handle *out, struct path *p, struct nt_open_args *a)
{
	return open_walking(out, p, a, NULL, NULL);
}

int
disk_open_parent(const struct path *p, uint32_t access, nt_handle *h)
{
	struct nt_open_args a = {
		.name = path_nt_name(p),
		.access = access | NT_READ_ATTRIBUTES,
		.disposition = NT_OPEN,
		.options = NT_DIRECTORY_FILE,
	};

	while (a.name.units > 0 && p->nt[a.name.units - 1] == '\\')
		a.name.units--;
	while (a.name.units > 0 && p->nt[a.name.units - 1] != '\\')
		a.name.units--;
	return a.name.units == 0 ? -ENOENT : nt_open(h, &a);
}

int
disk_create(nt_handle *out, struct path *p, struct nt_open_args *a,
    mode_t mode)
{
	unsigned char room[PERM_NEW_MAX];
	mode_t bits = mode & ~fd_get_umask() & 07777;
	int is_dir = (a->options & NT_DIRECTORY_FILE) != 0, e, created;
	uint32_t hint;

	if ((bits & 0222) == 0 && !is_dir &&
	    (a->options & NT_DELETE_ON_CLOSE) == 0)
		a->attributes |= NT_ATTR_READONLY;
	if (a->created == NULL)
		a->created = &created;
	hint = inotify_hint(p, IN_CREATE);
	e = open_walking(out, p, a, &mode, room);
	if (e < 0 || !*a->created)
		fd_hint_void(hint);
	if (e == 0 && *a->created && a->security == NULL) {
		if (is_dir && modes_any_set_id() && perm_parent_gives_group(p))
			bits |= S_ISGID;
		disk_new_mode(*out, p, bits | (is_dir ? S_IFDIR : 0));
	}
	if (e == 0 && *a->created && !is_dir &&
	    (p->mount_flags & PATH_MOUNT_SPARSE) != 0)
		nt_set_sparse(*out);	/* where that cannot be, it is not */
	a->security = NULL;
	return e;
}

int
disk_nt_open(nt_handle *out, struct path *p, uint32_t access,
    uint32_t disposition, uint32_t options, uint32_t attributes)
{
	struct nt_open_args a = {
		.access = access,
		.attributes = attributes,
		.disposition = disposition,
		.options = options,
	};

	return disk_open_args(out, p, &a);
}

int
disk_is_link(const struct nt_name *name, uint32_t attributes)
{
	char target[PATH_MAX];

	return path_read_link(name, attributes, target, sizeof target) > 0;
}

/*
 * A reparse point that is no link stands for something all the same: a folder
 * for the volume that is mounted in it, a file for its contents, which a
 * driver keeps elsewhere (deduplicated, or in a cloud).  That is what is
 * meant, and what NT opens, if it knows how.
 */
static void
open_through(nt_handle *h, struct path *p, uint32_t access,
    struct nt_stat *st)
{
	struct nt_open_args a = {
		.access = access | NT_READ_ATTRIBUTES,
		.disposition = NT_OPEN,
	};
	struct nt_stat there;
	nt_handle led;

	if (open_readable(&led, p, &a) < 0)
		return;
	if (nt_stat_quick(led, &there) < 0) {
		nt_close(led);
		return;
	}
	nt_close(*h);
	*h = led;
	*st = there;
	p->led = 1;
}

static int
is_link_of_tag(const struct nt_name *name, const struct nt_stat *st)
{
	if (st->tag == NT_TAG_LX_SYMLINK || st->tag == NT_TAG_SYMLINK)
		return 1;
	return disk_is_link(name, st->attributes);
}

/* *asked: it looked like a link, which is a question about the name. */
static int
open_stat_once(nt_handle *out, struct path *p, uint32_t access,
    struct nt_stat *st, int *asked)
{
	struct nt_name name;
	int e;

	for (;;) {
		e = disk_nt_open(out, p, access | NT_READ_ATTRIBUTES, NT_OPEN,
		    NT_OPEN_REPARSE_POINT, 0);
		if (e < 0)
			return e;
		if ((e = nt_stat_quick(*out, st)) < 0)
			break;
		name = path_nt_name(p);
		if (!path_may_be_link(&name, st->attributes))
			return 0;
		if (p->nofollow) {
			if ((st->attributes & NT_ATTR_REPARSE) != 0 &&
			    !is_link_of_tag(&name, st))
				open_through(out, p, access, st);
			return 0;
		}
		*asked = 1;
		if ((e = path_follow(p)) == 0) {
			if ((st->attributes & NT_ATTR_REPARSE) != 0)
				open_through(out, p, access, st);
			return 0;
		}
		if (e < 0)
			break;
		nt_close(*out);
	}
	nt_close(*out);
	return e;
}

/*
 * Opens what p leads to (or a link itself, with nofollow) and tells what it
 * is.  NT is asked for the link itself, for which it need not be one it can
 * follow; what a name is and where it leads are two questions (exchange.c).
 */
int
disk_open_stat(nt_handle *out, struct path *p, uint32_t access,
    struct nt_stat *st)
{
	uint32_t exchanges = disk_exchange_count();
	int asked = 0, e = open_stat_once(out, p, access, st, &asked);
	nt_handle stopped;

	if (asked && (stopped = disk_exchanges_stop(exchanges, p)) != NULL) {
		if (e == 0)
			nt_close(*out);
		e = open_stat_once(out, p, access, st, &asked);
		disk_exchanges_go_on(stopped);
	}
	return e;
}

static uint32_t
access_of(int flags)
{
	switch (flags & O_ACCMODE) {
	case O_WRONLY:
		return NT_WRITE_DATA | NT_APPEND_DATA | NT_READ_ATTRIBUTES |
		    NT_WRITE_ATTRIBUTES;
	case O_RDWR:
		return NT_READ_DATA | NT_WRITE_DATA | NT_APPEND_DATA |
		    NT_READ_ATTRIBUTES | NT_WRITE_ATTRIBUTES;
	}
	return (flags & O_EXEC ? NT_EXECUTE : NT_READ_DATA) |
	    NT_READ_ATTRIBUTES;
}

static uint32_t
disposition_of(int flags)
{
	if ((flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
		return NT_CREATE;
	return flags & O_CREAT ? NT_OPEN_IF : NT_OPEN;
}

/*
 * h was opened by p's name: is that a link whose file is meant?  NT follows
 * its own links, not those in a file; O_NOFOLLOW opens no link.  1: p leads
 * elsewhere now, or the same name must be opened with other options, since what
 * is in a file that a driver keeps elsewhere is not in its reparse point.
 */
static int
lead_on(nt_handle h, struct path *p, int flags, uint32_t *options,
    uint64_t *size)
{
	struct nt_name name = path_nt_name(p);
	uint32_t attr;

	*size = 0;
	if ((cap_taken(CAP_BY_NAME) ? nt_brief(h, &attr, size) :
	    nt_look(&name, &attr, size)) < 0 || !path_may_be_link(&name, attr))
		return 0;
	if ((flags & O_NOFOLLOW) == 0)
		return (attr & NT_ATTR_REPARSE) != 0 ? 0 : path_follow(p);
	if (disk_is_link(&name, attr))
		return -ELOOP;
	if ((attr & NT_ATTR_REPARSE) == 0 ||
	    (*options & NT_OPEN_REPARSE_POINT) == 0)
		return 0;
	*options &= ~NT_OPEN_REPARSE_POINT;
	return 1;
}

/*
 * What was opened has the size of a FIFO's file: if it is one, h is closed,
 * and 1 or -errno the result; else 0.
 */
static int
open_special(struct file **out, struct path *p, int flags, nt_handle h)
{
	struct fifo_id id;
	int r;

	if (flags & (O_ACCMODE | O_EXEC))
		r = special_is_fifo(p, &id);
	else {
		r = special_read(h, &id);
		nt_set_position(h, 0);
	}
	if (r <= 0)
		return 0;
	nt_close(h);
	r = (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL) ? -EEXIST :
	    fifo_open(out, p, flags, &id);
	return r < 0 ? r : 1;
}

/*
 * Opens a regular file.  Most names are files: NT is asked for one, and says
 * so (-EISDIR) where it is a folder; 1 if it was a FIFO.  A link that is opened
 * in place of its file has its file opened next, before anything was changed.
 */
static int
open_regular(struct file **out, nt_handle *h, struct path *p, int flags,
    mode_t mode)
{
	struct nt_open_args a = {
		.access = access_of(flags),
		.attributes = NT_ATTR_NORMAL,
		.disposition = disposition_of(flags),
		.options = NT_NON_DIRECTORY_FILE |
		    (flags & O_SYNC ? NT_WRITE_THROUGH : 0) |
		    (flags & O_NOFOLLOW ? NT_OPEN_REPARSE_POINT : 0),
	};
	nt_handle stopped = NULL;
	uint32_t exchanges;
	uint64_t size = 0;
	int created, e;

	a.created = &created;
	if (a.disposition == NT_CREATE || (flags & O_NOFOLLOW))
		p->nofollow = 1;
	do {
		exchanges = disk_exchange_count();
		e = flags & O_CREAT ? disk_create(h, p, &a, mode) :
		    disk_open_args(h, p, &a);
		if (e < 0 || created)
			break;
		e = lead_on(*h, p, flags, &a.options, &size);
		if (e == 0 && stopped == NULL)
			/* What was opened and what was asked may be two. */
			e = (stopped = disk_exchanges_stop(exchanges,
			    p)) != NULL;
		if (e != 0)
			nt_close(*h);
	} while (e > 0);
	disk_exchanges_go_on(stopped);
	/* It is there, but what it stands for NT does not know: WSL's FIFO. */
	if (e == -ENOTDIR && p->walked && (p->attributes &
	    (NT_ATTR_REPARSE | NT_ATTR_DIRECTORY)) == NT_ATTR_REPARSE)
		return -ENXIO;
	return e == 0 && !created && special_has_size(size) ?
	    open_special(out, p, flags, *h) : e;
}

/* A folder can be opened for reading only. */
static int
open_folder(nt_handle *h, struct path *p, int flags)
{
	uint32_t access = access_of(flags), options = 0;
	struct nt_stat st;
	int e;

	if (flags & O_NOFOLLOW) {
		p->nofollow = 1;
		if ((e = disk_open_stat(h, p, access, &st)) < 0)
			return e;
		e = (st.attributes & NT_ATTR_DIRECTORY) == 0 ? -ENOTDIR :
		    lead_on(*h, p, flags, &options, &st.size);
		if (e < 0)
			nt_close(*h);
		return e < 0 && (flags & O_DIRECTORY) ? -ENOTDIR : e;
	}
	return disk_nt_open(h, p, access, NT_OPEN, NT_DIRECTORY_FILE, 0);
}

/*
 * Takes the name away at once: it goes with the handle by which that was
 * asked for (ntddk.h: FILE_DISPOSITION_INFORMATION_EX), which must not be the
 * one that is to stay.
 */
static int
delete_name(const struct path *p)
{
	struct nt_open_args a = {
		.name = path_nt_name(p),
		.access = NT_DELETE | NT_READ_ATTRIBUTES | NT_WRITE_ATTRIBUTES,
		.disposition = NT_OPEN,
		.options = NT_OPEN_REPARSE_POINT,
	};
	nt_handle h;
	int e = nt_open(&h, &a);

	if (e < 0)
		return e;
	e = nt_delete_posix(h);
	nt_close(h);
	return e;
}

/*
 * h is to have no name.  One that is never to get any (O_EXCL) loses its own,
 * where a volume can do that before the last handle goes; any other keeps one
 * that nobody sees, since NT gives names to none but files that have some.
 * It goes on closing, for which it must not have been made read-only.
 */
static int
take_name(nt_handle h, const struct path *p, int flags, mode_t mode)
{
	if ((flags & O_EXCL) && !cap_taken(CAP_POSIX_DELETE) &&
	    delete_name(p) == 0)
		return 0;
	aside_move(h, p, ASIDE_NAMELESS);	/* else it stays there */
	if (flags & O_EXCL)
		return nt_delete(h);
	return (mode & ~fd_get_umask() & 0222) != 0 ? 0 :
	    nt_set_basic(h, 0, 0, NT_ATTR_READONLY);
}

/* O_TMPFILE: a file without a name in folder p. */
static int
open_nameless(struct file **out, struct path *p, int flags, mode_t mode)
{
	struct nt_open_args a = {
		.access = access_of(flags) | NT_DELETE |
		    disk_chmod_access(disk_drive(p)),
		.attributes = NT_ATTR_NORMAL,
		.disposition = NT_CREATE,
		.options = NT_NON_DIRECTORY_FILE |
		    (flags & O_EXCL ? 0 : NT_DELETE_ON_CLOSE),
	};
	struct nt_stat st;
	nt_handle h;
	int e;

	if ((flags & O_ACCMODE) == O_RDONLY)
		return -EINVAL;
	if ((e = disk_open_stat(&h, p, 0, &st)) < 0)
		return e;
	nt_close(h);
	if ((st.attributes & NT_ATTR_DIRECTORY) == 0)
		return -ENOTDIR;
	p->must_be_dir = 0;
	if ((e = aside_name_in(p, ASIDE_NAMELESS)) < 0 ||
	    (e = disk_create(&h, p, &a, mode)) < 0)
		return e;
	e = take_name(h, p, flags, mode);
	if (e == 0 && (*out = file_new(&disk_ops, h, flags)) == NULL)
		e = -ENOMEM;
	if (e < 0) {
		nt_close(h);
		return e;
	}
	(*out)->drive = disk_drive(p);
	(*out)->names_gone = 1;
	return 0;
}

/*
 * A handle that may only ask is in nobody's way: a volume without POSIX delete
 * would leave the name there until that is closed, and tell nobody.  So it may
 * read where that is allowed.
 */
static int
open_name(nt_handle *h, struct path *p, struct nt_stat *st)
{
	int e = disk_open_stat(h, p, NT_READ_DATA, st);

	return e == -EACCES || e == -EPERM || e == -EBUSY ?
	    disk_open_stat(h, p, 0, st) : e;
}

/* O_PATH: neither to read nor to write, whatever it is. */
static int
open_path(struct file **out, struct path *p, int flags)
{
	const struct file_ops *ops = &disk_ops;
	struct nt_name name;
	struct nt_stat st;
	struct fifo_id id;
	nt_handle h;
	int e;

	p->nofollow = (flags & O_NOFOLLOW) && !p->must_be_dir;
	if ((e = open_name(&h, p, &st)) < 0)
		return e;
	name = path_nt_name(p);
	if (p->nofollow && disk_is_link(&name, st.attributes))
		ops = &link_name_ops;
	else if (special_has_size(st.size) && special_is_fifo(p, &id) > 0)
		ops = &fifo_name_ops;
	else if (st.attributes & NT_ATTR_DIRECTORY)
		ops = &dir_ops;
	if ((flags & O_DIRECTORY) && ops != &dir_ops) {
		nt_close(h);
		return -ENOTDIR;
	}
	*out = file_new(ops, h, flags);
	if (*out == NULL) {
		nt_close(h);
		return -ENOMEM;
	}
	(*out)->drive = disk_drive(p);
	return 0;
}

/* What NT lets nobody write to while it runs, but all read. */
static int
is_program(struct path *p)
{
	char magic[2] = "";
	nt_handle h;

	if (disk_nt_open(&h, p, NT_READ_DATA, NT_OPEN, NT_NON_DIRECTORY_FILE,
	    0) < 0)
		return 0;
	nt_read(h, magic, sizeof magic, 0);
	nt_close(h);
	return magic[0] == 'M' && magic[1] == 'Z';
}

static int
open_disk(struct file **out, struct path *p, int flags, mode_t mode)
{
	const struct file_ops *ops = &disk_ops;
	nt_handle h;
	int e = -EISDIR;

	if (flags & O_PATH)
		return open_path(out, p, flags);
	if (flags & O_TMPFILE)
		return open_nameless(out, p, flags, mode);
	if ((flags & O_CREAT) && p->must_be_dir)
		return -EISDIR;
	if ((p->must_be_dir || (flags & O_DIRECTORY)) &&
	    ((flags & O_ACCMODE) != O_RDONLY || (flags & O_TRUNC))) {
		e = open_folder(&h, p, O_RDONLY);
		if (e == 0)
			nt_close(h);
		return e < 0 ? e : -EISDIR;
	}
	if (!p->must_be_dir && !(flags & O_DIRECTORY))
		e = open_regular(out, &h, p, flags, mode);
	if (e == -EBUSY && (flags & O_ACCMODE) != O_RDONLY && is_program(p))
		return -ETXTBSY;
	if (e > 0)
		return 0;
	if (e == -EISDIR && !(flags & (O_CREAT | O_TRUNC)) &&
	    (flags & O_ACCMODE) == O_RDONLY) {
		ops = &dir_ops;
		e = open_folder(&h, p, flags);
	}
	if (e < 0)
		return e;
	if ((flags & O_TRUNC) && (flags & O_ACCMODE) != O_RDONLY) {
		e = disk_truncate_opened(h);
		if (e == DISK_REOPEN)
			return open_disk(out, p, flags, mode);
	}
	if (e == 0 && (*out = file_new(ops, h, flags)) == NULL)
		e = -ENOMEM;
	if (e < 0)
		nt_close(h);
	else
		(*out)->drive = disk_drive(p);
	return e;
}

/* XBD 10.1: /dev/tty; -ENXIO: there is none. */
static int
open_console(struct file **out, int flags)
{
	nt_handle in, screen;
	int e = nt_console_open(&in, &screen);

	if (e < 0)
		return -ENXIO;
	if ((*out = file_new(&console_ops, in, flags)) == NULL) {
		nt_close(in);
		nt_close(screen);
		return -ENOMEM;
	}
	(*out)->more[0] = screen;
	return 0;
}

static int
open_device(struct file **out, const struct path *p, int flags)
{
	enum path_device dev = p->device;
	static const struct file_ops *const ops[] = {
		[PATH_DEV_NULL] = &null_ops,
		[PATH_DEV_ZERO] = &zero_ops,
		[PATH_DEV_FULL] = &full_ops,
		[PATH_DEV_RANDOM] = &random_ops,
		[PATH_DEV_URANDOM] = &urandom_ops,
		[PATH_DEV_CLIPBOARD] = &clipboard_ops,
	};

	if (flags & O_DIRECTORY)
		return -ENOTDIR;
	if ((flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
		return -EEXIST;
	if (dev >= PATH_DEV_STDIN) {
		*out = fd_get((int)dev - PATH_DEV_STDIN);
		return *out != NULL ? 0 : -ENOENT;
	}
	if (dev == PATH_DEV_CONSOLE)
		return open_console(out, flags);
	if (dev == PATH_DEV_BLOCK)
		return block_open(out, p, flags);
	*out = file_new(ops[dev], NULL, flags);
	return *out != NULL ? 0 : -ENOMEM;
}

static int
open_vdir(struct file **out, int flags)
{
	if ((flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT))
		return -EISDIR;
	*out = file_new(&vdir_ops, NULL, flags);
	return *out != NULL ? 0 : -ENOMEM;
}

/* The name led to a device by way of a link. */
static int
open_kind(struct file **out, struct path *p, int flags, mode_t mode)
{
	char text[DEV_LINK_SIZE];

	if ((flags & O_NOFOLLOW) && file_dev_link(p, text) >= 0)
		return file_open_link_name(out, p, flags);
	if (p->kind == PATH_DEVICE)
		return p->must_be_dir ? -ENOTDIR :
		    open_device(out, p, flags);
	if (p->kind == PATH_VIRTUAL_DIR)
		return open_vdir(out, flags);
	if (p->kind == PATH_PROC)
		return proc_open(out, p, flags, mode);
	return open_disk(out, p, flags, mode);
}

int
file_open(struct file **out, struct path *p, int flags, mode_t mode)
{
	int e;

	if ((flags & O_ACCMODE) == O_ACCMODE ||
	    ((flags & O_EXEC) != 0 && (flags & O_ACCMODE) != 0) ||
	    (flags & (O_DIRECTORY | O_CREAT)) == (O_DIRECTORY | O_CREAT))
		return -EINVAL;
	e = open_kind(out, p, flags, mode);
	if (e == DISK_LEFT)
		e = open_kind(out, p, flags, mode);
	if (p->kind == PATH_DEVICE || p->kind == PATH_PROC ||
	    (flags & O_TMPFILE) != 0)
		return e;
	if (e == 0 && (e = file_set_path(*out, p->posix)) < 0)
		file_unref(*out);
	if (e == 0 && (flags & O_TRUNC) != 0 && (*out)->ops == &disk_ops)
		disk_drop_set_id(*out);
	if (e == 0 && is_watched(IN_OPEN))
		inotify_note(*out, IN_OPEN);
	return e;
}
