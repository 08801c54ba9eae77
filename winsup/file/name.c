/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Calls on names: what they are, make, remove and move them.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Devices and made-up folders answer through a description of their own. */
static int
stat_special(const struct path *p, struct stat *st)
{
	struct file *f;
	int e;

	if ((e = file_open(&f, p, O_RDONLY, 0)) < 0)
		return e;
	e = f->ops->stat(f, st);
	file_unref(f);
	return e;
}

int
file_stat(const struct path *p, struct stat *st)
{
	nt_handle h;
	int e;

	if (p->kind != PATH_DISK)
		return stat_special(p, st);
	e = disk_nt_open(&h, p, NT_READ_ATTRIBUTES, NT_OPEN, 0, 0);
	if (e < 0)
		return e;
	e = disk_stat_handle(h, p->posix, disk_drive(p), st);
	nt_close(h);
	return e;
}

int
file_access(const struct path *p, int mode)
{
	struct stat st;
	int e;

	if (mode & ~(R_OK | W_OK | X_OK))
		return -EINVAL;
	if ((e = file_stat(p, &st)) < 0)
		return e;
	if ((mode & X_OK) && (st.st_mode & 0111) == 0)
		return -EACCES;
	if ((mode & W_OK) && (st.st_mode & 0222) == 0)
		return -EACCES;
	return 0;
}

int
file_mkdir(const struct path *p, mode_t mode)
{
	nt_handle h;
	int e;

	if (p->kind != PATH_DISK)
		return -EEXIST;
	e = disk_nt_open(&h, p, NT_READ_ATTRIBUTES, NT_CREATE,
	    NT_DIRECTORY_FILE, NT_ATTR_NORMAL);
	if (e == 0)
		nt_close(h);
	return e;
}

int
file_unlink(const struct path *p)
{
	if (p->kind == PATH_VIRTUAL_DIR)
		return -EISDIR;
	if (p->must_be_dir && p->kind == PATH_DISK) {
		struct stat st;
		int e = file_stat(p, &st);

		return e < 0 ? e : -EISDIR;
	}
	return disk_remove(p, NT_NON_DIRECTORY_FILE);
}

int
file_rmdir(const struct path *p)
{
	if (p->kind == PATH_DEVICE)
		return -ENOTDIR;
	if (p->kind == PATH_VIRTUAL_DIR || p->posix_len == 1)
		return -EBUSY;
	return disk_remove(p, NT_DIRECTORY_FILE);
}

/* Is b a, or below it? */
static int
contains(const struct path *a, const struct path *b)
{
	return strncmp(a->posix, b->posix, a->posix_len) == 0 &&
	    b->posix[a->posix_len] == '/';
}

/*
 * What stands in the way of a rename: a folder is replaced only by a folder
 * and only if it is empty, a file only by a file.  Both being the same file
 * is no rename at all: 1.
 */
static int
clear_target(const struct path *to, const struct stat *src)
{
	struct stat dst;
	int e = file_stat(to, &dst);

	if (e == -ENOENT)
		return to->must_be_dir && !S_ISDIR(src->st_mode) ?
		    -ENOTDIR : 0;
	if (e < 0)
		return e;
	if (dst.st_ino == src->st_ino && dst.st_dev == src->st_dev)
		return !S_ISDIR(dst.st_mode);
	if (S_ISDIR(src->st_mode) && !S_ISDIR(dst.st_mode))
		return -ENOTDIR;
	if (!S_ISDIR(src->st_mode) && S_ISDIR(dst.st_mode))
		return -EISDIR;
	return S_ISDIR(dst.st_mode) ? file_rmdir(to) : 0;
}

int
file_rename(const struct path *from, const struct path *to)
{
	struct stat src;
	int e, same_letters;

	if (from->kind != PATH_DISK || to->kind != PATH_DISK)
		return -EBUSY;
	if ((e = file_stat(from, &src)) < 0)
		return e;
	if (contains(from, to))
		return -EINVAL;
	/* The same name in other letters is renamed, a second link is not. */
	same_letters = strcasecmp(from->posix, to->posix) == 0;
	e = same_letters ? 0 : clear_target(to, &src);
	if (e != 0)
		return e < 0 ? e : 0;
	return disk_rename(from, to, same_letters);
}

int
file_link(const struct path *from, const struct path *to)
{
	struct nt_name name = path_nt_name(to);
	struct stat st;
	nt_handle h;
	int e;

	if (from->kind != PATH_DISK || to->kind != PATH_DISK)
		return -EXDEV;
	if ((e = file_stat(from, &st)) < 0)
		return e;
	if (S_ISDIR(st.st_mode))
		return -EPERM;
	if (to->must_be_dir)
		return -ENOENT;
	e = disk_nt_open(&h, from, NT_WRITE_ATTRIBUTES, NT_OPEN,
	    NT_OPEN_REPARSE_POINT, 0);
	if (e < 0)
		return e;
	e = path_exact_error(to, nt_link(h, &name));
	nt_close(h);
	return e;
}

int
file_chmod(const struct path *p, mode_t mode)
{
	nt_handle h;
	int e;

	if (p->kind != PATH_DISK)
		return -EPERM;
	e = disk_nt_open(&h, p, NT_READ_ATTRIBUTES | NT_WRITE_ATTRIBUTES,
	    NT_OPEN, 0, 0);
	if (e < 0)
		return e;
	e = disk_chmod_handle(h, mode);
	nt_close(h);
	return e;
}

int
file_truncate(const struct path *p, off_t size)
{
	struct file *f;
	int e;

	if (size < 0)
		return -EINVAL;
	if ((e = file_open(&f, p, O_WRONLY, 0)) < 0)
		return e;
	e = f->ops->truncate(f, size);
	file_unref(f);
	return e;
}

int
file_utimens(const struct path *p, const struct timespec times[2])
{
	nt_handle h;
	int e;

	if (p->kind != PATH_DISK)
		return -EPERM;
	e = disk_nt_open(&h, p, NT_WRITE_ATTRIBUTES, NT_OPEN, 0, 0);
	if (e < 0)
		return e;
	e = disk_set_times(h, times);
	nt_close(h);
	return e;
}

int
file_statvfs(const struct path *p, struct statvfs *out)
{
	nt_handle h;
	int e;

	if (p->kind != PATH_DISK)
		return -EOPNOTSUPP;
	e = disk_nt_open(&h, p, NT_READ_ATTRIBUTES, NT_OPEN, 0, 0);
	if (e < 0)
		return e;
	e = disk_statvfs_handle(h, out);
	nt_close(h);
	return e;
}
