/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fnmatch() (XSH; patterns: XCU 2.14) on whole characters, newlib's on
 * bytes. Bytes that are no characters match themselves and "?". Of a character
 * in the pattern each byte may be quoted: dash, which knows bytes only, quotes
 * those that it uses as marks.
 */
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "c32.h"

#define SLASH_ENDS	(FNM_PATHNAME)

/* The character at *s, which is moved on; 0 at the end. */
static uint32_t
take(const char **s)
{
	uint32_t c;

	if (**s == '\0')
		return 0;
	if (MB_CUR_MAX == 1)
		return (unsigned char)*(*s)++;
	*s += c32_utf8(&c, *s, strlen(*s) < 4 ? strlen(*s) : 4);
	return c;
}

/* What a backslash at p quotes, if there is one. */
static const char *
unquoted(const char *p, int flags)
{
	return p[0] == '\\' && p[1] != '\0' && !(flags & FNM_NOESCAPE) ?
	    p + 1 : p;
}

/* The pattern's character at *p, as take() does. */
static uint32_t
take_quoted(const char **p, int flags)
{
	const char *q = unquoted(*p, flags), *end[4];
	char bytes[4];
	uint32_t c;
	int n = 0;

	if (MB_CUR_MAX == 1 || (unsigned char)*q < 0x80) {
		*p = q;
		return take(p);
	}
	do {
		bytes[n] = *q;
		end[n++] = q + 1;
		q = unquoted(q + 1, flags);
	} while (n < 4 && ((unsigned char)*q & 0xc0) == 0x80);
	*p = end[c32_utf8(&c, bytes, (size_t)n) - 1];
	return c;
}

static uint32_t
fold(uint32_t c, int flags)
{
	return flags & FNM_CASEFOLD ? (uint32_t)towlower((wint_t)c) : c;
}

/*
 * A bracket expression's parts: a character, [.x.], [=x=] or \x. *p is moved
 * behind it. Returns 0 if there is none, which makes it no bracket at all.
 */
static int
element(const char **p, int flags, uint32_t *c)
{
	const char *q = *p;
	char kind;

	if (*q == '[' && (q[1] == '.' || q[1] == '=')) {
		kind = q[1];
		q += 2;
		*c = take_quoted(&q, flags);
		if (*c == 0 || q[0] != kind || q[1] != ']')
			return 0;
		*p = q + 2;
		return 1;
	}
	*c = take_quoted(&q, flags);
	*p = q;
	return *c != 0;
}

static int
in_class(const char *name, size_t n, uint32_t c, int flags)
{
	char buf[32];
	wctype_t type;

	if (n >= sizeof(buf))
		return 0;
	memcpy(buf, name, n);
	buf[n] = '\0';
	type = wctype(buf);
	if (type == 0)
		return 0;
	return iswctype((wint_t)c, type) || (flags & FNM_CASEFOLD &&
	    (iswctype(towlower((wint_t)c), type) ||
	    iswctype(towupper((wint_t)c), type)));
}

/*
 * The bracket expression at *p, behind the "[". 1 or 0 for a match, and *p
 * is behind it; -1 if it is not one.
 */
static int
bracket(const char **p, uint32_t c, int flags)
{
	const char *q = *p, *end;
	uint32_t lo, hi;
	int not = 0, found = 0, first = 1;

	c = fold(c, flags);
	if (*q == '!' || *q == '^') {
		not = 1;
		q++;
	}
	for (; *q != ']' || first; first = 0) {
		if (*q == '\0' || (*q == '/' && flags & SLASH_ENDS))
			return -1;
		if (q[0] == '[' && q[1] == ':' &&
		    (end = strstr(q + 2, ":]")) != NULL) {
			found |= in_class(q + 2, (size_t)(end - q) - 2, c,
			    flags);
			q = end + 2;
			continue;
		}
		if (!element(&q, flags, &lo))
			return -1;
		hi = lo;
		if (q[0] == '-' && q[1] != ']' && q[1] != '\0') {
			q++;
			if (!element(&q, flags, &hi))
				return -1;
		}
		found |= fold(lo, flags) <= c && c <= fold(hi, flags);
	}
	*p = q + 1;
	return found != not;
}

/* Is the name's next character a period that only a period matches? */
static int
leading_period(const char *s, const char *start, int flags)
{
	return *s == '.' && flags & FNM_PERIOD && (s == start ||
	    (flags & FNM_PATHNAME && s[-1] == '/'));
}

/*
 * One character of the pattern that is not "*" against the name. Returns 1
 * and moves both on, or 0.
 */
static int
match_one(const char **p, const char **s, const char *start, int flags)
{
	const char *q = *p, *t = *s;
	uint32_t c, w;
	int r;

	if (*t == '\0')
		return 0;
	c = take(&t);
	if (*q == '?' || *q == '[') {
		r = 1;
		if (*q++ == '[' && (r = bracket(&q, c, flags)) < 0)
			goto literal;
		if (!r || (c == '/' && flags & FNM_PATHNAME) ||
		    leading_period(*s, start, flags))
			return 0;
		*p = q;
		*s = t;
		return 1;
	}
literal:
	q = *p;
	if (q[0] == '\\' && q[1] == '\0' && !(flags & FNM_NOESCAPE))
		return 0;
	w = take_quoted(&q, flags);
	if (fold(w, flags) != fold(c, flags))
		return 0;
	*p = q;
	*s = t;
	return 1;
}

/*
 * A mismatch is answered by giving the last "*" one more character. With
 * FNM_PATHNAME no "*" passes a slash, so that the last one before it cannot
 * help any more: the time is at most the product of the lengths.
 */
int
fnmatch(const char *p, const char *s, int flags)
{
	const char *start = s, *star = NULL, *retry = NULL;

	for (;;) {
		if (*p == '*') {
			if (leading_period(s, start, flags))
				return FNM_NOMATCH;
			while (*p == '*')
				p++;
			star = p;
			retry = s;
			continue;
		}
		if (*p == '\0' && (*s == '\0' ||
		    (flags & FNM_LEADING_DIR && *s == '/')))
			return 0;
		if (*p != '\0' && match_one(&p, &s, start, flags))
			continue;
		if (star == NULL || *retry == '\0' ||
		    (*retry == '/' && flags & FNM_PATHNAME))
			return FNM_NOMATCH;
		(void)take(&retry);
		s = retry;
		p = star;
	}
}
