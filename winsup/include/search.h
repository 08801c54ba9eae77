/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Hash tables, trees, lists and linear search (XBD <search.h>). newlib is
 * compiled with its own header, which has an older tfind().
 */
#ifndef _ISTHMUS_SEARCH_H
#define _ISTHMUS_SEARCH_H

#ifdef _LIBC
#include_next <search.h>
#else

#include <sys/cdefs.h>
#include <sys/types.h>

typedef struct entry {
	char	*key;
	void	*data;
} ENTRY;

typedef enum {
	FIND,
	ENTER
} ACTION;

typedef enum {
	preorder,
	postorder,
	endorder,
	leaf
} VISIT;

typedef void	posix_tnode;

__BEGIN_DECLS

int hcreate(size_t __n);
void hdestroy(void);
ENTRY *hsearch(ENTRY __item, ACTION __action);

void *tdelete(const void *__restrict __key, void **__restrict __root,
    int (*__compar)(const void *, const void *));
void *tfind(const void *__key, void *const *__root,
    int (*__compar)(const void *, const void *));
void *tsearch(const void *__key, void **__root,
    int (*__compar)(const void *, const void *));
void twalk(const void *__root, void (*__action)(const void *, VISIT, int));

void insque(void *__elem, void *__pred);
void remque(void *__elem);
void *lfind(const void *__key, const void *__base, size_t *__n,
    size_t __size, int (*__compar)(const void *, const void *));
void *lsearch(const void *__key, void *__base, size_t *__n, size_t __size,
    int (*__compar)(const void *, const void *));

#if __MISC_VISIBLE
struct hsearch_data {
	struct internal_head	*htable;
	size_t			htablesize;
};

int hcreate_r(size_t __n, struct hsearch_data *__table);
void hdestroy_r(struct hsearch_data *__table);
int hsearch_r(ENTRY __item, ACTION __action, ENTRY **__result,
    struct hsearch_data *__table);
void tdestroy(void *__root, void (*__free)(void *));
#endif

__END_DECLS

#endif /* !_LIBC */

#endif /* _ISTHMUS_SEARCH_H */
