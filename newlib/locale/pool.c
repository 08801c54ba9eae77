/* SPDX-License-Identifier: BSD-2-Clause */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "newlib_private.h"
#include "locale_impl.h"

int
pool_category(struct pool *p, const char *name, const void *c, void *out,
    size_t size, char **buf, void (*fill)(struct pool *p, void *out))
{
	uint16_t locale[LOCALE_NAME];

	if (locale_windows_name(name, locale) != 0)
		return 0;
	p->locale = locale;
	memcpy(out, c, size);
	fill(p, out);
	if ((p->base = malloc(p->used + 1)) == NULL)
		return -1;
	p->used = 0;
	memcpy(out, c, size);
	fill(p, out);
	*buf = p->base;
	return 1;
}

/* n bytes of the block; NULL while it is only measured. */
static void *
take(struct pool *p, size_t n, size_t align)
{
	size_t at = (p->used + align - 1) & ~(align - 1);

	p->used = at + n;
	return p->base != NULL ? p->base + at : NULL;
}

static const char *
put(struct pool *p, const char *s, size_t n)
{
	char *to = take(p, n + 1, 1);

	if (to == NULL)
		return NULL;
	memcpy(to, s, n);
	to[n] = '\0';
	return to;
}

const char *
pool_bytes(struct pool *p, const char *s)
{
	return put(p, s, strlen(s));
}

/* What the charset does not have is a question mark, or a plain space. */
const char *
pool_narrow(struct pool *p, const uint16_t *s)
{
	wctomb_fn *wctomb = (wctomb_fn *)p->wctomb;
	char buf[POOL_TEXT * MB_LEN_MAX];
	mbstate_t state;
	size_t n = 0;
	int len;

	memset(&state, 0, sizeof(state));
	for (; *s != 0; s++) {
		len = wctomb(_REENT, buf + n, *s, &state);
		if (len < 0) {
			memset(&state, 0, sizeof(state));
			buf[n] = *s == 0xa0 || *s == 0x202f ? ' ' : '?';
			len = 1;
		}
		n += (size_t)len;
	}
	return put(p, buf, n);
}

const wchar_t *
pool_wide(struct pool *p, const uint16_t *s)
{
	size_t size = (wcslen(s) + 1) * sizeof(wchar_t);
	wchar_t *to = take(p, size, sizeof(wchar_t));

	return to == NULL ? NULL : memcpy(to, s, size);
}

void
pool_item(struct pool *p, unsigned item, const char **narrow,
    const wchar_t **wide)
{
	uint16_t text[NT_NLS_TEXT];

	if (nt_nls_text(p->locale, item, text) != 0)
		return;
	*narrow = pool_narrow(p, text);
	*wide = pool_wide(p, text);
}

void
pool_number(struct pool *p, unsigned item, const char **out)
{
	int n = nt_nls_number(p->locale, item);
	char c = (char)n;

	if (n >= 0 && n < CHAR_MAX)
		*out = put(p, &c, 1);
}

void
pool_grouping(struct pool *p, unsigned item, const char **out)
{
	uint16_t text[NT_NLS_TEXT];
	char groups[NT_NLS_TEXT];
	size_t n = 0, i;
	int last = 0;

	if (nt_nls_text(p->locale, item, text) != 0)
		return;
	for (i = 0; text[i] != 0; i++) {
		if (text[i] < '0' || text[i] > '9')
			continue;
		last = text[i] - '0';
		if (last != 0)
			groups[n++] = (char)last;
	}
	/* Windows ends with 0 when the last size is used again. */
	if (n > 0 && last != 0)
		groups[n++] = CHAR_MAX;
	if (n > 0)
		*out = put(p, groups, n);
}
