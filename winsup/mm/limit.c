/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * RLIMIT_DATA and RLIMIT_AS: the heap and what is mapped count; images and
 * stacks, whose size the program does not decide while it runs, do not.
 * Windows would need a job object for each process that has such a limit, and
 * Wine's job objects do not limit memory.
 *
 * Each total is changed under its own lock and read without.
 */
#include "mm/room_impl.h"

#include "lib/limits.h"

static volatile size_t heap, mapped, mapped_data;	/* fork class: copy */

void
mm_limit_heap(size_t bytes)
{
	heap = bytes;
}

void
mm_limit_mapped(size_t all, size_t data)
{
	mapped = all;
	mapped_data = data;
}

int
mm_limit_allows(size_t more, int data)
{
	return (!data || limits[LIMIT_DATA].soft == LIMIT_NONE ||
	    heap + mapped_data + more <= limits[LIMIT_DATA].soft) &&
	    (limits[LIMIT_AS].soft == LIMIT_NONE ||
	    heap + mapped + more <= limits[LIMIT_AS].soft);
}
