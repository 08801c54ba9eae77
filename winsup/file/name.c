/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Calls on names: what they are, make, remove and move them.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "account/room.h"
#include "file/block.h"
#include "file/perm.h"
#include "file/special.h"
#include "lib/caps.h"
#include "mm/room.h"

/* Devices and made-up folders answer through a description of their own. */
static int
stat_special(struct path *p, struct stat *st)
{
	struct file *f, none = { .ops = &console_ops };
	uint64_t size;
	int e;

	/* It is there, though this process may have no terminal. */
	if (p->kind == PATH_DEVICE && p->device == PATH_DEV_CONSOLE)
		return fd_device_stat(&none, st, 0);
	if (p->kind == PATH_DEVICE && p->device == PATH_DEV_BLOCK)
		return block_look(p->posix, st, &size);
	if ((e = file_open(&f, p, O_PATH, 0)) < 0)
		return e;
	e = f->ops->stat(f, st);
	file_unref(f);
	return e;
}

/*
 * What nobody may open, or not now (other users' folders, a page file), is
 * known to its folder, and POSIX asks for no right but that to search it.
 * Whose it is, and the mode, is not told.
 */
static int
stat_by_folder(struct path *p, struct stat *st)
{
	struct nt_name name = path_nt_name(p);
	struct nt_stat nt;
	nt_handle h;
	size_t at = name.units;
	int e;

	while (at > 0 && name.text[at - 1] != '\\')
		at--;
	name.text += at;
	name.units -= at;
	if (name.units == 0 ||
	    (e = disk_open_parent(p, NT_READ_DATA, &h)) < 0)
		return -EACCES;
	if ((e = nt_dir_find(h, &name, &nt)) == 0) {
		disk_fill_stat(st, &nt, p->posix);
		st->st_mode &= S_IFMT;
		st->st_uid = st->st_gid = ACCOUNT_NOBODY;
		st->st_dev = disk_device(h, disk_drive(p), p);
	}
	nt_close(h);
	return e;
}

/* 1: it looks like what tells more by its name. */
static int
stat_disk(struct path *p, struct stat *st)
{
	struct nt_name name;
	struct nt_stat nt;
	nt_handle h = NULL;
	uint32_t device;
	int e;

	if ((e = disk_stat_by_name(p, &nt, &device)) < 0)
		return e;
	if (e == 0) {
		e = disk_open_stat(&h, p, 0, &nt);
		if (e == DISK_LEFT)
			return stat_special(p, st);
		if ((e == -EACCES || e == -EBUSY) &&
		    stat_by_folder(p, st) == 0)
			return 0;
		if (e < 0)
			return e;
		device = disk_path_device(h, p);
	}
	disk_stat_path(h, p, &nt, device, st);
	if (h != NULL)
		nt_close(h);
	special_stat(p, st);
	name = path_nt_name(p);
	return path_may_be_link(&name, nt.attributes) ||
	    special_has_size(nt.size);
}

/* As stat_disk(). */
static int
stat_once(struct path *p, struct stat *st)
{
	char text[DEV_LINK_SIZE];
	int e;

	if (p->nofollow && file_dev_link(p, text) >= 0) {
		proc_fill_stat(st, S_IFLNK | 0777, p->posix);
		st->st_size = (off_t)strlen(text);
		return 0;
	}
	if (p->kind == PATH_PROC && (e = proc_stat(p, st)) != 0)
		return e < 0 ? e : 0;
	if (p->kind != PATH_DISK)
		return p->must_be_dir && p->kind == PATH_DEVICE ? -ENOTDIR :
		    stat_special(p, st);
	return stat_disk(p, st);
}

/* A name and what a link of that name says are two questions (exchange.c). */
int
file_stat(struct path *p, struct stat *st)
{
	uint32_t exchanges = disk_exchange_count();
	int e = stat_once(p, st);
	nt_handle stopped;

	if (e == 1 && (stopped = disk_exchanges_stop(exchanges, p)) != NULL) {
		e = stat_once(p, st);
		disk_exchanges_go_on(stopped);
	}
	return e < 0 ? e : 0;
}

int
file_exists(struct path *p)
{
	struct stat st;

	return file_stat(p, &st);
}

/* XBD 4.7: the class this process is in decides, not the best of them. */
static int
may(const struct stat *st, int mode)
{
	unsigned bits = st->st_mode;

	if (st->st_uid == account_uid())
		bits >>= 6;
	else if (account_in_group(st->st_gid))
		bits >>= 3;
	return ((unsigned)mode & ~bits & 7) == 0;
}

/*
 * Where there are access lists the system says what they allow, but of x
 * bits that a mount gives or takes.
 */
int
file_access(struct path *p, int mode)
{
	struct stat st;
	int e;

	if (mode & ~(R_OK | W_OK | X_OK))
		return -EINVAL;
	if ((e = file_stat(p, &st)) < 0)
		return e;
	e = 1;
	if (p->kind == PATH_DISK && perm_possible(disk_drive(p)) &&
	    (p->mount_flags & (PATH_MOUNT_EXEC | PATH_MOUNT_NOTEXEC)) == 0 &&
	    (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)))
		e = perm_access(p, mode, &st);
	return e <= 0 ? e : may(&st, mode) ? 0 : -EACCES;
}

/* By the mode alone: what is open need not have a name. */
int
file_faccess(struct file *f, int mode)
{
	struct stat st;
	int e;

	if (mode & ~(R_OK | W_OK | X_OK))
		return -EINVAL;
	if ((e = f->ops->stat(f, &st)) < 0)
		return e;
	return may(&st, mode) ? 0 : -EACCES;
}

/* What is on no disk is there already, or cannot be made. */
static int
not_made(struct path *p)
{
	int e = file_exists(p);

	return e == 0 ? -EEXIST : e;
}

int
file_mkdir(struct path *p, mode_t mode)
{
	struct nt_open_args a = {
		.access = NT_READ_ATTRIBUTES,
		.attributes = NT_ATTR_NORMAL,
		.disposition = NT_CREATE,
		.options = NT_DIRECTORY_FILE,
	};
	nt_handle h;
	int e;

	if (p->kind != PATH_DISK)
		return not_made(p);
	p->nofollow = 1;
	/* A slash behind a name that is to be made says nothing new. */
	p->must_be_dir = 0;
	if (p->mount_flags & PATH_MOUNT_POSIX)
		a.access |= NT_WRITE_ATTRIBUTES;
	e = disk_create(&h, p, &a, mode & 01777);
	if (e == 0) {
		/* Where that cannot be, it is a folder all the same. */
		if ((p->mount_flags & PATH_MOUNT_POSIX) != 0 &&
		    !cap_taken(CAP_CASE))
			nt_case_sensitive(h);
		nt_close(h);
	}
	return e == DISK_LEFT ? -EEXIST : e;
}

int
file_mkfifo(struct path *p, mode_t mode)
{
	if (p->kind != PATH_DISK)
		return not_made(p);
	return special_make_fifo(p, mode);
}

/* A junction, or Windows' link to a folder, is a folder to NT. */
static int
is_link_to_folder(const struct path *p)
{
	struct nt_name name = path_nt_name(p);
	uint32_t attributes;

	return nt_attributes(&name, &attributes) == 0 &&
	    disk_is_link(&name, attributes);
}

/*
 * What is mounted has its name from that, and none that could be changed: it
 * would be the source's that is.
 */
static int
mount_is_busy(struct path *p)
{
	int e;

	if (p->kind != PATH_DISK || !p->at_mount)
		return 0;
	e = file_exists(p);
	return e == 0 ? -EBUSY : e;
}

/* As Linux has it, what is of the wrong kind is that, mounted or not. */
static int
mount_keeps(struct path *p, int want_dir)
{
	struct stat st;
	int e = mount_is_busy(p);

	if (e != -EBUSY || file_stat(p, &st) < 0 ||
	    !S_ISDIR(st.st_mode) == !want_dir)
		return e;
	return want_dir ? -ENOTDIR : -EISDIR;
}

int
file_unlink(struct path *p)
{
	int e;

	if (p->kind == PATH_VIRTUAL_DIR)
		return -EISDIR;
	p->nofollow = 1;
	if (p->must_be_dir && p->kind == PATH_DISK) {
		/* "x/": a folder, or no name of a file. */
		p->must_be_dir = 0;
		if ((e = path_walk(p, 0)) <= 0)
			return e < 0 ? e : -ENOENT;
		return p->attributes & NT_ATTR_DIRECTORY ? -EISDIR : -ENOTDIR;
	}
	if ((e = mount_keeps(p, 0)) < 0)
		return e;
	e = disk_remove(p, NT_NON_DIRECTORY_FILE);
	if (e == -EISDIR && is_link_to_folder(p))
		e = disk_remove(p, NT_DIRECTORY_FILE);
	return e == DISK_LEFT ? -EPERM : e;
}

int
file_rmdir(struct path *p)
{
	uint32_t hint;
	int e;

	if (p->kind == PATH_DEVICE)
		return -ENOTDIR;
	if (p->kind == PATH_VIRTUAL_DIR || p->posix_len == 1)
		return -EBUSY;
	p->nofollow = 1;
	if ((e = mount_keeps(p, 1)) < 0)
		return e;
	p->must_be_dir = 0;	/* NT_DIRECTORY_FILE says it */
	/* Where there may be such links; see perm_proved(). */
	if (p->kind == PATH_DISK && perm_proved() && is_link_to_folder(p))
		return -ENOTDIR;
	hint = inotify_hint(p, IN_DELETE | IN_ISDIR);
	e = disk_remove(p, NT_DIRECTORY_FILE);
	if (e == 0)
		path_removed(p->posix);
	else
		fd_hint_void(hint);
	return e == DISK_LEFT ? -EBUSY : e;
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
clear_target(const struct path *from, struct path *to,
    const struct stat *src, struct stat *there, unsigned flags)
{
	struct stat dst;
	int e = file_stat(to, &dst);

	if (e == 0)
		*there = dst;
	if (e < 0 && e != -ENOENT)
		return e;
	if (e == 0 && (flags & RENAME_NOREPLACE))
		return -EEXIST;
	if (to->slash && !S_ISDIR(src->st_mode))
		return -ENOTDIR;
	if (e == -ENOENT)
		return 0;
	if (to->exe && !S_ISDIR(src->st_mode))
		return 0;
	if (dst.st_ino == src->st_ino && dst.st_dev == src->st_dev)
		return !S_ISDIR(dst.st_mode);
	if (S_ISDIR(src->st_mode) && !S_ISDIR(dst.st_mode))
		return -ENOTDIR;
	if (!S_ISDIR(src->st_mode) && S_ISDIR(dst.st_mode))
		return -EISDIR;
	if (contains(from, to))
		return -EINVAL;
	return S_ISDIR(dst.st_mode) ? file_rmdir(to) : 0;
}

/* A name of rename(): the link itself; a slash demands a folder there. */
static int
stat_name(struct path *p, struct stat *st)
{
	int e;

	p->slash = p->must_be_dir;
	p->must_be_dir = 0;
	p->nofollow = 1;
	if ((e = file_stat(p, st)) < 0)
		return e;
	return p->slash && !S_ISDIR(st->st_mode) ? -ENOTDIR : 0;
}

/* By way of a name that nothing has, as if that had been done. */
static void
tell_exchanged(const struct path *a, const struct path *b, int a_is_dir,
    int b_is_dir)
{
	struct path *third = mm_alloc(sizeof *third);

	if (third == NULL)
		return;
	*third = *a;
	if (aside_name_in(third, ASIDE_BETWEEN) == 0) {
		file_moved(a, third, a_is_dir);
		file_moved(b, a, b_is_dir);
		file_moved(third, b, a_is_dir);
	}
	mm_free(third);
}

static int
exchange(struct path *a, struct path *b)
{
	struct stat sa, sb;
	int e;

	if ((e = stat_name(a, &sa)) < 0 || (e = stat_name(b, &sb)) < 0)
		return e;
	if (a->at_mount || b->at_mount)
		return -EBUSY;
	if (contains(a, b) || contains(b, a))
		return -EINVAL;
	if (sa.st_ino == sb.st_ino && sa.st_dev == sb.st_dev)
		return 0;		/* names of one file */
	if (sa.st_dev != sb.st_dev)
		return -EXDEV;
	if ((e = disk_exchange(a, b)) < 0)
		return e;
	tell_exchanged(a, b, S_ISDIR(sa.st_mode), S_ISDIR(sb.st_mode));
	modes_renamed(sa.st_ino, (uint32_t)sa.st_dev, a->posix, b->posix);
	modes_renamed(sb.st_ino, (uint32_t)sb.st_dev, b->posix, a->posix);
	return e;
}

/* In a folder that tells names apart by case they may be two files. */
static int
is_another(struct path *p, const struct stat *st)
{
	struct stat there;

	return file_stat(p, &there) == 0 && (there.st_ino != st->st_ino ||
	    there.st_dev != st->st_dev);
}

/*
 * Its mode goes along where the number changes with the name (FAT, exFAT, and
 * what has numbers of nt/place.c).
 */
static void
renamed_mode(struct path *from, struct path *to, const struct stat *was)
{
	struct nt_stat now;
	nt_handle h;
	uint32_t device = (uint32_t)was->st_dev;

	if (!modes_renamed(was->st_ino, device, from->posix, to->posix) ||
	    disk_open_stat(&h, to, 0, &now) < 0)
		return;
	nt_close(h);
	if (now.id == was->st_ino)
		return;
	modes_clear(was->st_ino, device);
	modes_set(&now, device, to->posix, was->st_mode & 07777);
}

/* An empty folder was taken out of the way in vain. */
static void
put_back(struct path *p, mode_t mode)
{
	if (file_mkdir(p, mode & 01777) == 0)
		file_chmod(p, mode & 07777);
}

int
file_rename(struct path *from, struct path *to, unsigned flags)
{
	struct stat src, dst = { .st_nlink = 0 };
	int e, same_letters;
	uint32_t hint;

	if ((flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE)) != 0 ||
	    flags == (RENAME_NOREPLACE | RENAME_EXCHANGE))
		return -EINVAL;
	if (from->kind != PATH_DISK || to->kind != PATH_DISK)
		return from->kind != to->kind ? -EXDEV : -EBUSY;
	if (flags & RENAME_EXCHANGE)
		return exchange(from, to);
	if ((e = stat_name(from, &src)) < 0)
		return e;
	to->slash = to->must_be_dir;
	to->must_be_dir = 0;
	to->nofollow = 1;
	if (from->at_mount || to->at_mount)
		return from->at_mount ? -EBUSY : mount_is_busy(to);
	if (disk_elsewhere(to, disk_drive(from), (uint32_t)src.st_dev))
		return -EXDEV;
	/* The same name in other letters is renamed, a second link is not. */
	same_letters = strcasecmp(from->posix, to->posix) == 0 &&
	    !is_another(to, &src);
	e = same_letters && !to->slash && !(flags & RENAME_NOREPLACE) ? 0 :
	    clear_target(from, to, &src, &dst, flags);
	if (contains(from, to))
		return e == -ENOTDIR || e == -EEXIST ? e : -EINVAL;
	if (e != 0)
		return e < 0 ? e : 0;
	/* name.exe stays a program when it is called otherwise. */
	if (from->exe && !to->exe)
		path_add_exe(to);
	else if (to->exe && !from->exe)
		path_drop_exe(to);
	hint = inotify_hint_move(from, to, S_ISDIR(src.st_mode));
	e = disk_rename(from, to, same_letters);
	/* A folder has come there since it was looked at. */
	if (e == -EISDIR && S_ISDIR(src.st_mode) && dst.st_nlink == 0 &&
	    (e = clear_target(from, to, &src, &dst, flags)) == 0)
		e = disk_rename(from, to, same_letters);
	/* Nothing replaces what is a folder to NT. */
	if (e == -EISDIR && S_ISLNK(dst.st_mode) &&
	    (e = file_unlink(to)) == 0)
		e = disk_rename(from, to, same_letters);
	if (e < 0 && S_ISDIR(dst.st_mode))
		put_back(to, dst.st_mode);
	if (e != 0) {
		fd_hint_void(hint);
		return e < 0 ? e : 0;
	}
	if (S_ISREG(dst.st_mode) && dst.st_nlink == 1 && !to->exe) {
		disk_replaced(to, &dst);
		modes_clear(dst.st_ino, (uint32_t)dst.st_dev);
	}
	file_moved(from, to, S_ISDIR(src.st_mode));
	renamed_mode(from, to, &src);
	disk_keep_mode(from->posix, to, &src);
	return 0;
}

int
file_led_to(struct path *p, struct file **out)
{
	int e;

	*out = NULL;
	if (p->kind == PATH_DISK)
		return 0;
	if (p->kind == PATH_DEVICE && p->device < PATH_DEV_STDIN) {
		/* Any will do, none of which is opened. */
		if ((e = file_exists(p)) < 0)
			return e;
		*out = file_new(&null_ops, NULL, O_PATH);
		return *out != NULL ? 0 : -ENOMEM;
	}
	if (p->kind != PATH_PROC && p->kind != PATH_DEVICE)
		return -EPERM;
	if (p->nofollow)
		return -EOPNOTSUPP;
	if ((e = file_open(out, p, O_PATH, 0)) < 0)
		return e;
	if (p->kind == PATH_DEVICE || p->device >= PATH_DEV_STDIN)
		return 0;
	file_unref(*out);
	*out = NULL;
	return p->kind == PATH_DISK ? 0 : -EPERM;
}

int
file_chmod(struct path *p, mode_t mode)
{
	struct nt_name name;
	struct nt_stat st;
	struct file *f;
	nt_handle h;
	int e;

	if ((e = file_led_to(p, &f)) < 0)
		return e;
	if (f != NULL) {
		e = f->ops->chmod(f, mode);
		file_unref(f);
		return e;
	}
	e = disk_open_stat(&h, p, disk_chmod_access(disk_drive(p)), &st);
	if (e == -EACCES)
		e = file_exists(p) == 0 ? -EPERM : -EACCES;
	if (e < 0)
		return e == DISK_LEFT ? -EPERM : e;
	name = path_nt_name(p);
	e = path_may_be_link(&name, st.attributes) && p->nofollow ?
	    -EOPNOTSUPP : disk_chmod_handle(h, p->posix, disk_drive(p), mode);
	nt_close(h);
	return e;
}

int
file_truncate(struct path *p, off_t size)
{
	struct file *f;
	int e;

	if (size < 0)
		return -EINVAL;
	/* A FIFO is not waited for, nor has it a size. */
	e = file_open(&f, p, O_WRONLY | O_NONBLOCK, 0);
	if (e < 0)
		return e == -ENXIO ? -EINVAL : e;
	e = f->ops->truncate(f, size);
	file_unref(f);
	return e;
}

int
file_utimens(struct path *p, const struct timespec times[2])
{
	struct nt_stat st;
	struct file *f;
	nt_handle h;
	int e;

	if ((e = file_led_to(p, &f)) < 0)
		return e;
	if (f != NULL) {
		e = f->ops->utimens(f, times);
		file_unref(f);
		return e;
	}
	e = disk_open_stat(&h, p, NT_WRITE_ATTRIBUTES, &st);
	if (e < 0)
		return e == DISK_LEFT ? -EPERM : e;
	e = disk_set_times(h, times);
	nt_close(h);
	return e;
}

int
file_statvfs(struct path *p, struct statvfs *out)
{
	struct nt_stat nt;
	struct stat st;
	nt_handle h;
	int e;

	if (p->kind != PATH_DISK)
		return (e = file_stat(p, &st)) < 0 ? e :
		    fd_no_volume(NULL, out);
	e = disk_open_stat(&h, p, 0, &nt);
	if (e < 0)
		return e == DISK_LEFT ? -EOPNOTSUPP : e;
	e = disk_statvfs_handle(h, out);
	nt_close(h);
	return e;
}
