/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a POSIX path is called after a folder on its way got another name.
 */
#include "path/room_impl.h"

#include <errno.h>
#include <string.h>

#include "mm/room.h"
#include "nt/utf.h"

static uint16_t
fold(uint16_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint16_t)(c + 0x20) : c;
}

static int
same_units(const uint16_t *a, const uint16_t *b, size_t n)
{
	for (; n > 0; n--, a++, b++)
		if (fold(*a) != fold(*b))
			return 0;
	return 1;
}

static int
lies_in(const struct path *p, const struct nt_name *place)
{
	return p->nt_units >= place->units &&
	    same_units(p->nt, place->text, place->units) &&
	    (p->nt_units == place->units || p->nt[place->units] == '\\');
}

/* Where the last component of a name begins. */
static size_t
base_of(const struct nt_name *n)
{
	size_t i = n->units;

	while (i > 0 && n->text[i - 1] != '\\')
		i--;
	return i;
}

/*
 * In the words the path was given in: all of it but the one component.
 * Its length, 0 if that cannot be.
 */
static size_t
respell(char *out, const char *posix, const struct path *p,
    const struct nt_name *from, const struct nt_name *to)
{
	size_t base = base_of(to), at = strlen(posix), tail, n;
	const char *rest;

	for (size_t i = from->units; i < p->nt_units; i++) {
		if (p->nt[i] != '\\')
			continue;
		while (at > 0 && posix[--at] != '/')
			continue;
	}
	rest = posix + at;
	tail = strlen(rest);
	while (at > 0 && posix[--at] != '/')
		continue;
	memcpy(out, posix, at);
	out[at++] = '/';
	n = path_name_from_nt(out + at, PATH_MAX - at, to->text + base,
	    to->units - base);
	if (at + n + tail >= PATH_MAX)
		return 0;
	memcpy(out + at + n, rest, tail + 1);
	return at + n + tail;
}

/* Does that path lead to the NT name in p? */
static int
leads_to(const char *posix, size_t len, const struct path *p)
{
	struct path *q = mm_alloc(sizeof *q);
	int r = 0;

	if (q == NULL)
		return 0;
	memcpy(q->posix, posix, len + 1);
	q->posix_len = len;
	if (path_map(q) == 0)
		r = q->kind == PATH_DISK && q->nt_units == p->nt_units &&
		    same_units(q->nt, p->nt, p->nt_units);
	mm_free(q);
	return r;
}

/* p, which lies in from, lies in to now; its new path. */
static long
rename_in(char *out, const char *posix, struct path *p,
    const struct nt_name *from, const struct nt_name *to)
{
	size_t rest = p->nt_units - from->units, n;

	if (to->units + rest > PATH_NT_MAX)
		return -ENAMETOOLONG;
	n = base_of(from) == base_of(to) ? respell(out, posix, p, from, to) :
	    0;
	memmove(p->nt + to->units, p->nt + from->units, rest * 2);
	memcpy(p->nt, to->text, to->units * 2);
	p->nt_units = to->units + rest;
	if (n > 0 && leads_to(out, n, p))
		return (long)n;
	return path_from_nt(out, PATH_MAX, p->nt, p->nt_units);
}

long
path_renamed(char out[PATH_MAX], const char *posix,
    const struct nt_name *from, const struct nt_name *to)
{
	struct path *p = mm_alloc(sizeof *p);
	size_t n = strlen(posix);
	long r = 0;

	if (p == NULL)
		return -ENOMEM;
	if (n >= PATH_MAX)
		r = -ENAMETOOLONG;
	else {
		memcpy(p->posix, posix, n + 1);
		p->posix_len = n;
		if (path_map(p) == 0 && p->kind == PATH_DISK &&
		    lies_in(p, from))
			r = rename_in(out, posix, p, from, to);
	}
	mm_free(p);
	return r;
}
