/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a copy-on-write view has of its own: the pages in which it differs
 * from its section.
 *
 * Where the system tells quickly which pages those can be, it is asked.  On
 * Wine 8 that takes three times as long as comparing all of them does (and
 * VirtualQuery does not tell): 10 ms for 64 MiB.
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

void dirty_clear(struct dirty *);
/* Adds the pages of a view of the heap.  -ENOMEM. */
int dirty_find(struct dirty *, const struct mm_section *);
/* Adds pages that are found otherwise; for mm_map_own(), arg is the list. */
int dirty_add(const struct mm_region *, void *arg);
/* Is there any difference?  memcmp() stops to find out which way. */
int dirty_differ(const char *a, const char *b, size_t size);
/* Writes them into the section, which nobody else may have. */
int dirty_merge(const struct mm_section *);
/* Both return the end of the copies, of which there are d->bytes. */
char *dirty_copy_out(const struct dirty *, char *to);
const char *dirty_copy_in(const struct dirty *, const char *from);

#endif
