/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The arena of the program's heap: sections at fixed addresses, so that fork
 * can map the whole heap copy-on-write.
 *
 * Address space is handed out in blocks of 32 MiB (mimalloc's segment) and
 * costs nothing.  Memory comes in sections, each at the end of what its
 * block has already: the first of 512 KiB, then as much again as the block
 * has, so that a block is at most eight sections and never more than half
 * unused.  A section in use is never moved or split, and its memory returns
 * to the system only with all of its block: pages of a section cannot be
 * decommitted (memoryapi.h: VirtualFree).
 *
 * The very first piece is no section but private memory: a section costs
 * Wine five calls to its server (0.2 - 0.4 ms), private memory none, and for
 * most small programs that piece is all they need.  fork copies it.
 *
 * All state is protected by arena_lock.  Fork class: copy; the handles are
 * inherited by the child's own means.
 */
#include "mm/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/fault.h"
#include "lib/keep.h"
#include "lib/lock.h"
#include "lib/trace.h"
#include "nt/file.h"
#include "nt/mem.h"

#define BLOCKS		((MM_MAP_BASE - MM_HEAP_BASE) / MM_ARENA_BLOCK)
#define ALIGN_MAX	(MM_HEAP_BASE & -MM_HEAP_BASE)	/* 64 GiB */
#define FIRST_SECTION	((size_t)512 << 10)

static struct lock arena_lock = LOCK_INIT(LOCK_ARENA, "arena");
static struct {
	uint8_t taken[BLOCKS / 8];
	size_t first;			/* no block below is to be had */
	struct mm_section *sections;	/* sorted by address */
	size_t n_sections, max_sections;
	size_t size;			/* of all sections */
} arena;

KEEP static int pinned;

static size_t
round_up(size_t n, size_t unit)
{
	return (n + unit - 1) & ~(unit - 1);
}

static uintptr_t
block_address(size_t i)
{
	return MM_HEAP_BASE + i * MM_ARENA_BLOCK;
}

static int
is_taken(size_t i)
{
	return arena.taken[i / 8] >> i % 8 & 1;
}

static void
set_taken(size_t i, size_t n, int taken)
{
	for (; n > 0; i++, n--) {
		if (taken)
			arena.taken[i / 8] |= (uint8_t)(1u << i % 8);
		else
			arena.taken[i / 8] &= (uint8_t)~(1u << i % 8);
	}
}

int
mm_arena_reserve(size_t size, size_t align, void **out)
{
	size_t n, step, i, j;
	int err;

	if (size == 0 || size > MM_MAP_BASE - MM_HEAP_BASE ||
	    align > ALIGN_MAX)
		return -ENOMEM;
	if ((err = fault("mm.reserve")) < 0)
		return err;
	n = round_up(size, MM_ARENA_BLOCK) / MM_ARENA_BLOCK;
	step = align <= MM_ARENA_BLOCK ? 1 : align / MM_ARENA_BLOCK;
	lock_acquire(&arena_lock);
	for (i = round_up(arena.first, step); i + n <= BLOCKS;
	    i = round_up(j + 1, step)) {
		for (j = i; j < i + n && !is_taken(j); j++)
			continue;
		if (j < i + n)
			continue;
		set_taken(i, n, 1);
		if (i == arena.first)
			arena.first = i + n;
		lock_release(&arena_lock);
		*out = (void *)block_address(i);
		return 0;
	}
	lock_release(&arena_lock);
	return -ENOMEM;
}

/* The first section that ends above addr; n_sections if none does. */
static size_t
section_after(uintptr_t addr)
{
	size_t low = 0, high = arena.n_sections;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct mm_section *s = &arena.sections[mid];

		if ((uintptr_t)s->addr + s->size > addr)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

/* The end of what block i has; sections of a block leave no gap. */
static uintptr_t
block_top(size_t i)
{
	size_t k = section_after(block_address(i + 1) - 1);
	uintptr_t end;

	/* The section before k is the last that ends at or below the end. */
	if (k < arena.n_sections &&
	    (uintptr_t)arena.sections[k].addr < block_address(i + 1))
		return block_address(i + 1);
	if (k == 0)
		return block_address(i);
	end = (uintptr_t)arena.sections[k - 1].addr +
	    arena.sections[k - 1].size;
	return end > block_address(i) ? end : block_address(i);
}

static int
table_room(void)
{
	size_t max = arena.max_sections ? arena.max_sections * 2 : 64;
	struct mm_section *t;

	if (arena.n_sections < arena.max_sections)
		return 0;
	t = mm_realloc(arena.sections, max * sizeof(*t));
	if (t == NULL)
		return -ENOMEM;
	arena.sections = t;
	arena.max_sections = max;
	return 0;
}

/* Memory at addr: private (then *h is NULL), or a new section. */
static int
piece_make(uintptr_t addr, size_t size, int private, nt_handle *h)
{
	void *at = (void *)addr;
	int err;

	*h = NULL;
	if (private) {
		if ((err = nt_mem_reserve(at, size, NULL)) < 0)
			return err;
		err = nt_mem_commit(at, size, NT_MEM_READ | NT_MEM_WRITE);
		if (err < 0)
			nt_mem_release(at);
		return err;
	}
	if ((err = nt_section_create(h, size, 1)) < 0)
		return err;
	err = nt_section_map(*h, &at, size, 0, NT_MEM_READ | NT_MEM_WRITE);
	if (err < 0)
		nt_close(*h);
	return err;
}

static void
piece_drop(const struct mm_section *s)
{
	if (s->handle == NULL) {
		nt_mem_release(s->addr);
		return;
	}
	if (s->base != NULL)
		nt_section_unmap(s->base);
	nt_section_unmap(s->addr);
	nt_close(s->handle);
}

static int
section_add(uintptr_t addr, size_t size)
{
	struct mm_section *s;
	nt_handle h;
	size_t k;
	int err;

	if ((err = table_room()) < 0 || (err = fault("mm.grow")) < 0)
		return err;
	if (!mm_limit_allows(size, 1))
		return -ENOMEM;
	err = piece_make(addr, size, addr == MM_HEAP_BASE &&
	    size == FIRST_SECTION, &h);
	if (err < 0)
		return err;
	k = section_after(addr);
	s = &arena.sections[k];
	memmove(s + 1, s, (arena.n_sections++ - k) * sizeof(*s));
	s->handle = h;
	s->addr = (void *)addr;
	s->size = size;
	s->cow = 0;
	s->base = NULL;
	arena.size += size;
	mm_limit_heap(arena.size);
	return 0;
}

/* Makes [block, end) of block i usable. */
static int
block_commit(size_t i, uintptr_t end)
{
	uintptr_t base = block_address(i), top = block_top(i);
	size_t size, step;
	int err;

	if (end <= top)
		return 0;
	step = top == base ? FIRST_SECTION : top - base;
	size = round_up(end - top, MM_GRANULE);
	if (size < step)
		size = step;
	if (size > MM_ARENA_BLOCK - (top - base))
		size = MM_ARENA_BLOCK - (top - base);
	err = section_add(top, size);
	/* Where the generous step cannot be had, what is needed may be. */
	if (err < 0 && size > round_up(end - top, MM_GRANULE))
		err = section_add(top, round_up(end - top, MM_GRANULE));
	trace(TRACE_MM, "arena %zx + %zx: %d", (size_t)top, size, err);
	return err;
}

int
mm_arena_commit(void *addr, size_t size)
{
	uintptr_t at = (uintptr_t)addr, end = at + size, stop;
	size_t i;
	int err = 0;

	lock_acquire(&arena_lock);
	while (at < end && err == 0) {
		i = (at - MM_HEAP_BASE) / MM_ARENA_BLOCK;
		stop = block_address(i + 1);
		err = block_commit(i, end < stop ? end : stop);
		at = stop;
	}
	lock_release(&arena_lock);
	return err < 0 ? -ENOMEM : 0;
}

size_t
mm_arena_decommit(void *addr, size_t size)
{
	uintptr_t low = round_up((uintptr_t)addr, MM_ARENA_BLOCK);
	uintptr_t high = ((uintptr_t)addr + size) & ~(MM_ARENA_BLOCK - 1);
	size_t from, to, k, bytes = 0;

	if (low >= high || pinned)
		return 0;
	lock_acquire(&arena_lock);
	from = section_after(low);
	for (to = from; to < arena.n_sections &&
	    (uintptr_t)arena.sections[to].addr < high; to++) {
		piece_drop(&arena.sections[to]);
		bytes += arena.sections[to].size;
	}
	for (k = to; k < arena.n_sections; k++)
		arena.sections[from + k - to] = arena.sections[k];
	arena.n_sections -= to - from;
	arena.size -= bytes;
	mm_limit_heap(arena.size);
	lock_release(&arena_lock);
	return bytes;
}

void
mm_arena_release(void *addr, size_t size)
{
	size_t i = ((uintptr_t)addr - MM_HEAP_BASE) / MM_ARENA_BLOCK;
	size_t n = round_up(size, MM_ARENA_BLOCK) / MM_ARENA_BLOCK;

	mm_arena_decommit(addr, n * MM_ARENA_BLOCK);
	lock_acquire(&arena_lock);
	set_taken(i, n, 0);
	if (i < arena.first)
		arena.first = i;
	lock_release(&arena_lock);
}

int
mm_heap_sections(int (*fn)(const struct mm_section *, void *), void *arg)
{
	size_t k;
	int ret = 0;

	lock_acquire(&arena_lock);
	for (k = 0; k < arena.n_sections && ret == 0; k++)
		ret = fn(&arena.sections[k], arg);
	lock_release(&arena_lock);
	return ret;
}

void
mm_arena_pin(int on)
{
	pinned = on;
}

static int
is_among(const struct mm_section *s, const struct mm_section *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].addr == s->addr)
			return 1;
	return 0;
}

void
mm_arena_keep_only(const struct mm_section *list, size_t n)
{
	for (size_t k = 0; k < arena.n_sections; k++) {
		if (!is_among(&arena.sections[k], list, n))
			piece_drop(&arena.sections[k]);
	}
}

static int
view_make(const struct mm_section *s, int cow)
{
	uint32_t prot = NT_MEM_READ | NT_MEM_WRITE;
	void *at = s->addr;

	return nt_section_map(s->handle, &at, s->size, 0,
	    cow ? prot | NT_MEM_COPY : prot);
}

int
mm_arena_claim(struct mm_section *s)
{
	s->base = NULL;
	if (s->cow)
		return view_make(s, 1);
	return piece_make((uintptr_t)s->addr, s->size, s->handle == NULL,
	    &s->handle);
}

void
mm_arena_adopt(const struct mm_section *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < arena.n_sections; k++)
			if (arena.sections[k].addr == list[i].addr)
				arena.sections[k] = list[i];
}

int
mm_arena_remap(const struct mm_section *s, int cow)
{
	size_t k = section_after((uintptr_t)s->addr);
	int e;

	if ((e = nt_section_unmap(s->addr)) < 0 || (e = view_make(s, cow)) < 0)
		return e;
	arena.sections[k].cow = cow;
	return 0;
}

int
mm_arena_base(struct mm_section *s)
{
	size_t k = section_after((uintptr_t)s->addr);
	int e;

	if (s->base != NULL)
		return 0;
	e = nt_section_map(s->handle, &s->base, s->size, 0, NT_MEM_READ);
	arena.sections[k].base = s->base;
	return e;
}
