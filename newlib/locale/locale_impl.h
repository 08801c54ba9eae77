/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Locales other than C and C.UTF-8: what newlib asks its system for when it
 * loads a category, from Windows' NLS data (winsup/nt/nls.h).
 */
#ifndef ISTHMUS_LOCALE_IMPL_H
#define ISTHMUS_LOCALE_IMPL_H

#include <stddef.h>
#include <stdint.h>

#include "nt/nls.h"

#define LOCALE_NAME	32	/* newlib's limit of a name */
#define POOL_TEXT	(3 * NT_NLS_TEXT)	/* no string is longer */

/*
 * Windows' name for a locale: of "sr_RS.UTF-8@latin", sr-Latn-RS. 0, or -1 if
 * Windows does not know it, or the name is of the C locale.
 */
int locale_windows_name(const char *name, uint16_t out[LOCALE_NAME]);

/*
 * A format of strftime() for a picture of Windows ("dddd, d. MMMM yyyy"),
 * with short names instead of long ones if brief is not 0. At most max units
 * are written, a terminator among them. Returns out.
 */
uint16_t *locale_picture(const uint16_t *picture, int brief, uint16_t *out,
    size_t max);

/*
 * The strings of a category, in one block. They are put in twice, first to
 * find out how large the block must be:
 *	do {
 *		...
 *	} while (pool_again(&pool));
 */
struct pool {
	const uint16_t	*locale;
	void		*wctomb;	/* newlib's function for the charset */
	char		*base;		/* the block, NULL at first and if
					   there is no memory */
	size_t		used;
};

int pool_again(struct pool *p);
const char *pool_bytes(struct pool *p, const char *s);
const char *pool_narrow(struct pool *p, const uint16_t *s);
const wchar_t *pool_wide(struct pool *p, const uint16_t *s);
/* Items of NLS; what Windows does not have is left as it is. */
void pool_item(struct pool *p, unsigned item, const char **narrow,
    const wchar_t **wide);
void pool_number(struct pool *p, unsigned item, const char **out);
/* The sizes of groups of digits: of "3;2;0", 3 and then 2 each. */
void pool_grouping(struct pool *p, unsigned item, const char **out);

#endif /* ISTHMUS_LOCALE_IMPL_H */
