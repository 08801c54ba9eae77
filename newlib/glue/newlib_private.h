/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's own view of a locale. The recipe of newlib puts its private
 * header in the sysroot's usr/src/newlib.
 */
#ifndef ISTHMUS_NEWLIB_PRIVATE_H
#define ISTHMUS_NEWLIB_PRIVATE_H

#include <reent.h>
#include <setlocale.h>

typedef int mbtowc_fn(struct _reent *, wchar_t *, const char *, size_t,
    mbstate_t *);
typedef int wctomb_fn(struct _reent *, char *, wchar_t, mbstate_t *);

#endif /* ISTHMUS_NEWLIB_PRIVATE_H */
