/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Windows' data on languages and places (NLS).  Locales go by Windows' names
 * ("de-DE"); all text is UTF-16.
 */
#ifndef ISTHMUS_NT_NLS_H
#define ISTHMUS_NT_NLS_H

#include <stddef.h>
#include <stdint.h>

#define NT_NLS_TEXT	128	/* units that any item fits in */

/* Items by Windows' numbers; those of names are the first of a row. */
enum nt_nls_item {
	NT_NLS_DECIMAL = 0x0e, NT_NLS_THOUSAND, NT_NLS_GROUPING,
	NT_NLS_CURRENCY = 0x14, NT_NLS_INTL_CURRENCY, NT_NLS_MON_DECIMAL,
	NT_NLS_MON_THOUSAND, NT_NLS_MON_GROUPING, NT_NLS_CURRENCY_DIGITS,
	NT_NLS_INTL_CURRENCY_DIGITS,
	NT_NLS_SHORT_DATE = 0x1f, NT_NLS_LONG_DATE,
	NT_NLS_AM = 0x28, NT_NLS_PM,
	NT_NLS_DAYS = 0x2a,		/* from Monday */
	NT_NLS_SHORT_DAYS = 0x31, NT_NLS_MONTHS = 0x38,
	NT_NLS_SHORT_MONTHS = 0x44,
	NT_NLS_POSITIVE_SIGN = 0x50, NT_NLS_NEGATIVE_SIGN,
	NT_NLS_POSITIVE_SIGN_PLACE, NT_NLS_NEGATIVE_SIGN_PLACE,
	NT_NLS_POSITIVE_PRECEDES, NT_NLS_POSITIVE_SPACE,
	NT_NLS_NEGATIVE_PRECEDES, NT_NLS_NEGATIVE_SPACE,
	NT_NLS_TIME = 0x1003,
	/* Beside a month's name: as it stands in a date. */
	NT_NLS_GENITIVE = 0x10000000
};

/* Whether there are data for a locale. */
int nt_nls_known(const uint16_t *locale);

/* 0, or -EINVAL: no such locale or item. */
int nt_nls_text(const uint16_t *locale, unsigned item,
    uint16_t out[NT_NLS_TEXT]);

/* The value of an item that is a number, or -EINVAL. */
int nt_nls_number(const uint16_t *locale, unsigned item);

/* As memcmp(), by the locale's order; 0 also for what it cannot compare. */
int nt_nls_compare(const uint16_t *locale, const uint16_t *a, size_t na,
    const uint16_t *b, size_t nb);

/*
 * A key whose bytes compare as the string does, without a terminator; how
 * long it is, of which at most size bytes are written (none if it is more).
 */
size_t nt_nls_key(const uint16_t *locale, const uint16_t *s, size_t n,
    unsigned char *key, size_t size);

#endif
