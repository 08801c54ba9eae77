/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * LC_COLLATE (XBD 7.3.2): strcoll, strxfrm, wcscoll, wcsxfrm and their _l
 * forms, in the order of Windows' tables. The C locale, whatever its
 * character set, goes by code value.
 *
 * Strings that the tables do not tell apart are ordered by code value, so
 * that only equal ones compare equal. A key is therefore Windows' key, then
 * the least value there is, then the string itself: all keys of Windows have
 * the same number of such values between their parts, so that none goes on
 * with one where another ends.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "newlib_private.h"
#include "locale_impl.h"

#define BETWEEN	1

const struct lc_collate_T _C_collate_locale = {
	L"", NULL, "ASCII"
};

/* Returns 0 or -1. */
int
__collate_load_locale(struct __locale_t *loc, const char *name, void *mbtowc,
    const char *charset)
{
	struct __lc_cats *cat = &loc->lc_cat[LC_COLLATE];
	struct lc_collate_T *own = NULL;
	uint16_t locale[LOCALE_NAME] = { 0 };
	char *buf = NULL;

	_Static_assert(sizeof(own->win_locale) == sizeof(locale), "name");
	if (locale_windows_name(name, locale) == 0 ||
	    strcmp(charset, "ASCII") != 0) {
		own = calloc(1, sizeof(*own));
		/* newlib frees the pair when this one is not NULL. */
		buf = malloc(1);
		if (own == NULL || buf == NULL) {
			free(own);
			free(buf);
			return -1;
		}
		own->mbtowc = (mbtowc_fn *)mbtowc;
		strcpy(own->codeset, charset);
		wcscpy(own->win_locale, locale);
	}
	if (cat->buf != NULL) {
		free((void *)cat->ptr);
		free(cat->buf);
	}
	cat->ptr = own != NULL ? own : &_C_collate_locale;
	cat->buf = buf;
	return 0;
}

/* A string as UTF-16; free it with free_text(). */
struct text {
	wchar_t	*s, small[200];
	size_t	n;
};

/* 0, or -1: no memory. Bytes that are no characters come after all others. */
static int
make_text(struct text *t, const struct lc_collate_T *c, const char *s)
{
	size_t left = strlen(s);
	mbstate_t state;
	int len;

	t->n = 0;
	t->s = t->small;
	if (left > sizeof(t->small) / sizeof(t->small[0]) &&
	    (t->s = malloc(left * sizeof(wchar_t))) == NULL)
		return -1;
	memset(&state, 0, sizeof(state));
	while (left > 0) {
		len = c->mbtowc(_REENT, &t->s[t->n], s, left, &state);
		if (len < 0) {
			memset(&state, 0, sizeof(state));
			t->s[t->n] = (wchar_t)(0xdf00 | (unsigned char)*s);
			len = 1;
		}
		t->n++;
		s += len;
		left -= (size_t)len;
	}
	return 0;
}

static void
free_text(struct text *t)
{
	if (t->s != t->small)
		free(t->s);
}

/* ENOMEM: compared by code value. */
int
strcoll_l(const char *a, const char *b, struct __locale_t *loc)
{
	const struct lc_collate_T *c = __get_collate_locale(loc);
	struct text ta, tb;
	int r = 0;

	if (c->win_locale[0] == L'\0')
		return strcmp(a, b);
	if (make_text(&ta, c, a) != 0)
		return strcmp(a, b);
	if (make_text(&tb, c, b) == 0) {
		r = nt_nls_compare(c->win_locale, ta.s, ta.n, tb.s, tb.n);
		free_text(&tb);
	}
	free_text(&ta);
	return r != 0 ? r : strcmp(a, b);
}

int
strcoll(const char *a, const char *b)
{
	return strcoll_l(a, b, __get_current_locale());
}

/* ENOMEM: the key is the string. */
size_t
strxfrm_l(char *restrict key, const char *restrict s, size_t size,
    struct __locale_t *loc)
{
	const struct lc_collate_T *c = __get_collate_locale(loc);
	size_t len = strlen(s), n;
	struct text t;

	if (c->win_locale[0] == L'\0' || make_text(&t, c, s) != 0)
		return strlcpy(key, s, size);
	n = nt_nls_key(c->win_locale, t.s, t.n, (unsigned char *)key, size);
	free_text(&t);
	if (n + 1 + len < size) {
		key[n] = BETWEEN;
		memcpy(key + n + 1, s, len + 1);
	}
	return n + 1 + len;
}

size_t
strxfrm(char *restrict key, const char *restrict s, size_t size)
{
	return strxfrm_l(key, s, size, __get_current_locale());
}

int
wcscoll_l(const wchar_t *a, const wchar_t *b, struct __locale_t *loc)
{
	const struct lc_collate_T *c = __get_collate_locale(loc);
	int r = 0;

	if (c->win_locale[0] != L'\0')
		r = nt_nls_compare(c->win_locale, a, wcslen(a), b, wcslen(b));
	return r != 0 ? r : wcscmp(a, b);
}

int
wcscoll(const wchar_t *a, const wchar_t *b)
{
	return wcscoll_l(a, b, __get_current_locale());
}

size_t
wcsxfrm_l(wchar_t *restrict key, const wchar_t *restrict s, size_t size,
    struct __locale_t *loc)
{
	const struct lc_collate_T *c = __get_collate_locale(loc);
	unsigned char *bytes = (unsigned char *)key;
	size_t len = wcslen(s), n, i;

	if (c->win_locale[0] == L'\0')
		return wcslcpy(key, s, size);
	n = nt_nls_key(c->win_locale, s, len, bytes, size);
	if (n + 1 + len < size) {
		/* Each byte becomes a wide character, in place. */
		for (i = n; i-- > 0; )
			key[i] = bytes[i];
		key[n] = BETWEEN;
		wmemcpy(key + n + 1, s, len + 1);
	}
	return n + 1 + len;
}

size_t
wcsxfrm(wchar_t *restrict key, const wchar_t *restrict s, size_t size)
{
	return wcsxfrm_l(key, s, size, __get_current_locale());
}
