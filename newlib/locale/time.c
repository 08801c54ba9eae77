/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * LC_TIME (XBD 7.3.5). Windows has no format for date and time together: it
 * is made of the long date, with short names, and the time.
 */
#include <string.h>
#include <wchar.h>

#include "newlib_private.h"
#include "locale_impl.h"

int __set_lc_time_from_win(const char *name, const struct lc_time_T *c,
    struct lc_time_T *out, char **buf, void *wctomb, const char *charset);

static void
names(struct pool *p, unsigned item, int n, const char **narrow,
    const wchar_t **wide)
{
	int i;

	for (i = 0; i < n; i++)
		pool_item(p, item + (unsigned)i, &narrow[i], &wide[i]);
}

/* Windows' week starts with Monday. */
static void
days(struct pool *p, unsigned item, const char **narrow, const wchar_t **wide)
{
	names(p, item, 6, narrow + 1, wide + 1);
	names(p, item + 6, 1, narrow, wide);
}

static void
format(struct pool *p, const wchar_t *text, const char **narrow,
    const wchar_t **wide)
{
	*narrow = pool_narrow(p, text);
	*wide = pool_wide(p, text);
}

static void
append(wchar_t *to, const wchar_t *s)
{
	wcsncat(to, s, POOL_TEXT - wcslen(to) - 1);
}

static void
formats(struct pool *p, struct lc_time_T *out)
{
	wchar_t picture[NT_NLS_TEXT], date[POOL_TEXT], t[NT_NLS_TEXT];
	int halves;

	if (nt_nls_text(p->locale, NT_NLS_TIME, picture) != 0)
		return;
	locale_picture(picture, 0, t, NT_NLS_TEXT);
	format(p, t, &out->X_fmt, &out->wX_fmt);
	if (nt_nls_text(p->locale, NT_NLS_SHORT_DATE, picture) != 0)
		return;
	out->md_order = wcscspn(picture, L"d") < wcscspn(picture, L"M") ?
	    "dm" : "md";
	locale_picture(picture, 0, date, NT_NLS_TEXT);
	format(p, date, &out->x_fmt, &out->wx_fmt);
	if (nt_nls_text(p->locale, NT_NLS_LONG_DATE, picture) != 0)
		return;
	locale_picture(picture, 1, date, NT_NLS_TEXT);
	append(date, L" ");
	append(date, t);
	format(p, date, &out->c_fmt, &out->wc_fmt);
	append(date, L" %Z");
	format(p, date, &out->date_fmt, &out->wdate_fmt);
	/* Where the halves of a day have no names, it is not halved. */
	halves = nt_nls_text(p->locale, NT_NLS_AM, t) != 0 || t[0] != L'\0';
	format(p, halves ? L"%I:%M:%S %p" : L"%H:%M:%S", &out->ampm_fmt,
	    &out->wampm_fmt);
}

static void
fill(struct pool *p, void *arg)
{
	struct lc_time_T *out = arg;

	out->codeset = pool_bytes(p, p->charset);
	days(p, NT_NLS_SHORT_DAYS, out->wday, out->wwday);
	days(p, NT_NLS_DAYS, out->weekday, out->wweekday);
	names(p, NT_NLS_SHORT_MONTHS | NT_NLS_GENITIVE, 12, out->mon,
	    out->wmon);
	names(p, NT_NLS_MONTHS | NT_NLS_GENITIVE, 12, out->month,
	    out->wmonth);
	names(p, NT_NLS_MONTHS, 12, out->alt_month, out->walt_month);
	names(p, NT_NLS_AM, 2, out->am_pm, out->wam_pm);
	formats(p, out);
}

int
__set_lc_time_from_win(const char *name, const struct lc_time_T *c,
    struct lc_time_T *out, char **buf, void *wctomb, const char *charset)
{
	struct pool p = { .wctomb = wctomb, .charset = charset };

	return pool_category(&p, name, c, out, sizeof *out, buf, fill);
}
