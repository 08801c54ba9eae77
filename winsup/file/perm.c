/* SPDX-License-Identifier: BSD-2-Clause */
#include "file/perm.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "account/room.h"
#include "fd/room.h"
#include "file/room_impl.h"
#include "lib/caps.h"
#include "mm/room.h"
#include "nt/process.h"
#include "nt/security.h"

#define YES	1u
#define NO	2u

/* Answers of volumes, << 32, by number; atomic.  Fork class of both: copy. */
#define VOLUMES	32
static volatile uint64_t answers[VOLUMES];
static volatile unsigned proved;

/*
 * Makes a file with a list that no mode bits tell and looks at what became
 * of it.  YES, NO; 0: there is no place to try it.
 */
static unsigned
ask_for_proof(void)
{
	unsigned char owner[ACCOUNT_SID_MAX], group[ACCOUNT_SID_MAX];
	unsigned char sd[512];
	struct sd_list list;
	struct sd_new n = {
		.owner = owner, .group = group, .special = 04000,
		.access = &list,
	};
	struct nt_open_args a = {
		.access = NT_READ_CONTROL | NT_DELETE,
		.attributes = NT_ATTR_TEMPORARY,
		.security = sd,
		.disposition = NT_CREATE,
		.options = NT_NON_DIRECTORY_FILE | NT_DELETE_ON_CLOSE,
	};
	struct path *p = mm_alloc(sizeof *p);
	struct perm_sd got = { .sd = NULL };
	unsigned answer = 0;
	nt_handle h;
	long units, size = -1;

	if (p == NULL)
		return 0;
	sd_list_of_mode(&list, 0270);
	if (account_sid_of_id(account_uid(), owner) > 0 &&
	    account_sid_of_id(account_gid(), group) > 0)
		size = sd_write(sd, sizeof sd, &n);
	units = path_temp_name(p->nt, PATH_NT_MAX);
	p->nt_units = units > 0 ? (size_t)units : 0;
	if (size > 0 && units > 0 && aside_name_in(p, ASIDE_GONE) == 0) {
		a.name = path_nt_name(p);
		if (nt_open(&h, &a) == 0) {
			answer = NO;
			if (nt_volume_says_acls(h) == 1 &&
			    perm_get(h, &got) == 0 &&
			    sd_equal(sd, (size_t)size, got.sd, got.size))
				answer = YES;
			perm_put(&got);
			nt_close(h);
		}
	}
	mm_free(p);
	return answer;
}

/*
 * An answer is shared by all processes for a day, in which the installation
 * may have come to lie on another system: the build number is part of it.
 */
static uint32_t
stamp(void)
{
	struct timespec now;
	struct nt_version v;

	clock_gettime(CLOCK_REALTIME, &now);
	nt_version(&v);
	return (uint32_t)(now.tv_sec / 86400) << 16 | (v.build & 0x3fffu) << 2;
}

static int
is_proved(void)
{
	volatile uint32_t *shared;
	uint32_t s;

	if (proved != 0)
		return proved == YES;
	if (!modes_asked())
		return 0;	/* it is being looked for */
	s = stamp();
	shared = modes_acl_proof();
	if (shared != NULL && (*shared & ~3u) == s && (*shared & 3) != 0) {
		proved = *shared & 3;
		return proved == YES;
	}
	proved = ask_for_proof();
	if (proved == 0)
		proved = NO;
	else if (shared != NULL)
		*shared = s | proved;
	return proved == YES;
}

int
perm_proved(void)
{
	return caps_acl_given ? modes_asked() : is_proved();
}

int
perm_possible(int drive)
{
	return (drive & DISK_NOACL) == 0 && !cap_taken(CAP_ACL) &&
	    perm_proved();
}

/* YES, NO; 0: not asked. */
static unsigned
known(uint32_t device)
{
	for (int i = 0; i < VOLUMES && answers[i] != 0; i++)
		if ((uint32_t)answers[i] == device)
			return (unsigned)(answers[i] >> 32);
	return 0;
}

static void
note(uint32_t device, unsigned yes)
{
	uint64_t none;

	for (int i = 0; i < VOLUMES; i++) {
		none = 0;
		if (answers[i] == 0 && __atomic_compare_exchange_n(&answers[i],
		    &none, (uint64_t)yes << 32 | device, 0, __ATOMIC_SEQ_CST,
		    __ATOMIC_RELAXED))
			return;
	}
}

int
perm_kept(nt_handle h, int drive, uint32_t device)
{
	unsigned yes;
	int says;

	if (!perm_possible(drive))
		return 0;
	if (caps_acl_given)
		return 1;
	if ((yes = known(device)) != 0)
		return yes == YES;
	if ((says = nt_volume_says_acls(h)) < 0)
		return 0;
	note(device, says ? YES : NO);
	return says;
}

int
perm_get(nt_handle h, struct perm_sd *b)
{
	long n = nt_get_security(h, b->room, sizeof b->room);

	b->sd = b->room;
	if (n > (long)sizeof b->room) {
		b->size = (size_t)n;
		if ((b->sd = mm_alloc(b->size)) == NULL)
			return -ENOMEM;
		n = nt_get_security(h, b->sd, b->size);
		if (n > (long)b->size)
			n = -EAGAIN;
	}
	if (n < 0) {
		perm_put(b);
		return (int)n;
	}
	b->size = (size_t)n;
	return 0;
}

void
perm_put(struct perm_sd *b)
{
	if (b->sd != b->room)
		mm_free(b->sd);
	b->sd = NULL;
}

/* The same file with other rights; NT opens it anew by an empty name. */
static int
get_anew(nt_handle h, struct perm_sd *b)
{
	struct nt_open_args a = {
		.root = h,
		.access = NT_READ_CONTROL,
		.disposition = NT_OPEN,
		.options = NT_OPEN_REPARSE_POINT,
	};
	nt_handle again;
	int e;

	if ((e = nt_open(&again, &a)) < 0)
		return e;
	e = perm_get(again, b);
	nt_close(again);
	return e;
}

int
perm_stat(nt_handle h, int drive, const struct nt_stat *nt, struct stat *st)
{
	struct perm_sd b;
	struct sd_view v;
	int e;

	if (!perm_kept(h, drive, (uint32_t)st->st_dev))
		return 0;
	e = perm_get(h, &b);
	if (e == -EACCES)
		e = get_anew(h, &b);
	if (e < 0)
		return 0;
	e = sd_read(b.sd, b.size, NULL, &v);
	perm_put(&b);
	if (e < 0)
		return 0;
	if ((nt->attributes & (NT_ATTR_READONLY | NT_ATTR_DIRECTORY)) ==
	    NT_ATTR_READONLY)
		v.mode &= ~(mode_t)0222;
	st->st_mode = (st->st_mode & S_IFMT) | v.mode;
	st->st_uid = v.uid;
	st->st_gid = v.gid;
	return 1;
}

/* Writes what n says, which has the room for it allocated: sets what. */
static int
set(nt_handle h, uint32_t what, const struct sd_new *n)
{
	void *buf = mm_alloc(65536);
	long size = -ENOMEM;

	if (buf != NULL && (size = sd_write(buf, 65536, n)) > 0)
		size = nt_set_security(h, what, buf);
	mm_free(buf);
	return size < 0 ? (int)size : 0;
}

/* What a file has, and what it is to have: at first the same. */
struct change {
	struct perm_sd old;
	struct sd_view v;
	struct sd_new n;
};

/* Then end_change(), whatever happens. */
static int
begin_change(struct change *c, nt_handle h, int is_dir)
{
	struct sd_view *v = &c->v;
	int e;

	c->old.sd = NULL;
	if ((e = perm_get(h, &c->old)) < 0 ||
	    (e = sd_read(c->old.sd, c->old.size, NULL, v)) < 0)
		return e;
	c->n = (struct sd_new){
		.owner = v->owner, .group = v->group,
		.special = v->mode & 07000, .is_dir = is_dir,
		.access = &v->access, .standard = &v->standard,
		.old = c->old.sd, .old_size = c->old.size, .keep_passed = 1,
		.sid_of = account_sid_of_id,
	};
	return 0;
}

static int
end_change(struct change *c, int e)
{
	if (c->old.sd != NULL)
		perm_put(&c->old);
	return e;
}

int
perm_chmod(nt_handle h, int is_dir, mode_t mode)
{
	struct change c;
	int e = begin_change(&c, h, is_dir);

	if (e == 0) {
		c.n.special = mode & 07000;
		/* XSH chmod(): not for a group the caller is not in. */
		if (!is_dir && !account_in_group(c.v.gid))
			c.n.special &= ~(mode_t)02000;
		sd_list_chmod(&c.v.access, mode);
		e = set(h, NT_DACL | NT_PROTECTED, &c.n);
	}
	return end_change(&c, e);
}

int
perm_set_list(nt_handle h, int is_dir, int standard, const struct sd_list *l)
{
	struct change c;
	int e = begin_change(&c, h, is_dir);

	if (e == 0) {
		if (standard) {
			c.n.standard = l;
			c.n.keep_passed = 0;
		} else
			c.n.access = l;
		e = set(h, NT_DACL | NT_PROTECTED, &c.n);
	}
	return end_change(&c, e);
}

/* The owner may change; with the right to give files away if need be. */
static int
set_owner(nt_handle h, const struct sd_new *n)
{
	const uint32_t what = NT_OWNER | NT_GROUP | NT_DACL | NT_PROTECTED;
	int e = set(h, what, n), took;

	if (e != -EPERM || (took = nt_take_restore()) < 0)
		return e;
	e = set(h, what, n);
	if (took)
		nt_drop_restore();
	return e;
}

int
perm_chown(nt_handle h, int is_dir, uid_t uid, gid_t gid)
{
	unsigned char owner[ACCOUNT_SID_MAX], group[ACCOUNT_SID_MAX];
	struct change c;
	int e = begin_change(&c, h, is_dir);

	if (e == 0 && uid != (uid_t)-1 && uid != c.v.uid) {
		e = account_sid_of_id(uid, owner) < 0 ? -EINVAL : 0;
		c.n.owner = owner;
	}
	if (e == 0 && gid != (gid_t)-1 && gid != c.v.gid) {
		e = account_sid_of_id(gid, group) < 0 ? -EINVAL : 0;
		c.n.group = group;
	}
	if (e == 0) {
		/* XSH chown(): a program of another's is not to run as his. */
		if (!is_dir && (c.v.mode & 0111) != 0)
			c.n.special &= ~(mode_t)06000;
		e = set_owner(h, &c.n);
	}
	return end_change(&c, e);
}

int
perm_parent_gives_group(const struct path *p)
{
	struct stat st;
	nt_handle h;
	int e;

	if (disk_open_parent(p, 0, &h) < 0)
		return 0;
	e = disk_stat_handle(h, NULL, disk_drive(p), &st);
	nt_close(h);
	return e == 0 && (st.st_mode & S_ISGID) != 0;
}

/* What the folder says of new files. */
static int
read_parent(const struct path *p, struct perm_sd *b, struct sd_view *v)
{
	int drive = disk_drive(p), e;
	nt_handle h;

	if (disk_open_parent(p, NT_READ_CONTROL, &h) < 0)
		return 0;
	e = perm_kept(h, drive, disk_device(h, drive, p)) ?
	    perm_get(h, b) : -ENOENT;
	nt_close(h);
	if (e == 0 && (e = sd_read(b->sd, b->size, NULL, v)) < 0)
		perm_put(b);
	return e == 0;
}

int
perm_new(const struct path *p, mode_t mode, int is_dir, void *sd)
{
	unsigned char owner[ACCOUNT_SID_MAX], group[ACCOUNT_SID_MAX];
	struct perm_sd b;
	struct sd_view v;
	struct sd_list list;
	struct sd_new n = {
		.owner = owner, .group = group, .special = mode & 07000,
		.is_dir = is_dir, .access = &list,
		.sid_of = account_sid_of_id,
	};
	long e = 0;

	if (!perm_possible(disk_drive(p)) || !read_parent(p, &b, &v))
		return 0;
	if (account_sid_of_id(account_uid(), owner) > 0 &&
	    account_sid_of_id(account_gid(), group) > 0) {
		if (v.mode & S_ISGID) {
			n.group = v.group;
			n.special |= is_dir ? S_ISGID : 0;
		}
		if (v.standard.n > 0) {
			list = v.standard;
			sd_list_restrict(&list, mode);
			n.standard = &v.standard;
		} else
			sd_list_of_mode(&list, mode & ~fd_get_umask());
		e = sd_write(sd, PERM_NEW_MAX, &n);
	}
	perm_put(&b);
	return e > 0;
}

int
perm_access(const struct path *p, int mode, const struct stat *st)
{
	struct nt_open_args a = {
		.name = path_nt_name(p),
		.access = (mode & R_OK ? NT_READ_DATA : 0) |
		    (mode & W_OK ? NT_WRITE_DATA : 0) |
		    (mode & X_OK ? NT_EXECUTE : 0),
		.disposition = NT_OPEN,
		.options = S_ISDIR(st->st_mode) ? NT_DIRECTORY_FILE : 0,
	};
	nt_handle h;
	int e;

	if (!caps_acl_given && known((uint32_t)st->st_dev) != YES)
		return 1;
	if ((e = nt_open(&h, &a)) == 0)
		nt_close(h);
	return e == -EACCES ? -EACCES : 0;
}
