/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * LC_NUMERIC and LC_MONETARY (XBD 7.3.4, 7.3.3).
 */
#include <string.h>
#include <wchar.h>

#include "newlib_private.h"
#include "locale_impl.h"

int __set_lc_numeric_from_win(const char *name, const struct lc_numeric_T *c,
    struct lc_numeric_T *out, char **buf, void *wctomb, const char *charset);
int __set_lc_monetary_from_win(const char *name,
    const struct lc_monetary_T *c, struct lc_monetary_T *out, char **buf,
    void *wctomb, const char *charset);

static void
numeric(struct pool *p, void *arg)
{
	struct lc_numeric_T *out = arg;

	out->codeset = pool_bytes(p, p->charset);
	pool_item(p, NT_NLS_DECIMAL, &out->decimal_point,
	    &out->wdecimal_point);
	pool_item(p, NT_NLS_THOUSAND, &out->thousands_sep,
	    &out->wthousands_sep);
	pool_grouping(p, NT_NLS_GROUPING, &out->grouping);
}

int
__set_lc_numeric_from_win(const char *name, const struct lc_numeric_T *c,
    struct lc_numeric_T *out, char **buf, void *wctomb, const char *charset)
{
	struct pool p = { .wctomb = wctomb, .charset = charset };

	return pool_category(&p, name, c, out, sizeof *out, buf, numeric);
}

/* Three letters and what separates them from the amount. */
static void
international(struct pool *p, struct lc_monetary_T *out)
{
	wchar_t text[NT_NLS_TEXT];

	if (nt_nls_text(p->locale, NT_NLS_INTL_CURRENCY, text) != 0 ||
	    wcslen(text) != 3)
		return;
	text[3] = L' ';
	text[4] = L'\0';
	out->int_curr_symbol = pool_narrow(p, text);
	out->wint_curr_symbol = pool_wide(p, text);
}

/* Windows tells what a plus looks like, not that amounts are to have one. */
static void
signs(struct pool *p, struct lc_monetary_T *out)
{
	wchar_t text[NT_NLS_TEXT];

	if (nt_nls_text(p->locale, NT_NLS_POSITIVE_SIGN, text) == 0 &&
	    wcscmp(text, L"+") != 0) {
		out->positive_sign = pool_narrow(p, text);
		out->wpositive_sign = pool_wide(p, text);
	}
	pool_item(p, NT_NLS_NEGATIVE_SIGN, &out->negative_sign,
	    &out->wnegative_sign);
	pool_number(p, NT_NLS_POSITIVE_SIGN_PLACE, &out->p_sign_posn);
	pool_number(p, NT_NLS_NEGATIVE_SIGN_PLACE, &out->n_sign_posn);
	pool_number(p, NT_NLS_POSITIVE_PRECEDES, &out->p_cs_precedes);
	pool_number(p, NT_NLS_POSITIVE_SPACE, &out->p_sep_by_space);
	pool_number(p, NT_NLS_NEGATIVE_PRECEDES, &out->n_cs_precedes);
	pool_number(p, NT_NLS_NEGATIVE_SPACE, &out->n_sep_by_space);
	out->int_p_sign_posn = out->p_sign_posn;
	out->int_n_sign_posn = out->n_sign_posn;
	out->int_p_cs_precedes = out->p_cs_precedes;
	out->int_n_cs_precedes = out->n_cs_precedes;
	/* Letters are never written against digits. */
	out->int_p_sep_by_space = pool_bytes(p, "\1");
	out->int_n_sep_by_space = pool_bytes(p, "\1");
}

static void
monetary(struct pool *p, void *arg)
{
	struct lc_monetary_T *out = arg;

	out->codeset = pool_bytes(p, p->charset);
	pool_item(p, NT_NLS_CURRENCY, &out->currency_symbol,
	    &out->wcurrency_symbol);
	pool_item(p, NT_NLS_MON_DECIMAL, &out->mon_decimal_point,
	    &out->wmon_decimal_point);
	pool_item(p, NT_NLS_MON_THOUSAND, &out->mon_thousands_sep,
	    &out->wmon_thousands_sep);
	pool_grouping(p, NT_NLS_MON_GROUPING, &out->mon_grouping);
	pool_number(p, NT_NLS_CURRENCY_DIGITS, &out->frac_digits);
	pool_number(p, NT_NLS_INTL_CURRENCY_DIGITS, &out->int_frac_digits);
	international(p, out);
	signs(p, out);
}

int
__set_lc_monetary_from_win(const char *name, const struct lc_monetary_T *c,
    struct lc_monetary_T *out, char **buf, void *wctomb, const char *charset)
{
	struct pool p = { .wctomb = wctomb, .charset = charset };

	return pool_category(&p, name, c, out, sizeof *out, buf, monetary);
}
