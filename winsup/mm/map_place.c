/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is mapped where, for those who ask: posix_mem_offset() and the pool of
 * typed memory.
 */
#include "mm/map_impl.h"

#include <errno.h>

/* Does b go on where a ends, in the program's memory and in the object? */
static int
goes_on(const struct map_area *a, const struct map_area *b)
{
	return b->start == a->end &&
	    b->offset == a->offset + (a->end - a->start) &&
	    (a->origin.pool != 0 ? b->origin.pool != 0 : b->obj == a->obj);
}

int
mm_map_place(uintptr_t addr, struct mm_place *p)
{
	const struct map_area *a;
	size_t i;
	int e = -EACCES;

	map_enter();
	i = area_after(addr);
	if (i < map_n_areas && map_areas[i].start <= addr) {
		a = &map_areas[i];
		p->offset = a->offset + (addr - a->start);
		p->origin = a->origin;
		while (i + 1 < map_n_areas &&
		    goes_on(&map_areas[i], &map_areas[i + 1]))
			i++;
		p->size = map_areas[i].end - addr;
		e = 0;
	}
	map_leave();
	return e;
}

void
mm_map_pools(void (*fn)(const struct mm_place *, void *), void *arg)
{
	const struct map_area *a;

	map_enter();
	for (size_t i = 0; i < map_n_areas; i++) {
		a = &map_areas[i];
		if (a->origin.pool != 0)
			fn(&(struct mm_place){ a->offset, a->end - a->start,
			    a->origin }, arg);
	}
	map_leave();
}
