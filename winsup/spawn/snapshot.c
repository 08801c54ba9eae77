/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The parent's memory while a child runs in place.
 *
 * Images' data, the process block and the stack are copied.  The program's
 * heap is copied, too, at first, while it is small.  A section of a big one
 * is mapped copy-on-write in place, so that what the child writes is dropped
 * with the mapping.  Small sections that no other process has are left
 * copy-on-write from the second fork on: which pages the parent had of its
 * own, and which the child has got, is found out fast (dirty.h), and they are
 * put back one by one.  Where a view is copy-on-write for another reason (this
 * is a child in place itself, or shares its heap with a child that has a
 * process), the pages that are this process' own are copied.  What a child
 * makes anew (sections, pages of the block) is given back.
 */
#include "spawn/fork.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "lib/fault.h"
#include "lib/keep.h"
#include "lib/lock.h"
#include "nt/file.h"
#include "nt/mem.h"
#include "nt/process.h"
#include "spawn/room.h"
#include "thread/room.h"

#define COPY_LIMIT	((size_t)2 << 20)	/* of heap */
#define EXIT_NO_MEMORY	127

static int
add_region(struct snapshot *s, void *addr, size_t size)
{
	if (size == 0)
		return 0;
	if (s->n_regions == FORK_REGIONS)
		return -ENOMEM;
	s->region[s->n_regions].addr = addr;
	s->region[s->n_regions++].size = size;
	return 0;
}

static int
add_section(const struct mm_section *sec, void *arg)
{
	struct snapshot *s = arg;

	if (s->n_sections == FORK_SECTIONS)
		return -ENOMEM;
	s->section[s->n_sections++] = *sec;
	return 0;
}

/*
 * The main stack from sp on; all of it if the caller runs on another, which
 * then lies in the program's own memory.
 */
static int
add_stack(struct snapshot *s, uintptr_t sp)
{
	struct mm_stack st;
	uintptr_t low;

	mm_stack_now(&st);
	low = sp > (uintptr_t)st.dealloc && sp < (uintptr_t)st.base ? sp :
	    (uintptr_t)st.limit;
	return add_region(s, (void *)low, (uintptr_t)st.base - low);
}

/*
 * Threads' stacks, the caller's first.  Those of threads that the child does
 * not have may be looked at there by pointers; with hundreds of them, some
 * are left out.
 */
static int
add_thread_stack(const struct mm_stack *st, void *arg)
{
	struct snapshot *s = arg;

	if (s->n_stacks == FORK_STACKS)
		return 0;
	s->stack[s->n_stacks++] = *st;
	return add_region(s, st->limit,
	    (size_t)((char *)st->base - (char *)st->limit));
}

int
snapshot_list(struct snapshot *s, uintptr_t sp)
{
	struct mm_region image[FORK_REGIONS];
	int n, i, e = 0;

	s->n_regions = s->n_sections = s->n_stacks = 0;
	n = spawn_images(image, FORK_REGIONS);
	for (i = 0; i < n && e == 0; i++)
		e = add_region(s, image[i].addr, image[i].size);
	mm_block_regions(s->block);
	for (i = 0; i < MM_BLOCK_REGIONS && e == 0; i++)
		e = add_region(s, s->block[i].addr, s->block[i].size);
	if (e == 0)
		e = add_stack(s, sp);
	if (e == 0)
		e = thr_stacks(add_thread_stack, s);
	if (e == 0)
		e = mm_heap_sections(add_section, s);
	return e;
}

void
snapshot_copy_list(struct snapshot *to, const struct snapshot *from)
{
	memcpy(to, from, offsetof(struct snapshot, way));
	memcpy(to->section, from->section,
	    from->n_sections * sizeof from->section[0]);
}

size_t
snapshot_heap_size(const struct snapshot *s)
{
	size_t size = 0;

	for (unsigned i = 0; i < s->n_sections; i++)
		size += s->section[i].size;
	return size;
}

/*
 * The buffer is kept from fork to fork.  A section, as Wine's own fork() of
 * the host would make private memory copy-on-write for each new process.
 */
static int
make_room(struct snapshot *s)
{
	size_t need = 0;
	nt_handle section;
	void *p = NULL;
	int e;

	for (unsigned i = 0; i < s->n_regions; i++)
		need += s->region[i].size;
	need += s->dirty.bytes;
	if (need <= s->room)
		return 0;
	need = (need + need / 4 + MM_GRANULE - 1) & ~(MM_GRANULE - 1);
	if ((e = fault("fork.snapshot")) < 0 ||
	    (e = nt_section_create(&section, need, 1)) < 0)
		return e;
	e = nt_section_map(section, &p, need, 0, NT_MEM_READ | NT_MEM_WRITE);
	nt_close(section);
	if (e < 0)
		return e;
	if (s->copy != NULL)
		nt_section_unmap(s->copy);
	s->copy = p;
	s->room = need;
	return 0;
}

/*
 * Has no other process this section of the heap?  Each that maps it keeps
 * its handle.
 */
static int
is_ours(struct mm_section *sec)
{
	if (sec->given && nt_handle_count(sec->handle) == 1) {
		sec->given = 0;
		mm_arena_adopt(sec, 1);
	}
	return !sec->given;
}

#define MERGE_FROM	8	/* that part of the pages is its own */

int
snapshot_view(struct snapshot *s, struct mm_section *sec, int alone,
    int may_merge)
{
	struct dirty *d = &s->dirty;
	size_t n = d->n, bytes = d->bytes;
	int e, ours = may_merge && is_ours(sec);

	if (may_merge && (e = mm_arena_base(sec)) < 0)
		return e;
	e = dirty_find(d, sec, alone);
	if (e < 0 || !ours || d->bytes - bytes < sec->size / MERGE_FROM)
		return e;
	d->n = n;
	d->bytes = bytes;
	return (e = dirty_merge(sec)) < 0 ? e : mm_arena_remap(sec, 1);
}

static void __attribute__((noreturn))
heap_is_lost(void)
{
	static const char msg[] = "isthmus: fork: the heap cannot be mapped\n";

	platform_write_error(msg, sizeof msg - 1);
	nt_exit_process(EXIT_NO_MEMORY);
}

KEEP unsigned snapshot_copies;	/* such children so far */

void
snapshot_share(struct mm_section *sec, int pays)
{
	if (sec->handle == NULL && fork_level == 0 &&
	    (pays || snapshot_copies > 0) && mm_arena_share(sec) < 0)
		heap_is_lost();
}

/* A section that is copied becomes one whose view stays copy-on-write. */
static int
begin_pages(struct mm_section *sec)
{
	int e;

	if ((e = mm_arena_base(sec)) < 0 || (e = mm_arena_remap(sec, 1)) < 0)
		return e;
	sec->cow = 1;
	mm_arena_adopt(sec, 1);
	return 0;
}

/*
 * Views that are copy-on-write already: with nobody else there they are made
 * writable again, else the pages they have of their own are put aside.
 */
static int
put_view_aside(struct snapshot *s, struct mm_section *sec)
{
	int e;

	if (!sec->cow)
		return 0;
	if (fork_level > 0 || !is_ours(sec))
		return dirty_find(&s->dirty, sec, 1);
	if ((e = dirty_merge(sec)) < 0 || (e = mm_arena_remap(sec, 0)) < 0)
		return e;
	sec->cow = 0;
	return 0;
}

static int
put_section_aside(struct snapshot *s, unsigned i)
{
	struct mm_section *sec = &s->section[i];

	switch (s->way[i]) {
	case BY_VIEW:
		return put_view_aside(s, sec);
	case BY_PAGES:
		return sec->cow ? snapshot_view(s, sec, 1, fork_level == 0) :
		    begin_pages(sec);
	default:
		return add_region(s, sec->addr, sec->size);
	}
}

/*
 * The first time takes longer than copying, so the first fork copies.  Who has
 * the section is asked last, as the system may have to tell.
 */
static int
may_go_by_pages(struct mm_section *sec, int pays)
{
	int begun = sec->cow && sec->base != NULL;

	return sec->size <= DIRTY_SMALL && (begun || (pays &&
	    fork_level == 0)) && is_ours(sec);
}

/* How each section goes; then those that do not simply get a new view. */
static int
put_heap_aside(struct snapshot *s)
{
	static unsigned forks;
	size_t size = snapshot_heap_size(s);
	int pays, e = 0;

	forks += forks < 2;
	pays = forks > 1;
	for (unsigned i = 0; i < s->n_sections && e == 0; i++) {
		snapshot_share(&s->section[i], pays);
		if (s->section[i].handle == NULL)
			s->way[i] = BY_COPY;
		else if (may_go_by_pages(&s->section[i], pays))
			s->way[i] = BY_PAGES;
		else
			s->way[i] = size <= COPY_LIMIT ? BY_COPY : BY_VIEW;
		e = put_section_aside(s, i);
	}
	return e;
}

static int
freeze_views(const struct snapshot *s)
{
	int e = fault("fork.freeze");

	for (unsigned i = 0; i < s->n_sections && e == 0; i++)
		if (s->way[i] == BY_VIEW && !s->section[i].cow)
			e = mm_arena_remap(&s->section[i], 1);
	return e;
}

/* Private mappings that a child in place could write to. */
static int
add_mappings(struct snapshot *s)
{
	int n = mm_map_writable(s->region + s->n_regions,
	    (int)(FORK_REGIONS - s->n_regions));

	if (n > 0)
		s->n_regions += (unsigned)n;
	return n < 0 ? n : 0;
}

int
snapshot_take(struct snapshot *s, uintptr_t sp)
{
	char *at;
	int e;

	s->shared = 0;
	dirty_clear(&s->dirty);
	if ((e = snapshot_list(s, sp)) < 0 || (e = add_mappings(s)) < 0 ||
	    (e = put_heap_aside(s)) < 0 || (e = make_room(s)) < 0)
		return e;
	at = s->copy;
	for (unsigned i = 0; i < s->n_regions; i++) {
		memcpy(at, s->region[i].addr, s->region[i].size);
		at += s->region[i].size;
	}
	dirty_copy_out(&s->dirty, at);
	return freeze_views(s);
}

/*
 * A section, but for what is copied, as it was: writable, or copy-on-write if
 * another process has it now.
 */
static int
put_section_back(struct snapshot *s, unsigned i)
{
	struct mm_section *sec = &s->section[i];

	if (s->shared)
		sec->cow = sec->given = 1;
	else if (s->way[i] == BY_PAGES)
		dirty_undo(sec);
	return s->shared || s->way[i] == BY_VIEW ?
	    mm_arena_remap(sec, sec->cow) : 0;
}

static void
put_heap_back(struct snapshot *s)
{
	for (unsigned i = 0; i < s->n_sections; i++)
		if (s->section[i].handle != NULL && put_section_back(s, i) < 0)
			heap_is_lost();
}

void
snapshot_restore(struct snapshot *s)
{
	struct mm_region now[MM_BLOCK_REGIONS];
	const char *at = s->copy;

	mm_block_regions(now);
	mm_arena_keep_only(s->section, s->n_sections);
	put_heap_back(s);
	for (unsigned i = 0; i < s->n_regions; i++) {
		dirty_put(s->region[i].addr, at, s->region[i].size);
		at += s->region[i].size;
	}
	for (size_t i = 0; i < s->dirty.n; i++) {
		dirty_put(s->dirty.run[i].addr, at,
		    s->dirty.run[i].size);
		at += s->dirty.run[i].size;
	}
	mm_arena_adopt(s->section, s->n_sections);
	mm_block_undone(s->block, now);
}
