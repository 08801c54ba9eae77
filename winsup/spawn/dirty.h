/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a copy-on-write view has of its own: the pages in which it differs
 * from its section.  Comparing all of them takes 10 ms for 64 MiB.
 *
 * The system is asked which pages can be the view's own, if it tells quickly.
 * On Wine 8 that takes three times as long as comparing (and VirtualQuery does
 * not tell).
 *
 * In a small section that no other process has a word of each page is changed
 * for a moment: where the view shows the change it has no page of its own.
 * That takes 0.02 us a page, but 1 to 10 us for the first time, and again when
 * Wine's host has written the page to its disk meanwhile.  No other
 * thread of the program may run then.
 */
#ifndef ISTHMUS_SPAWN_DIRTY_H
#define ISTHMUS_SPAWN_DIRTY_H

#include <stddef.h>

#include "mm/room.h"

/* Runs of pages; the list lies outside of what fork puts aside or copies. */
struct dirty {
	struct mm_region *run;
	size_t n, room;
	size_t bytes;			/* of all runs */
};

/* The largest section for which changing pages pays. */
#define DIRTY_SMALL	((size_t)2 << 20)

void dirty_clear(struct dirty *);
/*
 * Adds the pages of a view of the heap.  alone: no other thread of the
 * program runs.  -ENOMEM.
 */
int dirty_find(struct dirty *, const struct mm_section *, int alone);
/* Makes them as they are in the section, which has a base; alone. */
void dirty_undo(const struct mm_section *);
/* Adds pages that are found otherwise; for mm_map_own(), arg is the list. */
int dirty_add(const struct mm_region *, void *arg);
/* Copies, but writes only to pages that differ: most do not. */
void dirty_put(char *to, const char *from, size_t size);
/* Writes them into the section, which nobody else may have; alone. */
int dirty_merge(const struct mm_section *);
/* Both return the end of the copies, of which there are d->bytes. */
char *dirty_copy_out(const struct dirty *, char *to);
const char *dirty_copy_in(const struct dirty *, const char *from);

#endif
