/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The DLL's own allocator, in the process block.
 *
 * The block is an array of pages, each described by one struct page kept
 * apart from it, at the block's start.  Objects of up to 2 KiB lie in
 * slabs, one page of objects of one size class; larger ones are runs of
 * pages.  Invariants:
 *
 *  - pages [0, top) are committed, and so is their description;
 *  - a page under `hint' is never free;
 *  - a slab is on its class's list exactly while it has room;
 *  - a wholly unused slab is given back at once, unless it is the only one
 *    of its class that has room: taking and freeing one object is cheap.
 *
 * Everything here is protected by kmem_lock.  Fork class: copy.
 */
#include "mm/room.h"

#include <errno.h>
#include <string.h>

#include "lib/assert.h"
#include "lib/fault.h"
#include "lib/lock.h"
#include "mm/room_impl.h"
#include "nt/mem.h"

#define BLOCK_SIZE	((size_t)1 << 30)
#define BLOCK_PAGES	(BLOCK_SIZE / MM_PAGE)
#define GROW_PAGES	16u		/* commit at least 64 KiB at once */
#define LARGE_PAGES	16u		/* a run that counts at a fork */
#define SMALL_MAX	2048u
#define NIL		0u		/* page 0 is never free */

enum page_kind {
	PAGE_FREE,			/* as fresh memory is: all zero */
	PAGE_SLAB,
	PAGE_RUN,			/* first page of a run */
	PAGE_TAIL
};

struct page {
	uint32_t next, prev;		/* slab: list of its class */
	uint16_t free;			/* slab: first free object + 1 */
	uint16_t fresh;			/* slab: objects never handed out */
	uint8_t kind, class;
	uint16_t used;			/* slab: objects in use */
};

/* Divisors of a page, as far as multiples of 16 go. */
static const uint16_t class_size[] = {
	16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 400, 512,
	576, 672, 816, 1024, 1360, 2048
};
#define CLASSES	(sizeof(class_size) / sizeof(class_size[0]))

_Static_assert(sizeof(struct page) == 16, "page description");

/* Pages that the descriptions themselves take. */
#define META_PAGES	(BLOCK_PAGES * sizeof(struct page) / MM_PAGE)

static struct lock kmem_lock = LOCK_INIT(LOCK_KMEM, "kmem");
static struct {
	struct page *pages;		/* at the block's start */
	uint32_t top;			/* pages committed */
	uint32_t meta;			/* description pages committed */
	uint32_t hint;			/* lowest page that may be free */
	uint32_t partial[CLASSES];	/* slabs with room */
	uint8_t class_of[SMALL_MAX / 16];
} kmem;

/* A run's length is kept in the description of its first page. */
static uint32_t
run_length(const struct page *p)
{
	return p->next;
}

static unsigned char *
page_address(uint32_t n)
{
	return (unsigned char *)kmem.pages + (size_t)n * MM_PAGE;
}

static uint32_t
page_number(const void *p)
{
	return (uint32_t)(((uintptr_t)p - (uintptr_t)kmem.pages) / MM_PAGE);
}

int
mm_init(void)
{
	size_t c = 0, i;
	void *at;
	int err;

	err = nt_mem_reserve((void *)(uintptr_t)MM_BLOCK_BASE, BLOCK_SIZE,
	    &at);
	if (err < 0)
		return err;
	/* The descriptions come first; page META_PAGES is the first to give. */
	kmem.pages = at;
	kmem.top = kmem.hint = META_PAGES;
	for (i = 0; i < SMALL_MAX / 16; i++) {
		if ((i + 1) * 16 > class_size[c])
			c++;
		kmem.class_of[i] = (uint8_t)c;
	}
	return 0;
}

size_t
mm_block_extent(void)
{
	return (size_t)kmem.top * MM_PAGE;
}

/* Makes [0, top + n) usable.  Called with the lock held. */
static int
grow(uint32_t n)
{
	uint32_t more = n < GROW_PAGES ? GROW_PAGES : n;
	uint32_t meta;
	int err;

	if (more > BLOCK_PAGES - kmem.top)
		more = n;
	if (n > BLOCK_PAGES - kmem.top)
		return -ENOMEM;
	if ((err = fault("mm.kmem")) < 0)
		return err;
	/*
	 * Descriptions of the description pages are not needed, so the first
	 * committed one is that of page META_PAGES.
	 */
	meta = (uint32_t)(((size_t)kmem.top + more) * sizeof(struct page) /
	    MM_PAGE) + 1;
	if (meta > META_PAGES)
		meta = META_PAGES;
	if (kmem.meta == 0)
		kmem.meta = (uint32_t)(META_PAGES * sizeof(struct page) /
		    MM_PAGE);
	if (meta > kmem.meta) {
		err = nt_mem_commit(page_address(kmem.meta),
		    (size_t)(meta - kmem.meta) * MM_PAGE,
		    NT_MEM_READ | NT_MEM_WRITE);
		if (err < 0)
			return err;
		kmem.meta = meta;
	}
	err = nt_mem_commit(page_address(kmem.top), (size_t)more * MM_PAGE,
	    NT_MEM_READ | NT_MEM_WRITE);
	if (err < 0)
		return err;
	kmem.top += more;
	return 0;
}

/*
 * First fit.  Returns NIL if there is no run of n pages and no more memory.
 */
static uint32_t
run_find(uint32_t n)
{
	uint32_t at = kmem.hint, found = 0, lowest = NIL;

	while (at < kmem.top) {
		const struct page *p = &kmem.pages[at];

		if (p->kind == PAGE_FREE) {
			if (lowest == NIL)
				kmem.hint = lowest = at;
			at++;
			if (++found == n)
				return at - n;
		} else {
			found = 0;
			at += p->kind == PAGE_RUN ? run_length(p) : 1;
		}
	}
	if (lowest == NIL)
		kmem.hint = at;
	if (grow(n - found) < 0)
		return NIL;
	return at - found;
}

static uint32_t
run_alloc(uint32_t n)
{
	uint32_t at = run_find(n), i;

	if (at == NIL)
		return NIL;
	kmem.pages[at].kind = PAGE_RUN;
	kmem.pages[at].next = n;
	for (i = 1; i < n; i++)
		kmem.pages[at + i].kind = PAGE_TAIL;
	if (at == kmem.hint)
		kmem.hint = at + n;
	return at;
}

/*
 * What was large and the last leaves the block shorter: fork copies all of
 * it.  The memory stays committed, a child in place may be the one that frees.
 */
static void
run_free(uint32_t at, uint32_t n)
{
	memset(&kmem.pages[at], 0, n * sizeof(struct page));
	if (n >= LARGE_PAGES && at + n == kmem.top) {
		while (at > META_PAGES && kmem.pages[at - 1].kind == PAGE_FREE)
			at--;
		kmem.top = at;
	}
	if (at < kmem.hint)
		kmem.hint = at;
}

static void
slab_link(uint32_t n, uint32_t class)
{
	struct page *p = &kmem.pages[n];

	p->prev = NIL;
	p->next = kmem.partial[class];
	if (p->next != NIL)
		kmem.pages[p->next].prev = n;
	kmem.partial[class] = n;
}

static void
slab_unlink(uint32_t n, uint32_t class)
{
	struct page *p = &kmem.pages[n];

	if (p->prev != NIL)
		kmem.pages[p->prev].next = p->next;
	else
		kmem.partial[class] = p->next;
	if (p->next != NIL)
		kmem.pages[p->next].prev = p->prev;
}

static uint32_t
slab_new(uint32_t class)
{
	uint32_t n = run_alloc(1);
	struct page *p;

	if (n == NIL)
		return NIL;
	p = &kmem.pages[n];
	p->kind = PAGE_SLAB;
	p->class = (uint8_t)class;
	p->free = 0;
	p->used = 0;
	p->fresh = (uint16_t)(MM_PAGE / class_size[class]);
	slab_link(n, class);
	return n;
}

static void *
small_alloc(uint32_t class)
{
	uint32_t n = kmem.partial[class], index;
	unsigned char *obj;
	struct page *p;

	if (n == NIL && (n = slab_new(class)) == NIL)
		return NULL;
	p = &kmem.pages[n];
	if (p->free != 0) {
		index = p->free - 1u;
		obj = page_address(n) + index * class_size[class];
		memcpy(&p->free, obj, sizeof(p->free));
	} else {
		index = MM_PAGE / class_size[class] - p->fresh--;
		obj = page_address(n) + index * class_size[class];
	}
	p->used++;
	if (p->free == 0 && p->fresh == 0)
		slab_unlink(n, class);
	return obj;
}

static void
small_free(uint32_t n, void *obj)
{
	struct page *p = &kmem.pages[n];
	uint32_t class = p->class;
	size_t off = (uintptr_t)obj & (MM_PAGE - 1);

	ASSERT(off % class_size[class] == 0);
	if (p->free == 0 && p->fresh == 0)
		slab_link(n, class);
	memcpy(obj, &p->free, sizeof(p->free));
	p->free = (uint16_t)(off / class_size[class] + 1);
	if (--p->used == 0 &&
	    (p->next != NIL || p->prev != NIL)) {
		slab_unlink(n, class);
		run_free(n, 1);
	}
}

void *
mm_alloc(size_t size)
{
	void *obj = NULL;
	uint32_t n;

	if (size == 0)
		size = 1;
	if (size > BLOCK_SIZE)
		return NULL;
	lock_acquire(&kmem_lock);
	if (size <= SMALL_MAX)
		obj = small_alloc(kmem.class_of[(size - 1) / 16]);
	else if ((n = run_alloc((uint32_t)((size + MM_PAGE - 1) / MM_PAGE)))
	    != NIL)
		obj = page_address(n);
	lock_release(&kmem_lock);
	return obj;
}

void *
mm_zalloc(size_t size)
{
	void *p = mm_alloc(size);

	return p == NULL ? NULL : memset(p, 0, size);
}

/* Only the owner of an object asks, so its page does not change meanwhile. */
size_t
mm_size(const void *obj)
{
	const struct page *p = &kmem.pages[page_number(obj)];

	return p->kind == PAGE_SLAB ? class_size[p->class] :
	    run_length(p) * MM_PAGE;
}

void
mm_free(void *obj)
{
	uint32_t n;

	if (obj == NULL)
		return;
	lock_acquire(&kmem_lock);
	n = page_number(obj);
	ASSERT(n >= META_PAGES && n < kmem.top);
	if (kmem.pages[n].kind == PAGE_SLAB)
		small_free(n, obj);
	else
		run_free(n, run_length(&kmem.pages[n]));
	lock_release(&kmem_lock);
}

void *
mm_realloc(void *old, size_t size)
{
	size_t had;
	void *obj;

	if (old == NULL)
		return mm_alloc(size);
	had = mm_size(old);
	if (size <= had && size > had / 2)
		return old;
	if ((obj = mm_alloc(size)) == NULL)
		return NULL;
	memcpy(obj, old, size < had ? size : had);
	mm_free(old);
	return obj;
}

#define FIRST_ROOM	32

void *
mm_table_room(void *t, size_t *max, size_t n, size_t size)
{
	size_t more = *max > 0 ? *max * 2 : FIRST_ROOM;

	if (t != NULL && n <= *max)
		return t;
	if (more < n)
		more = n;
	if ((t = mm_realloc(t, more * size)) != NULL)
		*max = more;
	return t;
}

int
mm_block_holds(const void *p)
{
	return (uintptr_t)p - (uintptr_t)kmem.pages < BLOCK_SIZE;
}

void
mm_block_regions(struct mm_region r[MM_BLOCK_REGIONS])
{
	uint32_t first = (uint32_t)(META_PAGES * sizeof(struct page) /
	    MM_PAGE);

	r[0].addr = page_address(first);
	r[0].size = kmem.meta > first ? (kmem.meta - first) * MM_PAGE : 0;
	r[1].addr = page_address(META_PAGES);
	r[1].size = (kmem.top - META_PAGES) * MM_PAGE;
}

/*
 * Descriptions of pages that the earlier state did not have are to be zero
 * again: their memory stays committed.
 */
void
mm_block_undone(const struct mm_region then[MM_BLOCK_REGIONS],
    const struct mm_region now[MM_BLOCK_REGIONS])
{
	if (now[0].size > then[0].size)
		memset((char *)then[0].addr + then[0].size, 0,
		    now[0].size - then[0].size);
}

int
mm_block_claim(const struct mm_region r[MM_BLOCK_REGIONS])
{
	int err = 0;

	for (int i = 0; i < MM_BLOCK_REGIONS && err == 0; i++)
		if (r[i].size > 0)
			err = nt_mem_commit(r[i].addr, r[i].size,
			    NT_MEM_READ | NT_MEM_WRITE);
	return err;
}
