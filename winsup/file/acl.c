/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Calls on owners and access control lists, by name and by description.
 */
#include "file/room_impl.h"

#include <errno.h>

#include "account/room.h"
#include "file/perm.h"
#include "nt/security.h"

/*
 * Without access lists owners are not stored: they can only stay what they
 * are.  Setting them takes the set-id bits off a program, even to nothing else
 * (XSH chown()): the mode to set then, with S_IFMT; 0: nothing to do; -EPERM.
 */
static int
may_chown(const struct stat *st, uid_t uid, gid_t gid)
{
	if ((uid != (uid_t)-1 && uid != st->st_uid) ||
	    (gid != (gid_t)-1 && gid != st->st_gid))
		return -EPERM;
	if (!S_ISREG(st->st_mode) || (st->st_mode & 0111) == 0 ||
	    (st->st_mode & 06000) == 0)
		return 0;
	return (int)(st->st_mode & ~06000u);
}

#define CHOWN_ACCESS	(NT_READ_CONTROL | NT_WRITE_DAC | NT_WRITE_OWNER)

/* A file by its path or by its description. */
struct object {
	struct path *path;
	struct file *file;
};

static int
stat_object(const struct object *o, struct stat *st)
{
	return o->path != NULL ? file_stat(o->path, st) :
	    o->file->ops->stat(o->file, st);
}

static int
chmod_object(const struct object *o, mode_t mode)
{
	return o->path != NULL ? file_chmod(o->path, mode) :
	    o->file->ops->chmod(o->file, mode);
}

/* 0: it cannot have a list. */
static int
may_have_list(const struct object *o)
{
	if (o->path != NULL)
		return o->path->kind == PATH_DISK &&
		    perm_possible(disk_drive(o->path));
	return (o->file->ops == &disk_ops || o->file->ops == &dir_ops) &&
	    o->file->path != NULL && perm_possible(o->file->drive);
}

static int
open_object(const struct object *o, uint32_t access, nt_handle *h)
{
	struct nt_stat nt;

	return o->path != NULL ? disk_open_stat(h, o->path, access, &nt) :
	    disk_reopen(o->file, access, h);
}

/* The object with a handle, if its volume keeps lists: 1; 0: it does not. */
static int
open_kept(const struct object *o, uint32_t access, nt_handle *h)
{
	int drive = o->path != NULL ? disk_drive(o->path) : o->file->drive;
	int e;

	if (!may_have_list(o))
		return 0;
	if ((e = open_object(o, access, h)) < 0)
		return e;
	if (perm_kept(*h, drive, disk_device(*h, drive, o->path)))
		return 1;
	nt_close(*h);
	return 0;
}

/* XSH chown(): whoever may give files away may give them to any group. */
static int
chown_list(const struct object *o, const struct stat *st, uid_t uid,
    gid_t gid, int *done)
{
	int need = gid != (gid_t)-1 && gid != st->st_gid &&
	    !account_in_group(gid), took = 0, e;
	nt_handle h;

	e = open_kept(o, CHOWN_ACCESS, &h);
	if (e == 0)
		return 0;
	*done = 1;
	if (e == -EACCES || (e > 0 && need)) {
		if (e > 0)
			nt_close(h);
		if ((took = nt_take_restore()) < 0)
			return -EPERM;
		e = open_kept(o, CHOWN_ACCESS, &h);
	}
	if (e > 0) {
		e = perm_chown(h, S_ISDIR(st->st_mode), uid, gid);
		nt_close(h);
	}
	if (took)
		nt_drop_restore();
	return e == -EACCES ? -EPERM : e;
}

/* XSH chown(): it marks the time of the last change, also for nothing. */
static int
mark(const struct object *o, const struct stat *st)
{
	return S_ISREG(st->st_mode) || S_ISDIR(st->st_mode) ?
	    chmod_object(o, st->st_mode & 07777) : 0;
}

static int
chown_object(const struct object *o, uid_t uid, gid_t gid)
{
	struct stat st;
	int e, done = 0;

	if ((e = stat_object(o, &st)) < 0)
		return e;
	if ((uid == (uid_t)-1 || uid == st.st_uid) &&
	    (gid == (gid_t)-1 || gid == st.st_gid) &&
	    (!S_ISREG(st.st_mode) || (st.st_mode & 06000) == 0) &&
	    st.st_uid == account_uid())
		return uid == (uid_t)-1 && gid == (gid_t)-1 ? 0 :
		    mark(o, &st);
	e = chown_list(o, &st, uid, gid, &done);
	if (done)
		return e;
	e = may_chown(&st, uid, gid);
	return e > 0 ? chmod_object(o, (mode_t)e & 07777) : e;
}

int
file_chown(struct path *p, uid_t uid, gid_t gid)
{
	struct file *f;
	int e;

	e = file_led_to(p, &f);
	if (e == 0 && f != NULL) {
		e = file_fchown(f, uid, gid);
		file_unref(f);
		return e;
	}
	/* A link, or /proc's own: what may_chown() lets pass. */
	if (e < 0 && e != -EPERM && e != -EOPNOTSUPP)
		return e;
	return chown_object(&(struct object){ .path = p }, uid, gid);
}

int
file_fchown(struct file *f, uid_t uid, gid_t gid)
{
	/* It keeps no mode, nor an owner. */
	if (f->ops->chmod == fd_any_chmod)
		return 0;
	return chown_object(&(struct object){ .file = f }, uid, gid);
}

static int
is_user(uint32_t id)
{
	struct account a;

	return account_by_id(id, &a) == 0 && a.is_user;
}

static int
get_acl(const struct object *o, int standard, struct sd_list *out)
{
	struct perm_sd b;
	struct sd_view v;
	struct stat st;
	nt_handle h;
	int e, kept;

	if ((e = stat_object(o, &st)) < 0)
		return e;
	if (standard && !S_ISDIR(st.st_mode))
		return -EACCES;
	if ((kept = open_kept(o, NT_READ_CONTROL, &h)) < 0)
		return kept;
	if (!kept) {
		out->n = 0;
		if (!standard)
			sd_list_of_mode(out, st.st_mode);
		return 0;
	}
	e = perm_get(h, &b);
	nt_close(h);
	if (e < 0)
		return e;
	if ((e = sd_read(b.sd, b.size, is_user, &v)) == 0)
		*out = standard ? v.standard : v.access;
	for (unsigned i = 0; e == 0 && i < out->n; i++)
		out->e[i].sid = NULL;	/* it goes with b */
	perm_put(&b);
	return e;
}

/* A list that is no more than a mode is a chmod(). */
static int
set_mode(const struct object *o, const struct stat *st, int standard,
    const struct sd_list *l)
{
	if (standard)
		return l->n == 0 ? 0 : -ENOTSUP;
	if (l->n != 3)
		return -ENOTSUP;
	return chmod_object(o, (st->st_mode & 07000) | sd_mode_of_list(l));
}

static int
set_acl(const struct object *o, int standard, const struct sd_list *l)
{
	struct stat st;
	nt_handle h;
	int e, kept;

	if ((e = stat_object(o, &st)) < 0)
		return e;
	if (standard && !S_ISDIR(st.st_mode))
		return -EACCES;
	kept = open_kept(o, NT_READ_CONTROL | NT_WRITE_DAC, &h);
	if (kept <= 0)
		return kept == 0 ? set_mode(o, &st, standard, l) :
		    kept == -EACCES ? -EPERM : kept;
	e = perm_set_list(h, S_ISDIR(st.st_mode), standard, l);
	nt_close(h);
	return e;
}

int
file_get_acl(struct path *p, int standard, struct sd_list *out)
{
	return get_acl(&(struct object){ .path = p }, standard, out);
}

int
file_set_acl(struct path *p, int standard, const struct sd_list *l)
{
	return set_acl(&(struct object){ .path = p }, standard, l);
}

int
file_fget_acl(struct file *f, struct sd_list *out)
{
	return get_acl(&(struct object){ .file = f }, 0, out);
}

int
file_fset_acl(struct file *f, const struct sd_list *l)
{
	return set_acl(&(struct object){ .file = f }, 0, l);
}
