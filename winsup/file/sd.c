/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reading a descriptor: what the system would allow the classes of POSIX, by
 * its own rule.  ACEs are looked at in order; a right that one allows before
 * another denies it is allowed (MS-DTYP 2.5.3.2).  So a list that a Windows
 * program made shows what it means, and one of ours what it was made from.
 *
 * What Windows has no word for lies in a deny ACE for the null SID, S-1-0-0,
 * which nobody is; Cygwin's lists have the same: the mask's low 3 bits are
 * set-user-id, set-group-id and sticky, the next 3 POSIX.1e's mask, the next
 * says that there is a mask; READ_CONTROL is always set.  One that is passed
 * on to new files says that the folder has default entries.
 */
#include "file/sd_impl.h"

#include <errno.h>
#include <string.h>

#include "account/room.h"
#include "lib/bytes.h"

#define ACL_HEAD	8

const unsigned char sd_everyone[12] = { 1, 1, 0, 0, 0, 0, 0, 1 };
const unsigned char sd_null[12] = { 1, 1 };
const unsigned char sd_creator_owner[12] = { 1, 1, 0, 0, 0, 0, 0, 3 };
const unsigned char sd_creator_group[12] = { 1, 1, 0, 0, 0, 0, 0, 3, 1 };
static const unsigned char authenticated[12] = { 1, 1, 0, 0, 0, 0, 0, 5, 11 };
static const unsigned char owner_rights[12] = { 1, 1, 0, 0, 0, 0, 0, 3, 4 };
static const unsigned char local_system[12] = { 1, 1, 0, 0, 0, 0, 0, 5, 18 };
static const unsigned char administrators[16] = {
	1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2
};

size_t
sd_sid_size(const unsigned char *sid)
{
	return 8 + 4 * (size_t)sid[1];
}

int
sd_sid_equal(const unsigned char *a, const unsigned char *b)
{
	return a[1] == b[1] && memcmp(a, b, sd_sid_size(a)) == 0;
}

/* The SID at that offset, or NULL. */
static const unsigned char *
sid_at(const unsigned char *sd, size_t size, uint32_t at)
{
	if (at == 0 || at > size || size - at < 8 || sd[at] != 1 ||
	    sd[at + 1] > 15 || size - at < sd_sid_size(sd + at))
		return NULL;
	return sd + at;
}

int
sd_parse(const void *raw, size_t size, struct sd_parts *out)
{
	const unsigned char *sd = raw;
	uint32_t at;

	memset(out, 0, sizeof *out);
	if (size < SD_HEAD || sd[0] != 1)
		return -EINVAL;
	out->owner = sid_at(sd, size, get32(sd + 4));
	out->group = sid_at(sd, size, get32(sd + 8));
	if (out->owner == NULL || out->group == NULL)
		return -EINVAL;
	at = get32(sd + 16);
	if ((get16(sd + 2) & SD_DACL_PRESENT) == 0 || at == 0)
		return 0;
	if (at > size || size - at < ACL_HEAD ||
	    get16(sd + at + 2) < ACL_HEAD || get16(sd + at + 2) > size - at)
		return -EINVAL;
	out->dacl = sd + at;
	out->dacl_size = get16(sd + at + 2);
	out->aces = get16(sd + at + 4);
	return 0;
}

int
sd_next_ace(const struct sd_parts *p, struct sd_ace *a)
{
	const unsigned char *s;
	size_t left;

	if (a->end == 0)
		a->end = ACL_HEAD;
	for (; p->dacl != NULL && a->index < p->aces; a->index++) {
		s = p->dacl + a->end;
		left = p->dacl_size - a->end;
		if (left < 8 || get16(s + 2) < 8 || get16(s + 2) > left)
			return 0;
		a->end += get16(s + 2);
		a->type = s[0];
		a->flags = s[1];
		a->mask = get32(s + 4);
		a->raw = s;
		a->size = get16(s + 2);
		a->sid = sid_at(s, get16(s + 2), 8);
		if (a->type > SD_DENY || a->sid == NULL)
			continue;	/* of a kind that is not about this */
		a->index++;
		return 1;
	}
	return 0;
}

int
sd_is_root(const unsigned char *sid)
{
	return sd_sid_equal(sid, local_system) ||
	    sd_sid_equal(sid, administrators);
}

static unsigned
perm_of(uint32_t mask)
{
	unsigned perm = 0;

	if (mask & (SD_READ_DATA | SD_GENERIC_READ | SD_GENERIC_ALL))
		perm |= 4;
	if (mask & (SD_WRITE_DATA | SD_GENERIC_WRITE | SD_GENERIC_ALL))
		perm |= 2;
	if (mask & (SD_EXECUTE | SD_GENERIC_EXECUTE | SD_GENERIC_ALL))
		perm |= 1;
	return perm;
}

/* One of the two lists that a DACL holds. */
struct pass {
	const struct sd_parts *parts;
	const unsigned char *owner, *group;
	int passed_on;			/* the folder's, for new files */
	int has_mask;
	unsigned mask;
};

static int
next_of_pass(const struct pass *p, struct sd_ace *a)
{
	while (sd_next_ace(p->parts, a))
		if (p->passed_on ? (a->flags & SD_INHERIT) != 0 :
		    (a->flags & SD_INHERIT_ONLY) == 0)
			return 1;
	return 0;
}

#define OWNER	1u
#define GROUP	2u
#define OTHER	4u

static unsigned
classes_of(const struct pass *p, const unsigned char *sid)
{
	unsigned c = 0;

	if (sd_sid_equal(sid, p->owner) || sd_sid_equal(sid, owner_rights))
		c |= OWNER;
	if (sd_sid_equal(sid, p->group))
		c |= GROUP;
	if (sd_sid_equal(sid, sd_everyone) || sd_sid_equal(sid, authenticated))
		c |= OTHER;
	return c;
}

/* What somebody may who is of these classes, and is sid, if not NULL. */
static unsigned
effective(const struct pass *p, unsigned classes, const unsigned char *sid)
{
	struct sd_ace a = { .end = 0 };
	unsigned allowed = 0, denied = 0;

	while (next_of_pass(p, &a)) {
		if ((classes_of(p, a.sid) & classes) == 0 &&
		    (sid == NULL || !sd_sid_equal(a.sid, sid)))
			continue;
		if (a.type == SD_DENY)
			denied |= perm_of(a.mask) & ~allowed;
		else
			allowed |= perm_of(a.mask) & ~denied;
	}
	return allowed;
}

/* What its own ACEs allow a SID, were there no mask. */
static unsigned
own_allowed(const struct pass *p, const unsigned char *sid)
{
	struct sd_ace a = { .end = 0 };
	unsigned allowed = 0;

	while (next_of_pass(p, &a))
		if (a.type == SD_ALLOW && sd_sid_equal(a.sid, sid))
			allowed |= perm_of(a.mask);
	return allowed;
}

/*
 * Where owner and group are one SID, the first ACE that allows it something
 * is the owner's, the second the group's.
 */
static unsigned
of_group(const struct pass *p)
{
	struct sd_ace a = { .end = 0 };
	unsigned seen = 0;

	if (!sd_sid_equal(p->owner, p->group))
		return effective(p, GROUP | OTHER, NULL);
	while (next_of_pass(p, &a))
		if (a.type == SD_ALLOW && sd_sid_equal(a.sid, p->group) &&
		    seen++ == 1)
			return perm_of(a.mask) & (p->has_mask ? p->mask : 7);
	return effective(p, OTHER, NULL);
}

static unsigned
unmasked(const struct pass *p, unsigned perm, const unsigned char *sid)
{
	if (!p->has_mask || sd_sid_equal(sid, p->owner))
		return perm;
	return perm | (own_allowed(p, sid) & ~p->mask);
}

static void
add(struct sd_list *l, unsigned tag, unsigned perm)
{
	l->e[l->n].tag = (uint16_t)tag;
	l->e[l->n].perm = (uint16_t)perm;
	l->e[l->n].sid = NULL;
	l->e[l->n++].id = 0;
}

static int
listed(const struct sd_list *l, const unsigned char *sid)
{
	for (unsigned i = 0; i < l->n; i++)
		if (l->e[i].sid != NULL && sd_sid_equal(l->e[i].sid, sid))
			return 1;
	return 0;
}

/*
 * Adds the named users or groups.  The system and the administrators are
 * what root is elsewhere, whom no list names.  Room is left for what follows.
 */
static unsigned
add_named(const struct pass *p, struct sd_list *l, unsigned tag,
    int (*is_user)(uint32_t id))
{
	struct sd_ace a = { .end = 0 };
	unsigned perm, most = 0;
	uint32_t id;

	while (next_of_pass(p, &a)) {
		if (classes_of(p, a.sid) != 0 || sd_is_root(a.sid) ||
		    sd_sid_equal(a.sid, sd_null) ||
		    sd_sid_equal(a.sid, sd_creator_owner) ||
		    sd_sid_equal(a.sid, sd_creator_group))
			continue;
		id = account_id_of_raw(a.sid, sd_sid_size(a.sid));
		if (id == ACCOUNT_NOBODY || id == SD_LOGON_ID ||
		    (is_user != NULL && is_user(id)) != (tag == SD_USER) ||
		    listed(l, a.sid) || l->n + 3 >= SD_ENTRIES)
			continue;
		perm = effective(p, OTHER, a.sid);
		most |= perm;
		add(l, tag, unmasked(p, perm, a.sid));
		l->e[l->n - 1].id = id;
		l->e[l->n - 1].sid = a.sid;
	}
	return most;
}

static void
read_list(struct pass *p, struct sd_list *l, int (*is_user)(uint32_t id))
{
	unsigned group, most, named;

	l->n = 0;
	if (p->parts->dacl == NULL) {		/* everybody may everything */
		sd_list_of_mode(l, 0777);
		return;
	}
	add(l, SD_USER_OBJ, effective(p, OWNER | GROUP | OTHER, NULL));
	most = add_named(p, l, SD_USER, is_user);
	named = l->n > 1;
	group = of_group(p);
	add(l, SD_GROUP_OBJ, unmasked(p, group, p->group));
	most |= group;
	most |= add_named(p, l, SD_GROUP, is_user);
	named |= l->e[l->n - 1].tag == SD_GROUP;
	if (named || p->has_mask)
		add(l, SD_MASK, p->has_mask ? p->mask : most);
	add(l, SD_OTHER, effective(p, OTHER, NULL));
}

/* The null SID's ACE of a list: its bits, or 0. */
static uint32_t
null_bits(const struct pass *p)
{
	struct sd_ace a = { .end = 0 };

	while (next_of_pass(p, &a))
		if (a.type == SD_DENY && sd_sid_equal(a.sid, sd_null) &&
		    (a.mask & SD_READ_CONTROL) != 0)
			return a.mask;
	return 0;
}

static uint32_t
begin(struct pass *p, const struct sd_parts *parts, int passed_on)
{
	uint32_t bits;

	p->parts = parts;
	p->owner = passed_on ? sd_creator_owner : parts->owner;
	p->group = passed_on ? sd_creator_group : parts->group;
	p->passed_on = passed_on;
	bits = null_bits(p);
	p->has_mask = (bits & SD_NULL_HAS_MASK) != 0;
	p->mask = bits >> 3 & 7;
	return bits;
}

int
sd_has_default(const struct sd_parts *parts)
{
	struct pass p;

	return begin(&p, parts, 1) != 0;
}

int
sd_read(const void *sd, size_t size, int (*is_user)(uint32_t id),
    struct sd_view *out)
{
	struct sd_parts parts;
	struct pass p;
	uint32_t bits;
	int e;

	if ((e = sd_parse(sd, size, &parts)) < 0)
		return e;
	out->owner = parts.owner;
	out->group = parts.group;
	out->uid = account_id_of_raw(parts.owner, sd_sid_size(parts.owner));
	out->gid = account_id_of_raw(parts.group, sd_sid_size(parts.group));
	bits = begin(&p, &parts, 0);
	read_list(&p, &out->access, is_user);
	out->mode = sd_mode_of_list(&out->access) | (bits & 7) << 9;
	out->standard.n = 0;
	if (begin(&p, &parts, 1) != 0)
		read_list(&p, &out->standard, is_user);
	return 0;
}

int
sd_equal(const void *a, size_t a_size, const void *b, size_t b_size)
{
	struct sd_ace x = { .end = 0 }, y = { .end = 0 };
	struct sd_parts p, q;
	int more;

	if (sd_parse(a, a_size, &p) < 0 || sd_parse(b, b_size, &q) < 0 ||
	    !sd_sid_equal(p.owner, q.owner) ||
	    !sd_sid_equal(p.group, q.group))
		return 0;
	for (;;) {
		more = sd_next_ace(&p, &x);
		if (sd_next_ace(&q, &y) != more)
			return 0;
		if (!more)
			return 1;
		if (x.type != y.type || x.mask != y.mask ||
		    x.flags != y.flags || !sd_sid_equal(x.sid, y.sid))
			return 0;
	}
}
