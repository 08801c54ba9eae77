/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Access control lists in memory (POSIX.1e draft 17, 23.4; libacl's
 * additions).  A list keeps its entries in the order of their tags, so what
 * is read is in that order whatever it was made in.
 */
#include "syscall/acl.h"
#include "syscall/sys.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Before each object, so that acl_free() knows it. */
struct head {
	uint64_t magic, is_list;
};
#define MAGIC	UINT64_C(0x6a49c4f1b7a3e205)

void *
acl_object(size_t n)
{
	struct head *h = malloc(sizeof *h + n);

	if (h == NULL)
		return NULL;
	h->magic = MAGIC;
	h->is_list = 0;
	return h + 1;
}

struct __acl_t *
acl_new(void)
{
	struct __acl_t *a = acl_object(sizeof *a);

	if (a == NULL)
		return NULL;
	((struct head *)a - 1)->is_list = 1;
	memset(a, 0, sizeof *a);
	return a;
}

int
acl_has_id(acl_tag_t tag)
{
	return tag == ACL_USER || tag == ACL_GROUP;
}

/* What has no tag yet is last. */
static int
is_before(const struct __acl_entry_t *a, const struct __acl_entry_t *b)
{
	if (a->tag != b->tag)
		return a->tag != 0 && (b->tag == 0 || a->tag < b->tag);
	return acl_has_id(a->tag) && a->id < b->id;
}

static void
put_in(struct __acl_t *a, struct __acl_entry_t *e)
{
	struct __acl_entry_t **at = &a->first;

	while (*at != NULL && !is_before(e, *at))
		at = &(*at)->next;
	e->next = *at;
	*at = e;
}

/* Takes it out; what acl_get_entry() gave last is then the one before. */
static void
take_out(struct __acl_t *a, struct __acl_entry_t *e)
{
	struct __acl_entry_t **at = &a->first, *before = NULL;

	for (; *at != e; at = &(*at)->next)
		before = *at;
	*at = e->next;
	if (a->at == e)
		a->at = before;
}

static void
put_anew(struct __acl_entry_t *e)
{
	struct __acl_entry_t *at = e->acl->at;

	take_out(e->acl, e);
	put_in(e->acl, e);
	e->acl->at = at;
}

struct __acl_entry_t *
acl_add(struct __acl_t *a, acl_tag_t tag, id_t id, unsigned perms)
{
	struct __acl_entry_t *e = malloc(sizeof *e);

	if (e == NULL)
		return NULL;
	e->acl = a;
	e->tag = tag;
	e->id = id;
	e->perms.bits = perms;
	put_in(a, e);
	a->n++;
	return e;
}

struct __acl_entry_t *
acl_find(const struct __acl_t *a, acl_tag_t tag)
{
	struct __acl_entry_t *e = a->first;

	while (e != NULL && e->tag != tag)
		e = e->next;
	return e;
}

/* EINVAL: a negative count. */
long
sys_acl_init(int count)
{
	struct __acl_t *a;

	if (count < 0)
		return -EINVAL;
	a = acl_new();
	return a != NULL ? (long)a : -ENOMEM;
}

/* Lists, texts and qualifiers.  EINVAL: none of them. */
long
sys_acl_free(void *obj)
{
	struct head *h = (struct head *)obj - 1;
	struct __acl_entry_t *e, *next;
	struct __acl_t *a = obj;

	if (obj == NULL || h->magic != MAGIC)
		return -EINVAL;
	if (h->is_list)
		for (e = a->first; e != NULL; e = next) {
			next = e->next;
			free(e);
		}
	h->magic = 0;
	free(h);
	return 0;
}

long
sys_acl_dup(acl_t acl)
{
	struct __acl_t *a;

	if (acl == NULL)
		return -EINVAL;
	if ((a = acl_new()) == NULL)
		return -ENOMEM;
	for (struct __acl_entry_t *e = acl->first; e != NULL; e = e->next)
		if (acl_add(a, e->tag, e->id, e->perms.bits) == NULL) {
			sys_acl_free(a);
			return -ENOMEM;
		}
	return (long)a;
}

long
sys_acl_create_entry(acl_t *acl, acl_entry_t *entry)
{
	if (acl == NULL || *acl == NULL || entry == NULL)
		return -EINVAL;
	*entry = acl_add(*acl, ACL_UNDEFINED_TAG, ACL_UNDEFINED_ID, 0);
	return *entry != NULL ? 0 : -ENOMEM;
}

long
sys_acl_delete_entry(acl_t acl, acl_entry_t entry)
{
	if (acl == NULL || entry == NULL || entry->acl != acl)
		return -EINVAL;
	take_out(acl, entry);
	acl->n--;
	free(entry);
	return 0;
}

long
sys_acl_copy_entry(acl_entry_t dst, acl_entry_t src)
{
	if (dst == NULL || src == NULL)
		return -EINVAL;
	dst->tag = src->tag;
	dst->id = src->id;
	dst->perms = src->perms;
	put_anew(dst);
	return 0;
}

/* 1: there is one; 0: no more.  EINVAL: which. */
long
sys_acl_get_entry(acl_t acl, int which, acl_entry_t *entry)
{
	if (acl == NULL || entry == NULL ||
	    (which != ACL_FIRST_ENTRY && which != ACL_NEXT_ENTRY))
		return -EINVAL;
	*entry = which == ACL_FIRST_ENTRY || acl->at == NULL ? acl->first :
	    acl->at->next;
	if (*entry == NULL)
		return 0;
	acl->at = *entry;
	return 1;
}

long
sys_acl_entries(acl_t acl)
{
	return acl != NULL ? acl->n : -EINVAL;
}

long
sys_acl_get_tag_type(acl_entry_t e, acl_tag_t *tag)
{
	if (e == NULL || tag == NULL)
		return -EINVAL;
	*tag = e->tag;
	return 0;
}

long
sys_acl_set_tag_type(acl_entry_t e, acl_tag_t tag)
{
	if (e == NULL || tag <= 0 || tag > ACL_OTHER || (tag & (tag - 1)))
		return -EINVAL;
	e->tag = tag;
	put_anew(e);
	return 0;
}

/* EINVAL: an entry that has none.  For acl_free(). */
long
sys_acl_get_qualifier(acl_entry_t e)
{
	id_t *id;

	if (e == NULL || !acl_has_id(e->tag))
		return -EINVAL;
	if ((id = acl_object(sizeof *id)) == NULL)
		return -ENOMEM;
	*id = e->id;
	return (long)id;
}

long
sys_acl_set_qualifier(acl_entry_t e, const void *id)
{
	if (e == NULL || id == NULL || !acl_has_id(e->tag))
		return -EINVAL;
	e->id = *(const id_t *)id;
	put_anew(e);
	return 0;
}

long
sys_acl_get_permset(acl_entry_t e, acl_permset_t *set)
{
	if (e == NULL || set == NULL)
		return -EINVAL;
	*set = &e->perms;
	return 0;
}

long
sys_acl_set_permset(acl_entry_t e, acl_permset_t set)
{
	if (e == NULL || set == NULL || (set->bits & ~ACL_PERMS) != 0)
		return -EINVAL;
	e->perms = *set;
	return 0;
}

long
sys_acl_clear_perms(acl_permset_t set)
{
	if (set == NULL)
		return -EINVAL;
	set->bits = 0;
	return 0;
}

static int
valid_perms(acl_permset_t set, acl_perm_t perm)
{
	return set != NULL && (perm & ~(acl_perm_t)ACL_PERMS) == 0;
}

long
sys_acl_add_perm(acl_permset_t set, acl_perm_t perm)
{
	if (!valid_perms(set, perm))
		return -EINVAL;
	set->bits |= perm;
	return 0;
}

long
sys_acl_delete_perm(acl_permset_t set, acl_perm_t perm)
{
	if (!valid_perms(set, perm))
		return -EINVAL;
	set->bits &= ~perm;
	return 0;
}

long
sys_acl_get_perm(acl_permset_t set, acl_perm_t perm)
{
	if (!valid_perms(set, perm))
		return -EINVAL;
	return (set->bits & perm) != 0;
}

/* Gives the mask what the group class has. */
long
sys_acl_calc_mask(acl_t *acl)
{
	struct __acl_entry_t *e, *mask;
	unsigned bits = 0;

	if (acl == NULL || *acl == NULL)
		return -EINVAL;
	for (e = (*acl)->first; e != NULL; e = e->next)
		if (acl_has_id(e->tag) || e->tag == ACL_GROUP_OBJ)
			bits |= e->perms.bits;
	mask = acl_find(*acl, ACL_MASK);
	if (mask == NULL && (mask = acl_add(*acl, ACL_MASK, ACL_UNDEFINED_ID,
	    0)) == NULL)
		return -ENOMEM;
	mask->perms.bits = bits;
	return 0;
}

/* What is wrong with the next entry, after those in seen and before; 0. */
static int
error_of(const struct __acl_entry_t *e, const struct __acl_entry_t *before,
    int seen)
{
	/* What must have come before it. */
	int needs = e->tag == ACL_USER_OBJ ? 0 : e->tag <= ACL_GROUP_OBJ ?
	    ACL_USER_OBJ : ACL_GROUP_OBJ;

	if (e->tag == ACL_UNDEFINED_TAG)
		return ACL_ENTRY_ERROR;
	if ((seen & needs) != needs || (e->tag == ACL_OTHER &&
	    ((seen & ACL_OTHER) != 0 || ((seen & (ACL_USER | ACL_GROUP)) != 0 &&
	    (seen & ACL_MASK) == 0))))
		return ACL_MISS_ERROR;
	if (!acl_has_id(e->tag))
		return seen & e->tag ? ACL_MULTI_ERROR : 0;
	return e->id == ACL_UNDEFINED_ID || (before != NULL &&
	    before->tag == e->tag && before->id == e->id) ?
	    ACL_DUPLICATE_ERROR : 0;
}

/*
 * 0, or what is wrong: ACL_MULTI_ERROR, ACL_DUPLICATE_ERROR, ACL_MISS_ERROR,
 * ACL_ENTRY_ERROR; *last then counts the entries before.
 */
long
sys_acl_check(acl_t acl, int *last)
{
	const struct __acl_entry_t *e, *before = NULL;
	int seen = 0, n = 0, error = 0;

	if (acl == NULL)
		return -EINVAL;
	for (e = acl->first; e != NULL; before = e, e = e->next, n++) {
		if ((error = error_of(e, before, seen)) != 0)
			break;
		seen |= e->tag;
	}
	if (last != NULL)
		*last = n;
	return error == 0 && (seen & ACL_OTHER) == 0 ? ACL_MISS_ERROR : error;
}

long
sys_acl_valid(acl_t acl)
{
	return sys_acl_check(acl, NULL) == 0 ? 0 : -EINVAL;
}

long
sys_acl_error(int code)
{
	switch (code) {
	case ACL_MULTI_ERROR:
		return (long)"Multiple entries of same type";
	case ACL_DUPLICATE_ERROR:
		return (long)"Duplicate entries";
	case ACL_MISS_ERROR:
		return (long)"Missing or wrong entry";
	case ACL_ENTRY_ERROR:
		return (long)"Invalid entry type";
	}
	return 0;
}

/* 0: they say the same; 1: they do not. */
long
sys_acl_cmp(acl_t a, acl_t b)
{
	struct __acl_entry_t *x, *y;

	if (a == NULL || b == NULL)
		return -EINVAL;
	if (a->n != b->n)
		return 1;
	for (x = a->first, y = b->first; x != NULL; x = x->next, y = y->next)
		if (x->tag != y->tag || x->perms.bits != y->perms.bits ||
		    (acl_has_id(x->tag) && x->id != y->id))
			return 1;
	return 0;
}

/* 0: it is no more than that mode; 1: it is more. */
long
sys_acl_equiv_mode(acl_t acl, mode_t *mode)
{
	struct __acl_entry_t *e;
	mode_t m = 0;
	int more = 0;

	if (acl == NULL)
		return -EINVAL;
	for (e = acl->first; e != NULL; e = e->next)
		switch (e->tag) {
		case ACL_USER_OBJ:
			m |= e->perms.bits << 6;
			break;
		case ACL_GROUP_OBJ:
			m |= e->perms.bits << 3;
			break;
		case ACL_OTHER:
			m |= e->perms.bits;
			break;
		case ACL_USER:
		case ACL_GROUP:
			more = 1;
			break;
		case ACL_MASK:		/* it comes behind the group's */
			m = (m & ~(mode_t)070) | e->perms.bits << 3;
			more = 1;
			break;
		default:
			return -EINVAL;
		}
	if (mode != NULL)
		*mode = m;
	return more;
}

long
sys_acl_from_mode(mode_t mode)
{
	struct __acl_t *a = acl_new();

	if (a == NULL)
		return -ENOMEM;
	if (acl_add(a, ACL_USER_OBJ, ACL_UNDEFINED_ID, mode >> 6 & 7) == NULL ||
	    acl_add(a, ACL_GROUP_OBJ, ACL_UNDEFINED_ID, mode >> 3 & 7) ==
	    NULL || acl_add(a, ACL_OTHER, ACL_UNDEFINED_ID, mode & 7) == NULL) {
		sys_acl_free(a);
		return -ENOMEM;
	}
	return (long)a;
}

/* The form that may be stored: a count, then the entries. */
struct external {
	uint32_t magic;
	int32_t n;
	struct {
		uint32_t tag, id, perms;
	} e[];
};
#define EXTERNAL_MAGIC	UINT32_C(0x31454c41)

long
sys_acl_size(acl_t acl)
{
	const struct external *x = NULL;

	return acl == NULL ? -EINVAL : (long)(sizeof *x +
	    (size_t)acl->n * sizeof x->e[0]);
}

/* EINVAL: size is negative; ERANGE: too small. */
long
sys_acl_copy_ext(void *buf, acl_t acl, ssize_t size)
{
	struct external *x = buf;
	long need = sys_acl_size(acl);
	int n = 0;

	if (need < 0 || buf == NULL || size < 0)
		return -EINVAL;
	if (size < need)
		return -ERANGE;
	x->magic = EXTERNAL_MAGIC;
	x->n = acl->n;
	for (struct __acl_entry_t *e = acl->first; e != NULL; e = e->next) {
		x->e[n].tag = (uint32_t)e->tag;
		x->e[n].id = e->id;
		x->e[n++].perms = e->perms.bits;
	}
	return need;
}

/* EINVAL: it is no list. */
long
sys_acl_copy_int(const void *buf)
{
	const struct external *x = buf;
	struct __acl_t *a;

	if (x == NULL || x->magic != EXTERNAL_MAGIC || x->n < 0)
		return -EINVAL;
	if ((a = acl_new()) == NULL)
		return -ENOMEM;
	for (int i = 0; i < x->n; i++) {
		if (x->e[i].tag > ACL_OTHER || x->e[i].perms > ACL_PERMS) {
			sys_acl_free(a);
			return -EINVAL;
		}
		if (acl_add(a, (acl_tag_t)x->e[i].tag, x->e[i].id,
		    x->e[i].perms) == NULL) {
			sys_acl_free(a);
			return -ENOMEM;
		}
	}
	return (long)a;
}
