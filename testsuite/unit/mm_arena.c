/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: mm/arena.c mm/kmem.c mm/limit.c lib/limits.c lib/lock.c lib/assert.c lib/fault.c lib/trace.c */
/* The program heap's sections: where they lie, how they grow and go. */
#include "fake_mem.h"

#include "lib/fault.h"
#include "mm/room.h"

#define BLOCK	MM_ARENA_BLOCK
#define MB	((size_t)1 << 20)

static uintptr_t last_end;
static size_t total;
static int count;

static int
look(const struct mm_section *s, void *arg)
{
	CHECK((uintptr_t)s->addr >= last_end);
	CHECK(((uintptr_t)s->addr | s->size) % MM_GRANULE == 0);
	CHECK(((uintptr_t)s->addr & (BLOCK - 1)) + s->size <= 4 * BLOCK);
	last_end = (uintptr_t)s->addr + s->size;
	total += s->size;
	count++;
	return arg != NULL;
}

static size_t
committed(void)
{
	last_end = total = 0;
	count = 0;
	CHECK_INT(mm_heap_sections(look, NULL), 0);
	return total;
}

static int
count_now(void)
{
	committed();
	return count;
}

static int
collect(const struct mm_section *s, void *arg)
{
	struct mm_section *to = arg;

	while (to->addr != NULL)
		to++;
	*to = *s;
	return 0;
}

static void
growth(void)
{
	unsigned char *p;
	void *at;
	size_t n;

	CHECK_INT(mm_arena_reserve(4 * BLOCK, BLOCK, &at), 0);
	CHECK((uintptr_t)at == MM_HEAP_BASE);
	CHECK_INT(committed(), 0);
	p = at;
	/* Page after page: few sections, never twice what is needed. */
	for (n = MM_GRANULE; n <= BLOCK; n += MM_GRANULE) {
		CHECK_INT(mm_arena_commit(p + n - MM_GRANULE, MM_GRANULE), 0);
		memset(p + n - MM_GRANULE, 1, MM_GRANULE);
		CHECK(committed() <= (n < 512 << 10 ? 512 << 10 : 2 * n));
	}
	CHECK_INT(committed(), BLOCK);
	CHECK(count <= 8);
	CHECK_INT(mm_arena_commit(p, BLOCK), 0);
	CHECK_INT(committed(), BLOCK);
	/* From the middle of one block into the next but one: one more. */
	CHECK_INT(mm_arena_commit(p + BLOCK + 100 * MM_GRANULE, 2 * BLOCK), 0);
	CHECK_INT(committed(), 3 * BLOCK + 100 * MM_GRANULE);
	CHECK(count <= 9);
	memset(p + BLOCK + 100 * MM_GRANULE, 2, 2 * BLOCK);
	CHECK(p[BLOCK - 1] == 1);
	/* What has a granule in use stays, and so do the small ones with it. */
	CHECK_INT(mm_arena_decommit(p + 4096, 2 * BLOCK - 4096), BLOCK - MB);
	CHECK_INT(committed(), 2 * BLOCK + MB + 100 * MM_GRANULE);
	CHECK(p[4096] == 1);
	CHECK_INT(mm_arena_commit(p + BLOCK, MM_GRANULE), 0);
	CHECK_INT(p[BLOCK], 0);
	mm_arena_release(at, 4 * BLOCK);
	CHECK_INT(committed(), 0);
	CHECK_INT(fake_sections, 0);
	CHECK_INT(fake_views, 0);
}

/* What is large lies in few sections; each goes when nothing in it is used. */
static void
large(void)
{
	unsigned char *p;
	void *at;

	CHECK_INT(mm_arena_reserve(6 * BLOCK, BLOCK, &at), 0);
	p = at;
	CHECK_INT(mm_arena_commit(p, 5 * BLOCK + 1), 0);
	CHECK_INT(committed(), 5 * BLOCK + MM_GRANULE);
	CHECK_INT(count, 2);
	p[0] = p[4 * BLOCK - 1] = p[4 * BLOCK] = p[5 * BLOCK] = 5;
	/* Piece by piece, in either order; no end is a multiple of units. */
	CHECK_INT(mm_arena_decommit(p + MM_GRANULE, BLOCK - MM_GRANULE), 0);
	CHECK_INT(p[0], 5);
	CHECK_INT(mm_arena_decommit(p + BLOCK, 3 * BLOCK), 0);
	CHECK_INT(committed(), 5 * BLOCK + MM_GRANULE);
	CHECK_INT(mm_arena_decommit(p, 4 * MM_GRANULE), 4 * BLOCK);
	CHECK_INT(committed(), BLOCK + MM_GRANULE);
	CHECK(p[4 * BLOCK] == 5 && p[5 * BLOCK] == 5);
	CHECK_INT(mm_arena_decommit(p + 4 * BLOCK, BLOCK), 0);
	CHECK_INT(mm_arena_decommit(p + 5 * BLOCK, MM_GRANULE),
	    BLOCK + MM_GRANULE);
	CHECK_INT(committed(), 0);
	/* Three blocks: what stays is the first granule, then the last. */
	for (int last = 0; last < 2; last++) {
		size_t keep = last ? 3 * BLOCK - MM_GRANULE : 0;

		CHECK_INT(mm_arena_commit(p, 3 * BLOCK), 0);
		CHECK_INT(count_now(), 1);
		p[keep] = 7;
		for (size_t at = 0; at < 3 * BLOCK; at += MM_GRANULE * 8)
			if (at != (keep & ~(MM_GRANULE * 8 - 1)))
				CHECK_INT(mm_arena_decommit(p + at,
				    MM_GRANULE * 8), 0);
		CHECK_INT(mm_arena_decommit(last ? p + keep -
		    7 * MM_GRANULE : p + MM_GRANULE, 7 * MM_GRANULE), 0);
		CHECK_INT(p[keep], 7);
		CHECK_INT(mm_arena_decommit(p, 3 * BLOCK), 3 * BLOCK);
	}
	/* A hole is filled up to what lies behind it. */
	CHECK_INT(mm_arena_commit(p + 3 * BLOCK, 1), 0);
	CHECK_INT(mm_arena_commit(p, 6 * BLOCK), 0);
	memset(p, 6, 6 * BLOCK);
	CHECK_INT(committed(), 6 * BLOCK);
	mm_arena_release(at, 6 * BLOCK);
	CHECK_INT(committed(), 0);
	CHECK_INT(fake_sections, 0);
	CHECK_INT(fake_views, 0);
}

/* Sections go from the middle of a block, and come back. */
static void
holes(void)
{
	struct mm_section all[16];
	unsigned char *p;
	size_t before;
	void *at;
	int i;

	CHECK_INT(mm_arena_reserve(BLOCK, BLOCK, &at), 0);
	p = at;
	for (i = 0; i < 16; i++)
		CHECK_INT(mm_arena_commit(p + i * MB, MB), 0);
	memset(p, 3, 16 * MB);
	CHECK_INT(committed(), 16 * MB);
	/* In two steps, one of them overlapping others: 4 to 8 MiB are free. */
	fake_forgotten = 0;
	before = mm_arena_returned();
	CHECK_INT(mm_arena_decommit(p + 5 * MB, 5 * MB), 0);
	CHECK_INT(fake_forgotten, 5 * MB);
	CHECK_INT(mm_arena_returned() - before, 5 * MB);
	CHECK(p[5 * MB] == 0 && p[10 * MB] == 3);
	CHECK_INT(mm_arena_decommit(p + 4 * MB, MB), 4 * MB);
	CHECK_INT(mm_arena_returned() - before, 9 * MB);
	CHECK_INT(committed(), 12 * MB);
	CHECK(p[4 * MB - 1] == 3 && p[8 * MB] == 0);
	/* A part of a granule is in use as long as the rest of it is. */
	CHECK_INT(mm_arena_decommit(p + 2 * MB + 4096, 2 * MB - 4096), 0);
	CHECK(p[2 * MB] == 3);
	CHECK_INT(mm_arena_decommit(p + 2 * MB, MM_GRANULE), 2 * MB);
	/* Into the hole: as much as was asked for, up to what comes behind. */
	CHECK_INT(mm_arena_commit(p + 6 * MB, 4 * MB), 0);
	memset(p + 6 * MB, 4, 4 * MB);
	CHECK_INT(committed(), 16 * MB);
	CHECK(p[2 * MB - 1] == 3 && p[8 * MB] == 4 && p[10 * MB] == 3);
	/* Not what others have, too; and nothing by a child in place. */
	for (i = 0; i < 16; i++)
		all[i].addr = NULL;
	CHECK_INT(mm_heap_sections(collect, all), 0);
	for (i = 0; all[i].addr != NULL; i++)
		all[i].cow = all[i].given = 1;
	mm_arena_adopt(all, (size_t)i);
	fake_forgotten = 0;
	CHECK_INT(mm_arena_decommit(p + 10 * MB, MB), 0);
	CHECK_INT(fake_forgotten, 0);
	for (i = 0; all[i].addr != NULL; i++)
		all[i].given = 0;
	mm_arena_adopt(all, (size_t)i);
	CHECK_INT(mm_arena_decommit(p + 11 * MB, MB), 0);
	CHECK_INT(fake_forgotten, MB);
	mm_arena_pin(1);
	CHECK_INT(mm_arena_decommit(p, BLOCK), 0);
	mm_arena_pin(0);
	CHECK_INT(committed(), 16 * MB);
	CHECK_INT(mm_arena_decommit(p, BLOCK), 16 * MB);
	mm_arena_release(at, BLOCK);
	CHECK_INT(fake_sections, 0);
	CHECK_INT(fake_views, 0);
}

static void
places(void)
{
	void *a, *b, *c, *d;

	CHECK_INT(mm_arena_reserve(1, 1, &a), 0);
	CHECK_INT(mm_arena_reserve(BLOCK + 1, BLOCK, &b), 0);
	CHECK_INT(mm_arena_reserve(BLOCK, 16 * BLOCK, &c), 0);
	CHECK((uintptr_t)a == MM_HEAP_BASE);
	CHECK((uintptr_t)b == MM_HEAP_BASE + BLOCK);
	CHECK((uintptr_t)c % (16 * BLOCK) == 0 && c > b);
	mm_arena_release(b, BLOCK + 1);
	CHECK_INT(mm_arena_reserve(2 * BLOCK, BLOCK, &d), 0);
	CHECK(d == b);
	CHECK_INT(mm_arena_reserve(0, 1, &b), -ENOMEM);
	CHECK_INT(mm_arena_reserve((size_t)4 << 40, 1, &b), -ENOMEM);
	CHECK_INT(mm_arena_reserve(SIZE_MAX, 1, &b), -ENOMEM);
	CHECK_INT(mm_arena_reserve(1, (size_t)1 << 45, &b), -ENOMEM);
	mm_arena_release(a, 1);
	mm_arena_release(c, BLOCK);
	mm_arena_release(d, 2 * BLOCK);
}

/* Whatever step fails, nothing is kept and the next attempt works. */
static void
failures(void)
{
	void *at;
	int i, err, failed = 0;

	CHECK_INT(mm_arena_reserve(6 * BLOCK, BLOCK, &at), 0);
	for (i = 0; i < 40; i++) {
		fake_fail_after = i;
		err = mm_arena_commit(at, 6 * BLOCK);
		if (err < 0) {
			CHECK_INT(err, -ENOMEM);
			CHECK_INT(fake_sections, 0);
			failed++;
		}
		fake_fail_after = -1;
		CHECK_INT(fake_sections, fake_views);
		mm_arena_decommit(at, 6 * BLOCK);
		CHECK_INT(committed(), 0);
		CHECK_INT(fake_sections, 0);
	}
	CHECK(failed > 3);
	CHECK_INT(fault_parse("mm.grow:1:EIO,mm.reserve:1:ENOMEM"), 0);
	/* The generous step fails, the needed one is taken. */
	CHECK_INT(mm_arena_commit(at, MM_GRANULE), 0);
	CHECK_INT(committed(), MM_GRANULE);
	mm_arena_release(at, 6 * BLOCK);
	CHECK_INT(mm_arena_reserve(BLOCK, BLOCK, &at), -ENOMEM);
	CHECK_INT(mm_arena_reserve(BLOCK, BLOCK, &at), 0);
	/* Somebody else lies there. */
	CHECK(fake_place(at, BLOCK, PROT_NONE) == at);
	CHECK_INT(mm_arena_commit(at, MM_GRANULE), -ENOMEM);
	CHECK_INT(munmap(at, BLOCK), 0);
	mm_arena_release(at, BLOCK);
}

int
main(void)
{
	CHECK_INT(mm_init(), 0);
	growth();
	large();
	holes();
	places();
	failures();
	return 0;
}
