/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/nls.h"

#include <errno.h>
#include <limits.h>

#include "nt/ntdll.h"

_Static_assert((int)NT_NLS_GROUPING == LOCALE_SGROUPING &&
    (int)NT_NLS_INTL_CURRENCY_DIGITS == LOCALE_IINTLCURRDIGITS &&
    (int)NT_NLS_LONG_DATE == LOCALE_SLONGDATE &&
    (int)NT_NLS_PM == LOCALE_S2359 && (int)NT_NLS_DAYS == LOCALE_SDAYNAME1 &&
    (int)NT_NLS_SHORT_DAYS == LOCALE_SABBREVDAYNAME1 &&
    (int)NT_NLS_MONTHS == LOCALE_SMONTHNAME1 &&
    (int)NT_NLS_SHORT_MONTHS == LOCALE_SABBREVMONTHNAME1 &&
    (int)NT_NLS_NEGATIVE_SPACE == LOCALE_INEGSEPBYSPACE &&
    (int)NT_NLS_TIME == LOCALE_STIMEFORMAT &&
    (int)NT_NLS_GENITIVE == LOCALE_RETURN_GENITIVE_NAMES, "items");

#ifndef LOCALE_ICONSTRUCTEDLOCALE
#define LOCALE_ICONSTRUCTEDLOCALE	0x7d
#endif

/* Hyphens and apostrophes count like other signs. */
#define ORDER	SORT_STRINGSORT

static const WCHAR *
wide(const uint16_t *s)
{
	return (const WCHAR *)s;
}

int
nt_nls_known(const uint16_t *locale)
{
	DWORD made_up = 0;

	if (!IsValidLocaleName(wide(locale)))
		return 0;
	/* Windows 10 takes any name of the right form, and says so here. */
	return GetLocaleInfoEx(wide(locale), LOCALE_ICONSTRUCTEDLOCALE |
	    LOCALE_RETURN_NUMBER, (WCHAR *)&made_up,
	    sizeof(made_up) / sizeof(WCHAR)) == 0 || !made_up;
}

/* What the user has changed for himself is not the locale's. */
int
nt_nls_text(const uint16_t *locale, unsigned item, uint16_t out[NT_NLS_TEXT])
{
	return GetLocaleInfoEx(wide(locale), LOCALE_NOUSEROVERRIDE | item,
	    (WCHAR *)out, NT_NLS_TEXT) > 0 ? 0 : -EINVAL;
}

int
nt_nls_number(const uint16_t *locale, unsigned item)
{
	DWORD n;

	if (GetLocaleInfoEx(wide(locale), LOCALE_NOUSEROVERRIDE |
	    LOCALE_RETURN_NUMBER | item, (WCHAR *)&n,
	    sizeof(n) / sizeof(WCHAR)) == 0 || n > INT_MAX)
		return -EINVAL;
	return (int)n;
}

int
nt_nls_compare(const uint16_t *locale, const uint16_t *a, size_t na,
    const uint16_t *b, size_t nb)
{
	int r;

	if (na > INT_MAX || nb > INT_MAX)
		return 0;
	r = CompareStringEx(wide(locale), ORDER, wide(a), (int)na, wide(b),
	    (int)nb, NULL, NULL, 0);
	return r == 0 ? 0 : r - CSTR_EQUAL;
}

size_t
nt_nls_key(const uint16_t *locale, const uint16_t *s, size_t n,
    unsigned char *key, size_t size)
{
	DWORD flags = LCMAP_SORTKEY | ORDER;
	int len;

	if (n == 0 || n > INT_MAX)
		return 0;
	len = LCMapStringEx(wide(locale), flags, wide(s), (int)n, NULL, 0,
	    NULL, NULL, 0);
	/* Its length counts a terminator, which is written too. */
	if (len > 0 && (size_t)len <= size)
		LCMapStringEx(wide(locale), flags, wide(s), (int)n,
		    (WCHAR *)(void *)key, len, NULL, NULL, 0);
	return len > 0 ? (size_t)len - 1 : 0;
}
