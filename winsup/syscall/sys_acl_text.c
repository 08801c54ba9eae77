/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Access control lists as text (POSIX.1e draft 17, 23.3), long and short:
 *
 *	user::rwx		u::rwx,g::r-x,u:ann:rw-,m::rwx,o::---
 *	user:ann:rw-	#effective:r--
 */
#include "syscall/acl.h"
#include "syscall/sys.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_BUF	2048

static const struct {
	const char *name;
	acl_tag_t own, named;
} tags[] = {
	{ "user", ACL_USER_OBJ, ACL_USER },
	{ "group", ACL_GROUP_OBJ, ACL_GROUP },
	{ "mask", ACL_MASK, 0 },
	{ "other", ACL_OTHER, 0 },
};
#define NTAGS	(sizeof tags / sizeof tags[0])

static const char *
skip_blanks(const char *s)
{
	return s + strspn(s, " \t\r\n");
}

/* Behind an entry: blanks, one comma, a comment up to the line's end. */
static const char *
skip_separator(const char *s)
{
	int comma = 0;

	for (;;) {
		s = skip_blanks(s);
		if (*s == '#')
			s += strcspn(s, "\n");
		else if (*s == ',' && !comma) {
			comma = 1;
			s++;
		} else
			return s;
	}
}

/* The word at *s up to the colon, which is passed over; 0: there is none. */
static size_t
field(const char **s, const char **word)
{
	size_t n = strcspn(*s, ":,# \t\r\n");

	*word = *s;
	if ((*s)[n] != ':')
		return (size_t)-1;
	*s += n + 1;
	return n;
}

static int
number(const char *s, id_t *id)
{
	unsigned long long v;
	char *end;

	if (*s < '0' || *s > '9')
		return 0;
	v = strtoull(s, &end, 10);
	*id = (id_t)v;
	return *end == '\0' && v < ACL_UNDEFINED_ID;
}

/* The id of a user or group; -EINVAL: there is none. */
static int
id_of(acl_tag_t tag, const char *word, size_t n, id_t *id)
{
	char name[256], buf[NAME_BUF];
	struct passwd pw, *p = NULL;
	struct group gr, *g = NULL;

	if (n >= sizeof name)
		return -EINVAL;
	memcpy(name, word, n);
	name[n] = '\0';
	if (number(name, id))
		return 0;
	if (tag == ACL_USER) {
		if (sys_getpwnam_r(name, &pw, buf, sizeof buf, &p) < 0 ||
		    p == NULL)
			return -EINVAL;
		*id = pw.pw_uid;
	} else {
		if (sys_getgrnam_r(name, &gr, buf, sizeof buf, &g) < 0 ||
		    g == NULL)
			return -EINVAL;
		*id = gr.gr_gid;
	}
	return 0;
}

/* "rwx", "r--", "x": each letter once; at least one character. */
static int
perms_of(const char **s, unsigned *bits)
{
	static const char letters[] = "xwr";
	const char *start = *s, *l;

	*bits = 0;
	for (; **s != '\0' && strchr(",# \t\r\n", **s) == NULL; ++*s) {
		if (**s == '-')
			continue;
		if ((l = strchr(letters, **s)) == NULL ||
		    (*bits & 1u << (l - letters)) != 0)
			return -EINVAL;
		*bits |= 1u << (l - letters);
	}
	return *s == start || *s - start > 3 ? -EINVAL : 0;
}

static int
parse_entry(const char **s, struct __acl_t *a)
{
	const char *word;
	unsigned bits;
	size_t n = field(s, &word), i;
	id_t id = ACL_UNDEFINED_ID;
	acl_tag_t tag;
	int e;

	for (i = 0; i < NTAGS; i++)
		if ((n == 1 && *word == tags[i].name[0]) ||
		    (n == strlen(tags[i].name) &&
		    memcmp(word, tags[i].name, n) == 0))
			break;
	if (i == NTAGS)
		return -EINVAL;
	tag = tags[i].own;
	/* Of "mask::r" and "mask:r" the second colon may be missing. */
	if (tags[i].named != 0 || **s == ':') {
		if ((n = field(s, &word)) == (size_t)-1 ||
		    (n > 0 && tags[i].named == 0))
			return -EINVAL;
		if (n > 0) {
			tag = tags[i].named;
			if ((e = id_of(tag, word, n, &id)) < 0)
				return e;
		}
	}
	if ((e = perms_of(s, &bits)) < 0)
		return e;
	return acl_add(a, tag, id, bits) != NULL ? 0 : -ENOMEM;
}

/* EINVAL: it is no list.  An empty one has no entries. */
long
sys_acl_from_text(const char *text)
{
	struct __acl_t *a;
	int e = 0;

	if (text == NULL)
		return -EINVAL;
	if ((a = acl_new()) == NULL)
		return -ENOMEM;
	text = skip_blanks(text);
	if (*text == '#')
		text = skip_separator(text);
	while (*text != '\0' && e == 0) {
		e = parse_entry(&text, a);
		text = skip_separator(text);
	}
	if (e < 0) {
		sys_acl_free(a);
		return e;
	}
	return (long)a;
}

/* A text that grows: what does not fit is counted. */
struct text {
	char *s;
	size_t size, used;
};

static void
put(struct text *t, const char *s)
{
	size_t n = strlen(s);

	if (t->s != NULL && t->used + n < t->size)
		memcpy(t->s + t->used, s, n + 1);
	t->used += n;
}

static void
put_perms(struct text *t, unsigned bits)
{
	char s[4] = "---";

	for (unsigned i = 0; i < 3; i++)
		if (bits & 4u >> i)
			s[i] = "rwx"[i];
	put(t, s);
}

static void
put_name(struct text *t, acl_tag_t tag, id_t id, int options)
{
	char number[16], buf[NAME_BUF];
	const char *name = number;
	struct passwd pw, *p = NULL;
	struct group gr, *g = NULL;

	snprintf(number, sizeof number, "%u", (unsigned)id);
	if (options & TEXT_NUMERIC_IDS)
		;
	else if (tag == ACL_USER) {
		if (sys_getpwuid_r(id, &pw, buf, sizeof buf, &p) == 0 &&
		    p != NULL)
			name = pw.pw_name;
	} else if (sys_getgrgid_r(id, &gr, buf, sizeof buf, &g) == 0 &&
	    g != NULL)
		name = gr.gr_name;
	put(t, name);
}

/* "#effective:", where the mask is in the way or all are to have one. */
static void
put_effective(struct text *t, const struct __acl_entry_t *e, size_t start,
    unsigned mask, int options)
{
	size_t column = t->used - start;

	if ((options & (TEXT_SOME_EFFECTIVE | TEXT_ALL_EFFECTIVE)) == 0 ||
	    (!acl_has_id(e->tag) && e->tag != ACL_GROUP_OBJ) ||
	    ((options & TEXT_ALL_EFFECTIVE) == 0 &&
	    (e->perms.bits & ~mask) == 0))
		return;
	put(t, "\t");
	if (options & TEXT_SMART_INDENT)
		for (column = (column / 8 + 1) * 8; column < 32; column += 8)
			put(t, "\t");
	put(t, "#effective:");
	put_perms(t, e->perms.bits & mask);
}

static void
put_entry(struct text *t, const char *prefix, const struct __acl_entry_t *e,
    unsigned mask, int options)
{
	size_t start = t->used;
	char word[8];

	put(t, prefix);
	for (size_t i = 0; i < NTAGS; i++) {
		if (e->tag != tags[i].own && e->tag != tags[i].named)
			continue;
		snprintf(word, sizeof word, options & TEXT_ABBREVIATE ?
		    "%.1s" : "%s", tags[i].name);
		put(t, word);
	}
	put(t, ":");
	if (acl_has_id(e->tag))
		put_name(t, e->tag, e->id, options);
	put(t, ":");
	put_perms(t, e->perms.bits);
	put_effective(t, e, start, mask, options);
}

static void
put_list(struct text *t, const struct __acl_t *a, const char *prefix,
    const char *separator, const char *end, int options)
{
	const struct __acl_entry_t *mask = acl_find(a, ACL_MASK);
	unsigned bits = mask != NULL ? mask->perms.bits : ACL_PERMS;

	t->used = 0;
	put(t, "");
	for (const struct __acl_entry_t *e = a->first; e != NULL;
	    e = e->next) {
		if (e != a->first)
			put(t, separator);
		put_entry(t, prefix, e, bits, options);
	}
	if (a->first != NULL)
		put(t, end);
}

static long
to_text(acl_t acl, const char *prefix, const char *separator,
    const char *end, int options, ssize_t *len)
{
	struct text t = { NULL, 0, 0 };

	if (acl == NULL)
		return -EINVAL;
	put_list(&t, acl, prefix, separator, end, options);
	t.size = t.used + 1;
	if ((t.s = acl_object(t.size)) == NULL)
		return -ENOMEM;
	put_list(&t, acl, prefix, separator, end, options);
	if (len != NULL)
		*len = (ssize_t)t.used;
	return (long)t.s;
}

/* For acl_free(). */
long
sys_acl_to_text(acl_t acl, ssize_t *len)
{
	return to_text(acl, "", "\n", "\n", TEXT_SOME_EFFECTIVE, len);
}

long
sys_acl_to_any_text(acl_t acl, const char *prefix, char separator,
    int options)
{
	const char s[2] = { separator, '\0' };

	return to_text(acl, prefix != NULL ? prefix : "", s, "", options,
	    NULL);
}
