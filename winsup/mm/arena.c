/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The arena of the program's heap: sections at fixed addresses, so that fork
 * can map the whole heap copy-on-write.
 *
 * Address space is handed out in blocks of 32 MiB (mimalloc's segment) and
 * costs nothing.  Memory comes in sections, each at the end of what its
 * block has already: the first of 512 KiB, then as much again as the block
 * has, so that a block is at most eight sections and never more than half
 * unused.  What is wanted in one piece over several blocks is one section for
 * up to four of them, which fork maps sooner than many.
 *
 * Pages of a section cannot be decommitted (memoryapi.h: VirtualFree), and a
 * section in use is never split.  So which granules are in use is noted, and
 * a section goes when none of its is; what is free in others leaves at least
 * the working set, so that others can have the memory, but stays charged
 * (VirtualAlloc: MEM_RESET).  Not while processes share the section: its
 * pages are then not this one's to forget.
 *
 * The very first piece is no section but private memory: a section costs
 * Wine five calls to its server (0.2 - 0.4 ms), private memory none, and for
 * most small programs that piece is all they need.  fork copies it, or makes
 * a section of it when that pays.
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
/* Smaller ones go with their block only: it would soon want them again. */
#define LEAST_GONE	((size_t)1 << 20)
#define GRANULES	(MM_ARENA_BLOCK / MM_GRANULE)
#define LARGEST		(4 * MM_ARENA_BLOCK)

struct piece {
	struct mm_section s;
	uint64_t used[GRANULES / 64];	/* by units from its start */
	unsigned made;			/* by which call that commits */
};

static struct lock arena_lock = LOCK_INIT(LOCK_ARENA, "arena");
static struct {
	uint8_t taken[BLOCKS / 8];
	size_t first;			/* no block below is to be had */
	struct piece *piece;		/* sorted by address */
	size_t n_pieces, max_pieces;
	size_t size;			/* of all sections */
	size_t returned;		/* bytes given back so far */
	unsigned commits;		/* calls */
} arena;

KEEP static int pinned;
int mm_all_locked;			/* fork class: copy */

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

static uintptr_t
start_of(const struct piece *p)
{
	return (uintptr_t)p->s.addr;
}

static uintptr_t
end_of(const struct piece *p)
{
	return start_of(p) + p->s.size;
}

/* The first piece that ends above addr; n_pieces if none does. */
static size_t
piece_after(uintptr_t addr)
{
	size_t low = 0, high = arena.n_pieces;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (end_of(&arena.piece[mid]) > addr)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

/*
 * Notes whether [low, high), whole granules of the piece, is in use.  Of a
 * piece of several blocks, units of two or four granules are.
 */
static void
mark(struct piece *p, uintptr_t low, uintptr_t high, int used)
{
	size_t unit = MM_GRANULE;
	size_t i = low - start_of(p), n = high - start_of(p);

	while (unit * GRANULES < p->s.size)
		unit *= 2;
	i = (used ? i : round_up(i, unit)) / unit;
	n = (used || high == end_of(p) ? round_up(n, unit) : n) / unit;
	for (; i < n; i++) {
		if (used)
			p->used[i / 64] |= UINT64_C(1) << i % 64;
		else
			p->used[i / 64] &= ~(UINT64_C(1) << i % 64);
	}
}

static int
is_unused(const struct piece *p)
{
	uint64_t any = 0;

	for (size_t i = 0; i < GRANULES / 64; i++)
		any |= p->used[i];
	return any == 0;
}

static int
table_room(void)
{
	struct piece *t = mm_table_room(arena.piece, &arena.max_pieces,
	    arena.n_pieces + 1, sizeof *t);

	if (t == NULL)
		return -ENOMEM;
	arena.piece = t;
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

/* A new section in place k of the table. */
static int
section_add(size_t k, uintptr_t addr, size_t size)
{
	struct piece *p;
	nt_handle h;
	int err;

	if ((err = table_room()) < 0 || (err = fault("mm.grow")) < 0)
		return err;
	if (!mm_limit_allows(size, 1))
		return -ENOMEM;
	err = piece_make(addr, size, addr == MM_HEAP_BASE &&
	    size == FIRST_SECTION, &h);
	if (err < 0)
		return err;
	p = &arena.piece[k];
	memmove(p + 1, p, (arena.n_pieces++ - k) * sizeof(*p));
	memset(p, 0, sizeof(*p));
	p->s.handle = h;
	p->s.addr = (void *)addr;
	p->s.size = size;
	p->made = arena.commits;
	arena.size += size;
	mm_limit_heap(arena.size);
	return 0;
}

/*
 * There is nothing at `at', where piece k would be: a section from the end of
 * what comes before it in the block, to `end' if there is room; a larger one
 * if that is in the same block.
 */
static int
gap_fill(size_t k, uintptr_t at, uintptr_t end)
{
	uintptr_t base = at & ~(MM_ARENA_BLOCK - 1), from = base;
	uintptr_t to = round_up(end, MM_ARENA_BLOCK);
	size_t least, size;
	int err;

	if (k > 0 && end_of(&arena.piece[k - 1]) > from)
		from = end_of(&arena.piece[k - 1]);
	if (k < arena.n_pieces && start_of(&arena.piece[k]) < to)
		to = start_of(&arena.piece[k]);
	if (to > base + LARGEST)
		to = base + LARGEST;
	least = (end < to ? round_up(end, MM_GRANULE) : to) - from;
	size = from == base ? FIRST_SECTION : from - base;
	if (size < least)
		size = least;
	if (size > to - from)
		size = to - from;
	err = section_add(k, from, size);
	/* Where the generous step cannot be had, what is needed may be. */
	if (err < 0 && size > least)
		err = section_add(k, from, least);
	trace(TRACE_MM, "arena %zx + %zx: %d", (size_t)from, size, err);
	return err;
}

static int
range_commit(uintptr_t at, uintptr_t end)
{
	struct piece *p;
	uintptr_t stop;
	size_t k;
	int err;

	for (at &= ~(MM_GRANULE - 1); at < end; at = stop) {
		k = piece_after(at);
		if ((k == arena.n_pieces || start_of(&arena.piece[k]) > at) &&
		    (err = gap_fill(k, at, end)) < 0)
			return err;
		p = &arena.piece[piece_after(at)];
		stop = round_up(end, MM_GRANULE);
		if (stop > end_of(p))
			stop = end_of(p);
		mark(p, at, stop, 1);
	}
	return 0;
}

/* Pages nobody uses: this process keeps no memory for them. */
static void
forget(const struct piece *p, uintptr_t low, uintptr_t high)
{
	if (p->s.given || mm_all_locked || low >= high ||
	    nt_mem_forget((void *)low, high - low) < 0)
		return;
	arena.returned += high - low;
}

/* Is all of its block between these? */
static int
block_is_in(const struct piece *p, uintptr_t low, uintptr_t high)
{
	uintptr_t base = start_of(p) & ~(MM_ARENA_BLOCK - 1);

	return base >= low && base + MM_ARENA_BLOCK <= high;
}

/*
 * [low, high), whole granules, is used no more: is the piece to go?  A child
 * that runs in place takes nothing away.
 */
static int
piece_leave(struct piece *p, uintptr_t low, uintptr_t high)
{
	uintptr_t from = start_of(p) > low ? start_of(p) : low;
	uintptr_t to = end_of(p) < high ? end_of(p) : high;

	mark(p, from, to, 0);
	if (pinned)
		return 0;
	if (is_unused(p) && (p->s.size >= LEAST_GONE ||
	    block_is_in(p, low, high)))
		return 1;
	forget(p, from, to);
	return 0;
}

/* Drops those pieces in [low, high) that are to go; how many bytes. */
static size_t
pieces_drop(uintptr_t low, uintptr_t high,
    int (*goes)(struct piece *, uintptr_t, uintptr_t))
{
	size_t k, to, bytes = 0;
	struct piece *p;

	for (k = to = piece_after(low); k < arena.n_pieces; k++) {
		p = &arena.piece[k];
		if (start_of(p) >= high)
			break;
		if (goes(p, low, high)) {
			piece_drop(&p->s);
			bytes += p->s.size;
		} else {
			arena.piece[to++] = *p;
		}
	}
	if (to < k)
		memmove(&arena.piece[to], &arena.piece[k],
		    (arena.n_pieces - k) * sizeof(*p));
	arena.n_pieces -= k - to;
	arena.size -= bytes;
	mm_limit_heap(arena.size);
	return bytes;
}

/* Made in vain: by a call that could not make all it was to. */
static int
is_vain(struct piece *p, uintptr_t low, uintptr_t high)
{
	return p->made == arena.commits;
}

/* All of it or, where that cannot be, nothing more than there was. */
int
mm_arena_commit(void *addr, size_t size)
{
	uintptr_t at = (uintptr_t)addr;
	int err;

	lock_acquire(&arena_lock);
	arena.commits++;
	if ((err = range_commit(at, at + size)) < 0)
		pieces_drop(at, at + size, is_vain);
	lock_release(&arena_lock);
	return err < 0 ? -ENOMEM : 0;
}

size_t
mm_arena_decommit(void *addr, size_t size)
{
	uintptr_t low = round_up((uintptr_t)addr, MM_GRANULE);
	uintptr_t high = ((uintptr_t)addr + size) & ~(MM_GRANULE - 1);
	size_t bytes;

	if (low >= high)
		return 0;
	lock_acquire(&arena_lock);
	bytes = pieces_drop(low, high, piece_leave);
	arena.returned += bytes;
	lock_release(&arena_lock);
	return bytes;
}

size_t
mm_arena_returned(void)
{
	return __atomic_load_n(&arena.returned, __ATOMIC_RELAXED);
}

void
mm_arena_forget(void *addr, size_t size)
{
	uintptr_t low = (uintptr_t)addr, high = low + size;
	const struct piece *p;

	lock_acquire(&arena_lock);
	for (size_t k = piece_after(low); k < arena.n_pieces && !pinned; k++) {
		p = &arena.piece[k];
		if (start_of(p) >= high)
			break;
		forget(p, start_of(p) > low ? start_of(p) : low,
		    end_of(p) < high ? end_of(p) : high);
	}
	lock_release(&arena_lock);
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
	for (k = 0; k < arena.n_pieces && ret == 0; k++)
		ret = fn(&arena.piece[k].s, arg);
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
	for (size_t k = 0; k < arena.n_pieces; k++) {
		if (!is_among(&arena.piece[k].s, list, n))
			piece_drop(&arena.piece[k].s);
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
	size_t k;

	lock_acquire(&arena_lock);
	for (size_t i = 0; i < n; i++) {
		k = piece_after((uintptr_t)list[i].addr);
		if (k < arena.n_pieces &&
		    arena.piece[k].s.addr == list[i].addr)
			arena.piece[k].s = list[i];
	}
	lock_release(&arena_lock);
}

int
mm_arena_remap(const struct mm_section *s, int cow)
{
	size_t k = piece_after((uintptr_t)s->addr);
	int e;

	if ((e = nt_section_unmap(s->addr)) < 0)
		return e;
	e = fault("mm.remap");
	if (e == 0 && (e = view_make(s, cow)) == 0)
		arena.piece[k].s.cow = cow;
	/* Copy-on-write costs the system memory, this does not. */
	else if (view_make(s, 0) == 0)
		arena.piece[k].s.cow = 0;
	return e;
}

/* A section with a copy of that memory. */
static int
section_of(const void *addr, size_t size, nt_handle *h)
{
	void *at = NULL;
	int e;

	if ((e = nt_section_create(h, size, 1)) < 0)
		return e;
	e = nt_section_map(*h, &at, size, 0, NT_MEM_READ | NT_MEM_WRITE);
	if (e < 0) {
		nt_close(*h);
		return e;
	}
	memcpy(at, addr, size);
	nt_section_unmap(at);
	return 0;
}

int
mm_arena_share(struct mm_section *s)
{
	nt_handle h;

	if (mm_all_locked || fault("mm.share") < 0 ||
	    section_of(s->addr, s->size, &h) < 0)
		return 0;
	nt_mem_release(s->addr);
	s->handle = h;
	mm_arena_adopt(s, 1);
	return view_make(s, 0);
}

int
mm_arena_base(struct mm_section *s)
{
	size_t k = piece_after((uintptr_t)s->addr);
	int e;

	if (s->base != NULL)
		return 0;
	e = nt_section_map(s->handle, &s->base, s->size, 0,
	    NT_MEM_READ | NT_MEM_WRITE);
	arena.piece[k].s.base = s->base;
	return e;
}
