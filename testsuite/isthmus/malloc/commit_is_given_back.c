/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 60 */
/*
 * Freed memory is not only out of use but uncommitted, and the sections it was
 * in are closed: large blocks, all of many small objects, and those that
 * leave whole sections behind.
 */
#include <malloc.h>
#include <windows.h>

#include "test.h"

#define HEAP		((char *)0x201000000000)	/* mm/room.h */
#define HEAP_END	((char *)0x220000000000)
#define MIB		((size_t)1 << 20)
#define OBJECTS		80000
#define SIZE		800

static void *object[OBJECTS];

/* What of the heap's addresses is charged. */
static size_t
committed(void)
{
	MEMORY_BASIC_INFORMATION m;
	size_t n = 0;

	for (char *p = HEAP; p < HEAP_END; p += m.RegionSize) {
		CHECK(VirtualQuery(p, &m, sizeof(m)) == sizeof(m));
		p = m.BaseAddress;
		if (m.State == MEM_COMMIT)
			n += m.RegionSize;
	}
	return n;
}

static DWORD
handles(void)
{
	DWORD n = 0;

	CHECK(GetProcessHandleCount(GetCurrentProcess(), &n));
	return n;
}

static void
allocate(void)
{
	for (int i = 0; i < OBJECTS; i++) {
		CHECK_OK((object[i] = malloc(SIZE)) != NULL);
		memset(object[i], 1, SIZE);
	}
}

static size_t
free_some(int from, int to)
{
	for (int i = from; i < to; i++)
		free(object[i]);
	malloc_trim(0);
	return committed();
}

int
main(void)
{
	const size_t all = (size_t)OBJECTS * SIZE;
	size_t before, most, half, least;
	DWORD open;
	char *big;

	/* What is kept for the next time is there from now on. */
	allocate();
	before = free_some(0, OBJECTS);
	open = handles();
	for (int i = 0; i < 3; i++) {
		allocate();
		most = committed();
		half = free_some(0, OBJECTS / 2);
		least = free_some(OBJECTS / 2, OBJECTS);
		fprintf(stderr, "small: %zu, then %zu, %zu, %zu KiB\n",
		    before >> 10, most >> 10, half >> 10, least >> 10);
		CHECK(most - before > all / 10 * 9);
		CHECK(most - half > all / 4);
		CHECK(least <= before + 2 * MIB);
		CHECK_OK((big = malloc(200 * MIB)) != NULL);
		memset(big, 1, 200 * MIB);
		most = committed();
		free(big);
		malloc_trim(0);
		least = committed();
		fprintf(stderr, "large: %zu, then %zu KiB\n", most >> 10,
		    least >> 10);
		CHECK(most - before >= 200 * MIB);
		CHECK(least <= before + 2 * MIB);
		CHECK(handles() <= open + 2);
	}
	return 0;
}
