/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: mm/kmem.c lib/lock.c lib/assert.c lib/fault.c */
/* The DLL's own allocator: objects keep apart, memory is used again. */
#include "fake_mem.h"

#include "lib/fault.h"
#include "mm/room.h"

#define SLOTS	3000

static unsigned char *slot[SLOTS];
static size_t len[SLOTS];
static uint32_t seed = 1;

static uint32_t
next(void)
{
	seed = seed * 1103515245 + 12345;
	return seed >> 8;
}

static void
fill(unsigned i, size_t n)
{
	CHECK(slot[i] != NULL);
	CHECK(((uintptr_t)slot[i] & 15) == 0);
	CHECK(n <= 2048 || ((uintptr_t)slot[i] & 4095) == 0);
	CHECK(mm_size(slot[i]) >= n);
	len[i] = n;
	memset(slot[i], (int)i, n);
}

static void
verify(unsigned i, size_t n)
{
	size_t k;

	for (k = 0; k < n; k++)
		CHECK_INT(slot[i][k], (unsigned char)i);
}

static void
churn(void)
{
	unsigned round, i;
	size_t n;

	for (round = 0; round < 60000; round++) {
		i = next() % SLOTS;
		n = 1 + next() % (i % 64 == 0 ? 40000 : 2600);
		if (slot[i] == NULL) {
			slot[i] = mm_alloc(n);
			fill(i, n);
		} else if (round % 3 == 0) {
			verify(i, len[i]);
			slot[i] = mm_realloc(slot[i], n);
			verify(i, n < len[i] ? n : len[i]);
			fill(i, n);
		} else {
			verify(i, len[i]);
			mm_free(slot[i]);
			slot[i] = NULL;
		}
	}
	for (i = 0; i < SLOTS; i++) {
		mm_free(slot[i]);
		slot[i] = NULL;
	}
}

static void
failures(void)
{
	size_t before = mm_block_extent();
	void *p;

	CHECK(mm_alloc((size_t)2 << 30) == NULL);
	CHECK(mm_alloc(SIZE_MAX) == NULL);
	CHECK(mm_alloc(((size_t)1 << 30) - 4096) == NULL);
	CHECK_INT(mm_block_extent(), before);
	fake_fail_after = 0;
	CHECK(mm_alloc(50 << 20) == NULL);
	fake_fail_after = 1;
	CHECK(mm_alloc(50 << 20) == NULL);
	fake_fail_after = -1;
	CHECK_INT(fault_parse("mm.kmem:1:ENOMEM"), 0);
	CHECK(mm_alloc(50 << 20) == NULL);
	p = mm_alloc(50 << 20);
	CHECK(p != NULL);
	memset(p, 1, 50 << 20);
	mm_free(p);
}

int
main(void)
{
	size_t extent;
	unsigned i;
	unsigned char *z;

	CHECK_INT(mm_init(), 0);
	CHECK_INT(mm_init(), -EEXIST);
	mm_free(NULL);
	CHECK(mm_realloc(NULL, 10) != NULL);
	churn();
	extent = mm_block_extent();
	/* The same work again needs no more memory. */
	seed = 1;
	churn();
	CHECK_INT(mm_block_extent(), extent);
	z = mm_zalloc(3000);
	for (i = 0; i < 3000; i++)
		CHECK_INT(z[i], 0);
	mm_free(z);
	failures();
	return 0;
}
