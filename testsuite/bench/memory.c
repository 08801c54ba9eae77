/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * malloc and free of mixed sizes against HeapAlloc and HeapFree.
 */
#include "bench.h"

#define SLOTS	1024

#ifdef BENCH_RAW
static HANDLE heap;
#define ALLOC(n)	HeapAlloc(heap, 0, (n))
#define FREE(p)		((p) != NULL ? HeapFree(heap, 0, (p)) : 0)
#define RESIZE(p, n)	((p) != NULL ? HeapReAlloc(heap, 0, (p), (n)) :	\
			    HeapAlloc(heap, 0, (n)))
#else
#define ALLOC(n)	malloc(n)
#define FREE(p)		free(p)
#define RESIZE(p, n)	realloc((p), (n))
#endif

static unsigned char *slot[SLOTS];
static unsigned seed = 12345;

static unsigned
random_bits(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed;
}

/* Mostly small; one in 16 up to 4 KiB, one in 256 up to 64 KiB. */
static size_t
some_size(unsigned bits)
{
	if ((bits & 0xff) == 0)
		return (bits >> 8) % 65536 + 1;
	if ((bits & 0xf) == 0)
		return (bits >> 8) % 4096 + 1;
	return (bits >> 8) % 256 + 1;
}

/* One free and one malloc of a random slot. */
static void
mixed(long n)
{
	unsigned bits;
	size_t i;

	while (n-- > 0) {
		bits = random_bits();
		i = (bits >> 3) % SLOTS;
		FREE(slot[i]);
		slot[i] = ALLOC(some_size(random_bits()));
		BENCH_CHECK(slot[i] != NULL);
		slot[i][0] = 1;
	}
}

static void
pair(long n)
{
	unsigned char *volatile p;

	while (n-- > 0) {
		p = ALLOC(64);
		p[0] = 1;
		FREE(p);
	}
}

/* A buffer grown to 64 KiB in steps of 1 KiB. */
static void
growing(long n)
{
	unsigned char *p;
	size_t size;

	while (n-- > 0) {
		p = NULL;
		for (size = 1024; size <= 65536; size += 1024) {
			p = RESIZE(p, size);
			p[size - 1] = 1;
		}
		FREE(p);
	}
}

int
main(void)
{
#ifdef BENCH_RAW
	heap = GetProcessHeap();
#endif
	bench("malloc_mixed", mixed);
	bench("malloc_pair", pair);
	bench("realloc_growing", growing);
	return 0;
}
