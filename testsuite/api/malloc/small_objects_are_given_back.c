/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * Most of many small objects are freed, a few of them all over the heap stay:
 * the memory goes back to the system, what stays keeps its contents, and the
 * free memory can be used again.
 */
#include <malloc.h>
#include <unistd.h>

#include "test.h"

#define OBJECTS	120000
#define SIZE	800
#define STAYS	1000		/* each of so many does */

static unsigned char *object[OBJECTS];

/* Bytes of the process that are in memory. */
static long
resident(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	long size, pages;

	CHECK_OK(f != NULL);
	CHECK_INT(fscanf(f, "%ld %ld", &size, &pages), 2);
	fclose(f);
	return pages * sysconf(_SC_PAGESIZE);
}

static void
fill(void)
{
	for (int i = 0; i < OBJECTS; i++) {
		if (object[i] != NULL)
			continue;
		object[i] = malloc(SIZE);
		CHECK_OK(object[i] != NULL);
		memset(object[i], i % 251, SIZE);
	}
}

static void
check(int step)
{
	for (int i = 0; i < OBJECTS; i += step)
		for (int k = 0; k < SIZE; k += 37)
			CHECK_INT(object[i][k], i % 251);
}

int
main(void)
{
	const long all = (long)OBJECTS * SIZE;
	long before, most, least;

	before = resident();
	for (int round = 0; round < 2; round++) {
		fill();
		most = resident();
		CHECK(most - before > all / 10 * 9);
		check(1);
		for (int i = 0; i < OBJECTS; i++)
			if (i % STAYS != 0) {
				free(object[i]);
				object[i] = NULL;
			}
		CHECK_INT(malloc_trim(0), 1);
		least = resident();
		fprintf(stderr, "%ld, then %ld, then %ld KiB\n",
		    before >> 10, most >> 10, least >> 10);
		CHECK(least - before < all / 3);
		check(STAYS);
	}
	return 0;
}
