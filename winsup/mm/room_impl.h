/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_MM_ROOM_IMPL_H
#define ISTHMUS_MM_ROOM_IMPL_H

#include "mm/room.h"

/*
 * The table t, which has room for *max entries of that size, or the one it
 * has become to have room for n; NULL: no memory, and t is as it was.
 */
void *mm_table_room(void *t, size_t *max, size_t n, size_t size);

/*
 * limit.c: what there is of the heap, and of mappings (data: those that are
 * private and can be written to); may there be that much more?
 */
void mm_limit_heap(size_t bytes);
void mm_limit_mapped(size_t all, size_t data);
int mm_limit_allows(size_t more, int data);

/* arena.c: mlockall() is in effect: nothing leaves the working set. */
extern int mm_all_locked;

#endif
