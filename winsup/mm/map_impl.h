/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmap.  POSIX maps pages, NT granules of 64 KiB, and takes back only what it
 * gave as one.  So there are two tables:
 *
 *	areas	what the program has mapped: pages, without gaps or overlaps
 *	spans	what lies there for NT: reservations of private memory and
 *		views of sections, in granules
 *
 * Every page of an area lies in a span.  A page of a span that no area has is
 * dead: decommitted or without access.  A span goes when all of it is dead,
 * or is cut up when something else is mapped there.
 *
 * A page of a file's area that lies in private memory is a hole: it was
 * behind the end of the file when it was mapped.  Touching it is SIGBUS, or
 * maps the file anew if that has grown.
 *
 * Private pages of a file that no view can show, as there is something else in
 * their granule, are private memory too, into which the file is read (their
 * source).  Those behind its end are not committed.  So a view has areas of
 * one object only; a granule of a hole may have something else in it.
 *
 * One lock protects all of it.  Fork class: copy; the child makes its spans
 * anew from the tables (map_fork.c).
 */
#ifndef ISTHMUS_MM_MAP_IMPL_H
#define ISTHMUS_MM_MAP_IMPL_H

#include <stddef.h>
#include <stdint.h>

#include "lib/lock.h"
#include "mm/room.h"
#include "nt/types.h"

/* What views show: a file, or memory that is shared and has no file. */
struct map_object {
	unsigned refs;			/* of areas and spans */
	nt_handle section;		/* NULL: the file is empty */
	nt_handle file;			/* NULL: none */
	uint64_t size;			/* the section's */
	struct mm_file_id id;
	int knows_volume;		/* id does */
	uint32_t rights;		/* NT_MEM_*: what views may have */
	struct map_away *away;		/* its views are, for the moment */
};

struct map_span {
	uintptr_t base;
	size_t size;
	struct map_object *obj;		/* NULL: private memory */
	uint64_t offset;		/* of the view */
};

struct map_area {
	uintptr_t start, end;
	struct map_object *obj;		/* NULL: private memory */
	struct map_object *source;	/* it was read in from there; or NULL */
	uint64_t offset;		/* at start */
	int prot;			/* PROT_* */
	int shared;
	int touched;			/* could be written to at some time */
	struct mm_origin origin;
	int locked;			/* by mlock() */
	unsigned fork;			/* MM_FORK_* */
};

void map_enter(void);			/* takes the lock */
void map_leave(void);
extern volatile uint32_t map_holder;	/* the thread that has it; 0: none */
extern struct map_area *map_areas;
extern struct map_span *map_spans;
extern size_t map_n_areas, map_n_spans;
extern uint32_t map_drops;		/* how often a span went */

static inline uintptr_t
granule_floor(uintptr_t a)
{
	return a & ~(MM_GRANULE - 1);
}

static inline uintptr_t
granule_ceil(uintptr_t a)
{
	return (a + MM_GRANULE - 1) & ~(MM_GRANULE - 1);
}

static inline uintptr_t
page_ceil(uintptr_t a)
{
	return (a + MM_PAGE - 1) & ~(MM_PAGE - 1);
}

/* map_object.c */
int object_file(struct map_object **, nt_handle file, uint32_t rights);
int object_memory(struct map_object **, size_t size);
/* A file without a section, to be read in. */
int object_source(struct map_object **, nt_handle file);
/* The section anew, with the size the file has now. */
int object_reopen(struct map_object *);
/* A volume that is 0 is not known. */
int object_is_file(struct map_object *, const struct mm_file_id *);
void object_unref(struct map_object *);

/* map_span.c */
/* The first span that ends above addr. */
size_t span_after(uintptr_t addr);
/* Fills what has no span in the area's granules.  -ENOMEM, -EEXIST. */
int span_fill(const struct map_area *);
/*
 * A second view, to be read, of what the span shows from the granule of at to
 * at + n.
 */
int span_view_again(const struct map_span *, uintptr_t at, size_t n,
    void **view);
/* Commits private memory of the area, and sets the access it has. */
int span_protect(const struct map_area *);
/* What lies in views there and in no area is not to be touched. */
void span_kill_gaps(uintptr_t from, uintptr_t to);
/* The pages are not to be touched: they have no contents any more. */
void span_hide(uintptr_t start, uintptr_t end);
/* No area has these pages any more. */
void span_forget(uintptr_t start, uintptr_t end);
/*
 * Takes the granules out of all spans.  What lies beside them in the same
 * spans keeps its contents.
 */
int span_cut(uintptr_t from, uintptr_t to);
/*
 * What the areas there have, and a granule that gets private memory for it in
 * place of a part of a view or of a hole.
 */
struct map_saved;
int span_save(struct map_saved **, uintptr_t from, uintptr_t to);
int span_own(uintptr_t from, uintptr_t to, struct map_saved **);
/*
 * Drops all spans of an object, and keeps what they have of their own.  Those
 * of some objects are made anew from the areas by span_bring_back(), before
 * which there is to be span_room(), each span_write_back(), and span_settle().
 * These three neither allocate nor take a lock.
 */
int span_put_away(struct map_object *, struct map_saved **);
int span_room(void);
int span_bring_back(void);
int span_write_back(const struct map_saved *);
int span_settle(void);
void saved_free(struct map_saved *);
/* Makes all spans of the table, which are not there yet. */
int span_rebuild(void);

/* map_read.c */
/* Where the area's memory ends, and what is behind the end of its source is. */
uintptr_t area_memory_end(const struct map_area *);
/*
 * The area, which is open, gets what its source has.  source_follow(): that
 * may have another size now; 1: it is longer.
 */
int area_read(const struct map_area *);
int source_follow(struct map_object *);
/*
 * Something else is to lie in that granule: pages of a private view become
 * such memory, a hole of shared ones stays one for good.
 */
int granule_own(uintptr_t at);
/* The private pages, which are none of a view's, as they were at first. */
int area_discard(const struct map_area *);

/* map.c */
/* The first area that ends above addr. */
size_t area_after(uintptr_t addr);
uint32_t area_prot(const struct map_area *);	/* NT_MEM_* */
/* Ends areas at both addresses; -ENOMEM. */
int areas_cut(uintptr_t start, uintptr_t end);
/* What lies side by side there and does not differ becomes one area. */
void areas_join(uintptr_t start, uintptr_t end);
int area_any(uintptr_t start, uintptr_t end);
/* Is every page of it in an area? */
int area_all(uintptr_t start, uintptr_t end);

#endif
