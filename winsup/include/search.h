/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <search.h>, completed (XBD <search.h>).
 */
#ifndef _ISTHMUS_SEARCH_H
#define _ISTHMUS_SEARCH_H

#include_next <search.h>

__BEGIN_DECLS

void insque(void *__elem, void *__pred);
void remque(void *__elem);
void *lfind(const void *__key, const void *__base, size_t *__n,
    size_t __size, int (*__compar)(const void *, const void *));
void *lsearch(const void *__key, void *__base, size_t *__n, size_t __size,
    int (*__compar)(const void *, const void *));

__END_DECLS

#endif /* _ISTHMUS_SEARCH_H */
