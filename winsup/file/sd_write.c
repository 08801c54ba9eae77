/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Making a descriptor.  Three ACEs allow the owner, the group and everyone
 * what the mode says, and one each those that a list names.  Windows adds up
 * what all of them allow, POSIX takes the first that fits: where an earlier
 * class may less than a later one, an ACE denies it the difference.
 *
 * All that deny come first, as Windows' own tools want it, unless one would
 * deny a group what one of its members may: then users' ACEs stand before
 * groups'.
 */
#include "file/sd_impl.h"

#include <errno.h>
#include <string.h>

#include "account/room.h"
#include "lib/bytes.h"

struct out {
	unsigned char *buf;
	size_t size, used;
	unsigned aces;
	int failed;			/* -errno */
};

static unsigned char *
room(struct out *o, size_t n)
{
	unsigned char *p = o->buf + o->used;

	if (o->failed < 0)
		return NULL;
	if (n > o->size - o->used) {
		o->failed = -ENOSPC;
		return NULL;
	}
	o->used += n;
	return p;
}

static void
put_ace(struct out *o, unsigned type, unsigned flags, uint32_t mask,
    const unsigned char *sid)
{
	size_t n = sd_sid_size(sid);
	unsigned char *p = room(o, 8 + n);

	if (p == NULL)
		return;
	p[0] = (unsigned char)type;
	p[1] = (unsigned char)flags;
	put16(p + 2, 8 + n);
	put32(p + 4, mask);
	memcpy(p + 8, sid, n);
	o->aces++;
}

/* One list of the two, on its way into a DACL. */
struct work {
	const struct sd_new *new;
	const struct sd_list *list;
	const unsigned char *owner, *group;
	unsigned flags;			/* of ACEs */
	unsigned mask;			/* 7 where there is none */
};

static int
is_group(const struct sd_entry *e)
{
	return e->tag == SD_GROUP_OBJ || e->tag == SD_GROUP;
}

/* What the kernel is to let through: the mask is not for owner and others. */
static unsigned
wanted(const struct work *w, const struct sd_entry *e)
{
	if (e->tag == SD_USER_OBJ || e->tag == SD_OTHER)
		return e->perm & 7u;
	return e->perm & w->mask & 7u;
}

/*
 * What must be denied: what later classes would give it, and what its own
 * ACE would if there were no mask.
 */
static unsigned
denied(const struct work *w, const struct sd_entry *e)
{
	unsigned others = 0;

	if (e->tag == SD_OTHER || e->tag == SD_MASK)
		return 0;
	for (unsigned i = 0; i < w->list->n; i++) {
		const struct sd_entry *x = &w->list->e[i];

		if (x->tag == SD_OTHER || (is_group(x) && !is_group(e)))
			others |= wanted(w, x);
	}
	if (e->tag != SD_USER_OBJ)
		others |= e->perm & 7u;
	return others & ~wanted(w, e);
}

/* Rights that are denied: those that make the difference, no others. */
static uint32_t
denied_rights(const struct work *w, unsigned perm)
{
	uint32_t m = 0;

	if (perm & 4)
		m |= SD_READ_DATA;
	if (perm & 2)
		m |= SD_WRITE_DATA | SD_APPEND_DATA |
		    (w->new->is_dir ? SD_DELETE_CHILD : 0);
	if (perm & 1)
		m |= SD_EXECUTE;
	return m;
}

/*
 * Everybody may ask what a file is, the owner change that; in a sticky folder
 * only its owner removes what others own.
 */
static uint32_t
allowed_rights(const struct work *w, const struct sd_entry *e)
{
	int owner = e->tag == SD_USER_OBJ;
	uint32_t m = SD_READ_CONTROL | SD_SYNCHRONIZE | SD_READ_ATTRIBUTES |
	    SD_READ_EA;

	if (owner)
		m |= SD_DELETE | SD_WRITE_DAC | SD_WRITE_OWNER |
		    SD_WRITE_ATTRIBUTES | SD_WRITE_EA;
	if (e->perm & 4)
		m |= SD_READ_DATA;
	if (e->perm & 2) {
		m |= SD_WRITE_DATA | SD_APPEND_DATA | SD_WRITE_EA |
		    SD_WRITE_ATTRIBUTES;
		if (w->new->is_dir && (owner || !(w->new->special & 01000)))
			m |= SD_DELETE_CHILD;
	}
	if (e->perm & 1)
		m |= SD_EXECUTE;
	return m;
}

static void
put_entry(struct out *o, const struct work *w, const struct sd_entry *e,
    int deny)
{
	unsigned char buf[ACCOUNT_SID_MAX];
	const unsigned char *sid = buf;
	unsigned d = denied(w, e);
	long n;

	if (e->tag == SD_MASK || (deny && d == 0))
		return;
	if (e->tag == SD_USER_OBJ)
		sid = w->owner;
	else if (e->tag == SD_GROUP_OBJ)
		sid = w->group;
	else if (e->tag == SD_OTHER)
		sid = sd_everyone;
	else if (e->sid != NULL)
		sid = e->sid;
	else if ((n = w->new->sid_of(e->id, buf)) < 0) {
		o->failed = (int)n;
		return;
	}
	if (deny)
		put_ace(o, SD_DENY, w->flags, denied_rights(w, d), sid);
	else
		put_ace(o, SD_ALLOW, w->flags, allowed_rights(w, e), sid);
}

static int
is_canonical(const struct work *w)
{
	unsigned users = 0, groups = 0;

	for (unsigned i = 0; i < w->list->n; i++) {
		const struct sd_entry *e = &w->list->e[i];

		if (is_group(e))
			groups |= denied(w, e);
		else if (e->tag == SD_USER_OBJ || e->tag == SD_USER)
			users |= wanted(w, e);
	}
	return (users & groups) == 0;
}

static void
put_class(struct out *o, const struct work *w, int groups, int deny)
{
	for (unsigned i = 0; i < w->list->n; i++)
		if (w->list->e[i].tag == SD_OTHER ? groups && !deny :
		    is_group(&w->list->e[i]) == groups)
			put_entry(o, w, &w->list->e[i], deny);
}

static void
put_list(struct out *o, const struct work *w)
{
	int canonical = is_canonical(w);

	put_class(o, w, 0, 1);
	if (canonical)
		put_class(o, w, 1, 1);
	put_class(o, w, 0, 0);
	if (!canonical)
		put_class(o, w, 1, 1);
	put_class(o, w, 1, 0);
}

static const struct sd_entry *
find_tag(const struct sd_list *l, unsigned tag)
{
	for (unsigned i = 0; i < l->n; i++)
		if (l->e[i].tag == tag)
			return &l->e[i];
	return NULL;
}

/* What Windows has no word for (see sd.c). */
static void
put_null(struct out *o, const struct work *w)
{
	const struct sd_entry *mask = find_tag(w->list, SD_MASK);
	uint32_t bits = 0;

	if (w->flags == 0)
		bits |= (w->new->special >> 9) & 7u;
	if (mask != NULL)
		bits |= SD_NULL_HAS_MASK | (mask->perm & 7u) << 3;
	if (bits != 0 || w->flags != 0)
		put_ace(o, SD_DENY, w->flags, bits | SD_READ_CONTROL,
		    sd_null);
}

static void
copy_ace(struct out *o, const struct sd_ace *a, unsigned flags)
{
	unsigned char *p = room(o, a->size);

	if (p == NULL)
		return;
	memcpy(p, a->raw, a->size);
	p[1] = (unsigned char)flags;
	o->aces++;
}

/* What stays of the former descriptor. */
static void
keep_old(struct out *o, const struct sd_new *n)
{
	struct sd_ace a = { .end = 0 };
	struct sd_parts p;
	int passed;

	if (n->old == NULL || sd_parse(n->old, n->old_size, &p) < 0)
		return;
	passed = n->is_dir && n->keep_passed && !sd_has_default(&p);
	while (sd_next_ace(&p, &a)) {
		if (a.type == SD_ALLOW && (a.flags & SD_INHERIT_ONLY) == 0 &&
		    sd_is_root(a.sid) && !sd_sid_equal(a.sid, n->owner) &&
		    !sd_sid_equal(a.sid, n->group))
			copy_ace(o, &a, passed ? a.flags & SD_INHERIT : 0);
		else if (passed && (a.flags & SD_INHERIT) != 0)
			copy_ace(o, &a, (a.flags & 0x0fu) | SD_INHERIT_ONLY);
	}
}

static void
put_dacl(struct out *o, const struct sd_new *n)
{
	const struct sd_entry *mask = find_tag(n->access, SD_MASK);
	struct work w = {
		.new = n,
		.list = n->access,
		.owner = n->owner,
		.group = n->group,
		.mask = mask != NULL ? mask->perm : 7,
	}, d = w;

	put_null(o, &w);
	if (n->is_dir && n->standard != NULL && n->standard->n > 0) {
		d.list = n->standard;
		d.owner = sd_creator_owner;
		d.group = sd_creator_group;
		d.flags = SD_INHERIT | SD_INHERIT_ONLY;
		mask = find_tag(d.list, SD_MASK);
		d.mask = mask != NULL ? mask->perm : 7;
		put_null(o, &d);
	}
	put_list(o, &w);
	if (d.flags != 0)
		put_list(o, &d);
	keep_old(o, n);
}

static size_t
put_sid(struct out *o, const unsigned char *sid)
{
	size_t at = o->used, n = sd_sid_size(sid);
	unsigned char *p = room(o, n);

	if (p != NULL)
		memcpy(p, sid, n);
	return at;
}

long
sd_write(void *buf, size_t size, const struct sd_new *n)
{
	struct out o = { .buf = buf, .size = size < 65000 ? size : 65000 };
	unsigned char *head = room(&o, SD_HEAD), *dacl;
	size_t owner, group, at;

	owner = put_sid(&o, n->owner);
	group = put_sid(&o, n->group);
	at = o.used;
	dacl = room(&o, 8);
	put_dacl(&o, n);
	if (o.failed < 0)
		return o.failed;
	memset(head, 0, SD_HEAD);
	head[0] = 1;
	put16(head + 2, SD_SELF_RELATIVE | SD_DACL_PRESENT |
	    SD_DACL_PROTECTED);
	put32(head + 4, (uint32_t)owner);
	put32(head + 8, (uint32_t)group);
	put32(head + 16, (uint32_t)at);
	memset(dacl, 0, 8);
	dacl[0] = 2;
	put16(dacl + 2, o.used - at);
	put16(dacl + 4, o.aces);
	return (long)o.used;
}

void
sd_list_of_mode(struct sd_list *l, mode_t mode)
{
	static const uint16_t tag[3] = { SD_USER_OBJ, SD_GROUP_OBJ, SD_OTHER };

	l->n = 3;
	for (unsigned i = 0; i < 3; i++) {
		l->e[i].tag = tag[i];
		l->e[i].perm = mode >> (6 - 3 * i) & 7;
		l->e[i].id = 0;
		l->e[i].sid = NULL;
	}
}

/* The entry that the mode's group bits are: the mask, if there is one. */
static unsigned
group_tag(const struct sd_list *l)
{
	return find_tag(l, SD_MASK) != NULL ? SD_MASK : SD_GROUP_OBJ;
}

/* Where a tag's bits are in the mode, -1: nowhere. */
static int
shift_of(const struct sd_list *l, unsigned tag)
{
	if (tag == SD_USER_OBJ)
		return 6;
	if (tag == SD_OTHER)
		return 0;
	return tag == group_tag(l) ? 3 : -1;
}

mode_t
sd_mode_of_list(const struct sd_list *l)
{
	mode_t mode = 0;
	int shift;

	for (unsigned i = 0; i < l->n; i++)
		if ((shift = shift_of(l, l->e[i].tag)) >= 0)
			mode |= (mode_t)(l->e[i].perm & 7) << shift;
	return mode;
}

void
sd_list_chmod(struct sd_list *l, mode_t mode)
{
	int shift;

	for (unsigned i = 0; i < l->n; i++)
		if ((shift = shift_of(l, l->e[i].tag)) >= 0)
			l->e[i].perm = mode >> shift & 7;
}

void
sd_list_restrict(struct sd_list *l, mode_t mode)
{
	sd_list_chmod(l, mode & sd_mode_of_list(l));
}
