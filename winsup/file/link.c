/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Making symbolic links, and hard ones.  Reading them is the business of
 * path/link.c.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/caps.h"
#include "lib/fault.h"
#include "mm/room.h"
#include "nt/fault.h"
#include "nt/reparse.h"
#include "nt/utf.h"

/* The cookie, UTF-16's mark, the target and its end. */
static int
write_cookie(nt_handle h, const char *target, size_t len)
{
	char text[PATH_COOKIE_LEN + 2 + 2 * PATH_MAX];
	uint16_t wide[PATH_MAX];
	size_t units = utf_8to16(wide, PATH_MAX - 1, target, len);
	size_t n = PATH_COOKIE_LEN + 2;
	long r;

	if (units > PATH_MAX - 1)
		return -ENAMETOOLONG;
	wide[units++] = 0;
	memcpy(text, PATH_COOKIE "\377\376", n);
	memcpy(text + n, wide, units * 2);
	n += units * 2;
	r = nt_write(h, text, n, 0);
	if (r >= 0 && (size_t)r != n)
		return -ENOSPC;
	return r < 0 ? (int)r : 0;
}

/* A relative target in NT's words; -ENAMETOOLONG. */
static long
relative_name(uint16_t wide[PATH_NT_MAX], const char *target)
{
	size_t units = 0, n;

	for (;; target += n + strspn(target + n, "/")) {
		n = strcspn(target, "/");
		units += path_name_to_nt(wide + units, PATH_NT_MAX - units,
		    target, n);
		if (units >= PATH_NT_MAX)
			return -ENAMETOOLONG;
		if (target[n] == '\0')
			return (long)units;
		wide[units++] = '\\';
	}
}

/* Windows' own form, which knows nothing of POSIX paths but relative ones. */
static int
write_native(nt_handle h, const char *target)
{
	uint16_t wide[PATH_NT_MAX];
	struct path p;
	long units;
	int e;

	if (target[0] == '/' || path_is_win32(target)) {
		if ((e = path_resolve(&p, NULL, target)) < 0)
			return e;
		if (p.kind != PATH_DISK)
			return -EOPNOTSUPP;
		return nt_set_symlink(h, p.nt, p.nt_units, 0);
	}
	units = relative_name(wide, target);
	return units < 0 ? (int)units :
	    nt_set_symlink(h, wide, (size_t)units, 1);
}

/* Seen from the link p. */
static int
leads_to_folder(const struct path *p, const char *target)
{
	struct path *q = mm_alloc(sizeof *q);
	char base[PATH_MAX];
	size_t n = p->posix_len;
	struct stat st;
	int is;

	if (q == NULL)
		return 0;
	memcpy(base, p->posix, n);
	while (n > 1 && base[n - 1] != '/')
		n--;
	base[n > 1 ? n - 1 : 1] = '\0';
	is = path_resolve(q, base, target) == 0 && file_stat(q, &st) == 0 &&
	    S_ISDIR(st.st_mode);
	mm_free(q);
	return is;
}

static int
make_empty(nt_handle *h, struct path *p, uint32_t options,
    uint32_t attributes)
{
	return disk_nt_open(h, p, NT_WRITE_DATA | NT_WRITE_ATTRIBUTES |
	    NT_DELETE, NT_CREATE, NT_OPEN_REPARSE_POINT | options, attributes);
}

static int
end_link(nt_handle h, int e)
{
	if (e < 0)
		nt_delete(h);
	nt_close(h);
	return e;
}

/* Windows follows a link to a folder only if it is one itself. */
static int
make_native(struct path *p, const char *target)
{
	nt_handle h;
	int e;

	if (cap_taken(CAP_REPARSE))
		return -EOPNOTSUPP;
	e = make_empty(&h, p, leads_to_folder(p, target) ?
	    NT_DIRECTORY_FILE : NT_NON_DIRECTORY_FILE, NT_ATTR_NORMAL);
	return e < 0 ? e : end_link(h, write_native(h, target));
}

/* The forms that are ours; a cookie can be on any volume. */
static int
write_link(nt_handle h, const char *target, size_t len)
{
	int e = -EOPNOTSUPP;

	if (!cap_taken(CAP_REPARSE) && caps_symlinks != SYMLINKS_COOKIE)
		e = nt_set_lx_symlink(h, target, len);
	return e == 0 ? 0 : write_cookie(h, target, len);
}

int
file_symlink(const char *target, struct path *p)
{
	size_t len = strlen(target);
	nt_handle h;
	int e;

	if (len == 0)
		return -ENOENT;
	if (len >= PATH_MAX)
		return -ENAMETOOLONG;
	p->nofollow = 1;
	if (p->kind != PATH_DISK)	/* which takes no new names */
		return (e = file_exists(p)) == 0 ? -EEXIST : e;
	if (p->must_be_dir)
		return (e = file_exists(p)) == 0 ? -EEXIST : e;
	if (caps_symlinks >= SYMLINKS_NATIVE && ((e = make_native(p,
	    target)) == 0 || caps_symlinks == SYMLINKS_NATIVESTRICT))
		return e;
	e = make_empty(&h, p, 0, NT_ATTR_SYSTEM);
	return e < 0 ? e : end_link(h, write_link(h, target, len));
}

/* What p, which is on a disk, says as a link. */
static long
read_name(struct path *p, char *target, size_t size)
{
	struct nt_name name;
	uint32_t attributes;
	int e;

	do {
		name = path_nt_name(p);
		e = nt_attributes(&name, &attributes);
		if (e == -ENOENT && !p->must_be_dir && path_add_exe(p)) {
			name = path_nt_name(p);
			if ((e = nt_attributes(&name, &attributes)) < 0) {
				path_drop_exe(p);
				e = -ENOENT;
			}
		}
	} while (e < 0 && (e = path_again(p, e)) == 1);
	return e < 0 ? e : path_read_link(&name, attributes, target, size);
}

int
file_dev_link(const struct path *p, char text[DEV_LINK_SIZE])
{
	if (p->must_be_dir)
		return -EINVAL;
	if (p->kind == PATH_DEVICE && p->device >= PATH_DEV_STDIN)
		return snprintf(text, DEV_LINK_SIZE, "/proc/self/fd/%d",
		    (int)p->device - PATH_DEV_STDIN);
	if (p->kind == PATH_PROC && strcmp(p->posix, "/dev/fd") == 0)
		return snprintf(text, DEV_LINK_SIZE, "/proc/self/fd");
	return -EINVAL;
}

static long
put_text(char *buf, size_t size, const char *text, long n)
{
	if ((size_t)n > size)
		n = (long)size;
	return nt_move(buf, text, (size_t)n) < 0 ? -EFAULT : n;
}

long
file_readlink(struct path *p, char *buf, size_t size)
{
	char target[PATH_MAX];
	uint32_t exchanges = disk_exchange_count();
	nt_handle stopped;
	long n;
	int e;

	if (p->kind != PATH_DISK && p->must_be_dir)
		return (e = file_exists(p)) < 0 ? e : -EINVAL;
	if ((n = file_dev_link(p, target)) >= 0)
		return put_text(buf, size, target, n);
	if (p->kind == PATH_PROC)
		return proc_readlink(p, buf, size);
	if (p->kind != PATH_DISK)
		return -EINVAL;
	p->nofollow = 1;
	if (p->must_be_dir) {
		/* The slash follows the link: it leads to no link. */
		e = path_walk(p, 1);
		return e < 0 ? e : e == 0 ? -ENOENT :
		    p->attributes & NT_ATTR_DIRECTORY ? -EINVAL : -ENOTDIR;
	}
	n = read_name(p, target, sizeof target);
	if (n < 0 && (stopped = disk_exchanges_stop(exchanges, p)) != NULL) {
		n = read_name(p, target, sizeof target);
		disk_exchanges_go_on(stopped);
	}
	return n < 0 ? n : put_text(buf, size, target, n);
}

static int
give_name(nt_handle h, struct path *to)
{
	nt_handle stopped = disk_exchanges_await();
	uint32_t exchanges = disk_exchange_count();
	struct nt_name name;
	int e;

	do {
		name = path_nt_name(to);
		if ((e = fault("file.link")) == 0)
			e = nt_link(h, &name);
	} while (e < 0 && (e = path_again(to, e)) == 1);
	/* It was only away, and what got its name has lost it. */
	if (e == 0 && stopped == NULL &&
	    (stopped = disk_exchanges_stop(exchanges, to)) != NULL &&
	    disk_exchange_dropped(h, exchanges))
		e = -EEXIST;
	disk_exchanges_go_on(stopped);
	/* A volume without; or a junction, which is a folder to NT. */
	return e == -EOPNOTSUPP || e == -EISDIR ? -EPERM : e;
}

/* Is that a name to give to a file of that drive?  0, -errno. */
static int
may_be_given(struct path *to, int drive, const struct stat *st)
{
	int e;

	if (to->kind != PATH_DISK)
		return -EXDEV;
	to->nofollow = 1;
	if (to->must_be_dir)
		return (e = file_exists(to)) == 0 ? -EEXIST : e;
	if (disk_elsewhere(to, drive, (uint32_t)st->st_dev))
		return file_exists(to) == 0 ? -EEXIST : -EXDEV;
	return cap_taken(CAP_HARD_LINKS) ? -EPERM : 0;
}

int
file_link_open(struct file *f, struct path *to)
{
	struct nt_stat nt;
	struct stat st;
	nt_handle h;
	mode_t mode;
	int e;

	if (f->ops != &disk_ops)
		return S_ISDIR(f->ops->type) ? -EPERM : -EXDEV;
	if ((e = f->ops->stat(f, &st)) < 0 ||
	    (e = may_be_given(to, f->drive, &st)) < 0)
		return e;
	if (st.st_nlink == 0 && (f->flags & O_TMPFILE) == 0)
		return -ENOENT;		/* its last name was taken away */
	if ((e = disk_reopen(f, NT_WRITE_ATTRIBUTES, &h)) < 0)
		return e;
	e = give_name(h, to);
	/* Its mode is found by that name from now on. */
	if (e == 0 && modes_any() && nt_stat(h, &nt) == 0)
		modes_get(&nt, disk_device(h, f->drive, NULL),
		    to->posix, &mode);
	nt_close(h);
	return e;
}

/* Through /proc/self/fd/N: 1 if it led to a name. */
static int
link_proc(struct path *from, struct path *to)
{
	struct file *f;
	int e;

	if ((e = file_open(&f, from, O_RDONLY, 0)) < 0)
		return e;
	e = from->device >= PATH_DEV_STDIN ? file_link_open(f, to) : 1;
	file_unref(f);
	return e;
}

static int
link_once(struct path *from, struct path *to)
{
	nt_handle h;
	int e;

	if ((e = disk_nt_open(&h, from, NT_WRITE_ATTRIBUTES, NT_OPEN,
	    NT_OPEN_REPARSE_POINT, 0)) < 0)
		return e;
	e = give_name(h, to);
	nt_close(h);
	return e;
}

/* What p leads to becomes to's as well; a link itself if p says nofollow. */
int
file_link(struct path *from, struct path *to)
{
	uint32_t exchanges;
	nt_handle stopped;
	struct stat st;
	int e;

	if (from->kind == PATH_PROC && !from->nofollow &&
	    (e = link_proc(from, to)) != 1)
		return e;
	if (from->kind != PATH_DISK || to->kind != PATH_DISK)
		return -EXDEV;
	if ((e = file_stat(from, &st)) < 0)
		return e;
	if (S_ISDIR(st.st_mode))
		return -EPERM;
	if ((e = may_be_given(to, disk_drive(from), &st)) < 0)
		return e;
	exchanges = disk_exchange_count();
	e = link_once(from, to);
	/* Wine looks for what was opened by the name it had then. */
	if (e == -ENOENT && (stopped = disk_exchanges_stop(exchanges,
	    from)) != NULL) {
		e = link_once(from, to);
		disk_exchanges_go_on(stopped);
	}
	if (e == 0)
		disk_keep_mode(from->posix, to, &st);
	return e;
}
