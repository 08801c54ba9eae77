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

/* The strings of a category, in one block. */
struct pool {
	void		*wctomb;	/* newlib's function for the charset */
	const char	*charset;
	const uint16_t	*locale;
	char		*base;		/* the block, NULL at first and if
					   there is no memory */
	size_t		used;
};

/*
 * A category of size bytes in out: those of C, with what fill() makes of them
 * for the locale of that name. fill() is called twice, first to find out how
 * large the block must be, which is then *buf. As newlib wants it of all who
 * load a category: -1 for failure, 0 when it is that of C, 1 when *out holds
 * values of its own; then *buf is malloc'd, and freed together with newlib's
 * copy of *out.
 */
int pool_category(struct pool *p, const char *name, const void *c, void *out,
    size_t size, char **buf, void (*fill)(struct pool *p, void *out));
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
