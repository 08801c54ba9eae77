/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The areas of mmap, and the calls on them; see map_impl.h.
 */
#include "mm/map_impl.h"
#include "mm/room_impl.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "lib/trace.h"
#include "nt/file.h"
#include "nt/mem.h"
#include "nt/sync.h"

static struct lock map_lock = LOCK_INIT(LOCK_MAP, "map");
volatile uint32_t map_holder;		/* thread id */
struct map_area *map_areas;
size_t map_n_areas;
static size_t max_areas;

void
map_enter(void)
{
	lock_acquire(&map_lock);
	map_holder = nt_thread_id();
}

size_t
area_after(uintptr_t addr)
{
	size_t low = 0, high = map_n_areas, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (map_areas[mid].end > addr)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

/* Does RLIMIT_DATA count it? */
static int
is_data(const struct map_area *a)
{
	return !a->shared && a->prot & PROT_WRITE;
}

/* Bytes of areas there; data: only of those that RLIMIT_DATA counts. */
static size_t
area_bytes(uintptr_t start, uintptr_t end, int data)
{
	const struct map_area *a;
	size_t n = 0;

	for (size_t i = area_after(start); i < map_n_areas &&
	    map_areas[i].start < end; i++) {
		a = &map_areas[i];
		if (!data || is_data(a))
			n += (a->end < end ? a->end : end) -
			    (a->start > start ? a->start : start);
	}
	return n;
}

/* What is mapped has changed. */
static void
count(void)
{
	const struct map_area *a;
	size_t all = 0, data = 0;

	for (a = map_areas; a < map_areas + map_n_areas; a++) {
		all += a->end - a->start;
		if (is_data(a))
			data += a->end - a->start;
	}
	mm_limit_mapped(all, data);
}

/* May it be mapped, in the place of what it replaces? */
static int
is_within_limits(const struct mm_map_request *r)
{
	int data = !r->shared && r->prot & PROT_WRITE;
	size_t gone = 0;

	if (r->fixed && r->replace)
		gone = area_bytes(r->addr, r->addr + r->size, data);
	return mm_limit_allows(r->size - gone, data);
}

void
map_leave(void)
{
	map_holder = 0;
	lock_release(&map_lock);
}

int
area_any(uintptr_t start, uintptr_t end)
{
	size_t i = area_after(start);

	return start < end && i < map_n_areas && map_areas[i].start < end;
}

uint32_t
area_prot(const struct map_area *a)
{
	uint32_t p = 0;

	if (a->prot & (PROT_READ | PROT_WRITE))
		p |= NT_MEM_READ;
	if (a->prot & PROT_WRITE)
		p |= NT_MEM_WRITE;
	if (a->prot & PROT_EXEC)
		p |= NT_MEM_EXEC | NT_MEM_READ;
	if (a->obj != NULL)
		p |= a->obj->rights & NT_MEM_COPY;
	return p & ~NT_MEM_COPY ? p : NT_MEM_NONE;
}

/* Room for n more. */
static int
areas_room(size_t n)
{
	struct map_area *t = mm_table_room(map_areas, &max_areas,
	    map_n_areas + n, sizeof *t);

	if (t == NULL)
		return -ENOMEM;
	map_areas = t;
	return 0;
}

static void
area_insert(size_t i, const struct map_area *a)
{
	memmove(&map_areas[i + 1], &map_areas[i],
	    (map_n_areas++ - i) * sizeof *a);
	map_areas[i] = *a;
	if (a->obj != NULL)
		a->obj->refs++;
	if (a->source != NULL)
		a->source->refs++;
}

static void
area_delete(size_t i)
{
	struct map_object *o = map_areas[i].obj, *source = map_areas[i].source;

	map_n_areas--;
	memmove(&map_areas[i], &map_areas[i + 1],
	    (map_n_areas - i) * sizeof *map_areas);
	object_unref(o);
	object_unref(source);
}

/* Makes addr the start or the end of areas.  There is room for one more. */
static void
area_split(uintptr_t addr)
{
	size_t i = area_after(addr);
	struct map_area right;

	if (i == map_n_areas || map_areas[i].start >= addr)
		return;
	right = map_areas[i];
	right.offset += addr - right.start;
	right.start = addr;
	map_areas[i].end = addr;
	area_insert(i + 1, &right);
}

int
areas_cut(uintptr_t start, uintptr_t end)
{
	int e = areas_room(2);

	if (e == 0) {
		area_split(start);
		area_split(end);
	}
	return e;
}

static int
are_one(const struct map_area *a, const struct map_area *b)
{
	return a->end == b->start && a->obj == b->obj &&
	    a->source == b->source && a->prot == b->prot &&
	    a->shared == b->shared && a->locked == b->locked &&
	    a->fork == b->fork && a->origin.fd == b->origin.fd &&
	    a->origin.pool == b->origin.pool &&
	    a->origin.file == b->origin.file &&
	    ((a->obj == NULL && a->source == NULL) ||
	    a->offset + (a->end - a->start) == b->offset);
}

void
areas_join(uintptr_t start, uintptr_t end)
{
	size_t i = area_after(start);

	if (i > 0)
		i--;
	while (i + 1 < map_n_areas && map_areas[i].end <= end) {
		if (!are_one(&map_areas[i], &map_areas[i + 1])) {
			i++;
			continue;
		}
		map_areas[i].end = map_areas[i + 1].end;
		map_areas[i].touched |= map_areas[i + 1].touched;
		area_delete(i + 1);
	}
}

/* Takes the pages from all areas. */
static int
areas_remove(uintptr_t start, uintptr_t end)
{
	size_t i;
	int e;

	if ((e = areas_cut(start, end)) < 0)
		return e;
	for (i = area_after(start); i < map_n_areas &&
	    map_areas[i].start < end; )
		area_delete(i);
	span_forget(start, end);
	return 0;
}

/* The lowest gap of granules in our region. */
static uintptr_t
find_place(size_t size)
{
	uintptr_t at = MM_MAP_BASE;

	for (size_t k = span_after(at); k < map_n_spans; k++) {
		if (map_spans[k].base >= at && map_spans[k].base - at >= size)
			break;
		at = map_spans[k].base + map_spans[k].size;
	}
	return at + size <= MM_MAP_END ? at : 0;
}

/* An area with pages beside [start, end) in the granule at `at', or NULL. */
static const struct map_area *
beside(uintptr_t start, uintptr_t end, uintptr_t at)
{
	const struct map_area *a;

	for (size_t i = area_after(at); i < map_n_areas &&
	    map_areas[i].start < at + MM_GRANULE; i++) {
		a = &map_areas[i];
		if ((a->start < start && at < start) ||
		    (a->end > end && at + MM_GRANULE > end))
			return a;
	}
	return NULL;
}

/*
 * Makes the granules of a fixed area free as far as that is needed: where
 * they hold other areas, the new one is private memory, and they become that.
 */
static int
clear_place(const struct map_area *a)
{
	uintptr_t low = granule_floor(a->start), high = granule_ceil(a->end);
	int e = 0;

	if (beside(a->start, a->end, low) != NULL) {
		e = granule_own(low);
		low += MM_GRANULE;
	}
	if (e == 0 && low < high &&
	    beside(a->start, a->end, high - MM_GRANULE) != NULL) {
		high -= MM_GRANULE;
		e = granule_own(high);
	}
	return e == 0 && low < high ? span_cut(low, high) : e;
}

static int
is_view(uintptr_t addr)
{
	size_t k = span_after(addr);

	return k < map_n_spans && map_spans[k].base <= addr &&
	    map_spans[k].obj != NULL;
}

/* Can the area be put beside what else lies in its outer granules? */
static int
place_fits(const struct map_area *a)
{
	uintptr_t edge[2] = {
		granule_floor(a->start), granule_ceil(a->end) - MM_GRANULE
	};
	const struct map_area *b;

	if (a->obj != NULL && (a->start - a->offset) % MM_GRANULE != 0)
		return 0;
	for (int i = 0; i < 2; i++)
		if ((b = beside(a->start, a->end, edge[i])) != NULL &&
		    (a->obj != NULL || (b->shared && is_view(edge[i]))))
			return 0;
	return 1;
}

static int
add_area(const struct map_area *a)
{
	struct map_area open = *a;
	size_t i;
	int e;

	if ((e = areas_room(1)) < 0)
		return e;
	i = area_after(a->start);
	area_insert(i, a);
	if ((e = span_fill(a)) == 0 && a->source != NULL) {
		open.prot = PROT_READ | PROT_WRITE;
		if ((e = span_protect(&open)) == 0)
			e = area_read(a);
	}
	if (e == 0 && (a->source != NULL || a->obj != NULL ||
	    a->prot != PROT_NONE))
		e = span_protect(a);
	if (a->obj != NULL)
		span_kill_gaps(granule_floor(a->start), granule_ceil(a->end));
	if (e < 0)
		areas_remove(a->start, a->end);
	return e == -EEXIST ? -ENOMEM : e;
}

/* The same for an area of a file that no view can show. */
static int
add_copy(struct map_area *a, nt_handle file)
{
	int e = object_source(&a->source, file);

	if (e < 0)
		return e;
	a->source->refs++;
	e = add_area(a);
	object_unref(a->source);
	return e;
}

/* Where the request leads, 0 if there is no room. */
static int
choose_place(const struct mm_map_request *r, struct map_area *a)
{
	size_t skip = a->obj != NULL ? a->offset % MM_GRANULE : 0;
	size_t size = granule_ceil(skip + r->size);
	uintptr_t at = r->addr - skip;
	size_t k;

	/* A wish is followed where nothing lies and the page fits. */
	if (r->addr > skip && at % MM_GRANULE == 0 && at >= MM_MAP_BASE &&
	    at + size <= MM_MAP_END) {
		k = span_after(at);
		if (k == map_n_spans || map_spans[k].base >= at + size)
			goto found;
	}
	if ((at = find_place(size)) == 0)
		return -ENOMEM;
found:
	a->start = at + skip;
	a->end = a->start + r->size;
	return 0;
}

static int
map_fixed(const struct mm_map_request *r, struct map_area *a, int copy)
{
	int e;

	a->start = r->addr;
	a->end = r->addr + r->size;
	if (!r->replace && area_any(a->start, a->end))
		return -EEXIST;
	if (!place_fits(a)) {
		if (a->shared || r->file == NULL)
			return -EINVAL;
		a->obj = NULL;
		copy = 1;
		if (!place_fits(a))
			return -EINVAL;
	}
	if ((e = areas_remove(a->start, a->end)) < 0 ||
	    (e = clear_place(a)) < 0)
		return e;
	return copy ? add_copy(a, r->file) : add_area(a);
}

static uint32_t
rights_of(const struct mm_map_request *r)
{
	uint32_t p = NT_MEM_READ;

	if (!r->shared)
		p |= NT_MEM_WRITE | NT_MEM_COPY;
	else if (r->may_write)
		p |= NT_MEM_WRITE;
	if (r->prot & PROT_EXEC)
		p |= NT_MEM_EXEC;
	return p;
}

/*
 * copy: views of a file that was not opened to be run cannot be executable,
 * a private copy can.
 */
static int
make_object(const struct mm_map_request *r, struct map_object **o, int *copy)
{
	int e;

	*o = NULL;
	*copy = 0;
	if (r->file == NULL)
		return r->shared ? object_memory(o, r->size) : 0;
	e = object_file(o, r->file, rights_of(r));
	if (e != -EACCES || r->shared || !(r->prot & PROT_EXEC))
		return e;
	*copy = 1;
	return 0;
}

int
mm_map(const struct mm_map_request *request, void **out)
{
	struct mm_map_request r = *request;
	struct map_object *o;
	struct map_area a;
	int e, copy;

	if (r.shared && r.file != NULL && !r.may_write && r.prot & PROT_WRITE)
		return -EACCES;
	r.size = page_ceil(r.size);
	if (r.size == 0 || r.size > MM_MAP_END - MM_MAP_BASE)
		return -ENOMEM;
	memset(&a, 0, sizeof a);
	a.offset = r.file != NULL ? r.offset : 0;
	a.prot = r.prot;
	a.shared = r.shared;
	a.origin = r.origin;
	a.fork = r.fork;
	a.touched = (r.prot & PROT_WRITE) != 0;
	map_enter();
	copy = 0;
	o = r.like;
	if (!is_within_limits(&r))
		e = -ENOMEM;
	else if (o != NULL || (e = make_object(&r, &o, &copy)) == 0) {
		if (o != NULL)
			o->refs++;
		a.obj = o;
		if (r.fixed)
			e = map_fixed(&r, &a, copy);
		else if ((e = choose_place(&r, &a)) == 0)
			e = copy ? add_copy(&a, r.file) : add_area(&a);
		object_unref(o);
		if (e == 0)
			areas_join(a.start, a.end);
		count();
	}
	map_leave();
	trace(TRACE_MM, "map %zx + %zx, offset %llx: %d", (size_t)a.start,
	    r.size, (unsigned long long)r.offset, e);
	*out = (void *)a.start;
	return e;
}

int
mm_unmap(uintptr_t addr, size_t size)
{
	int e;

	map_enter();
	e = areas_remove(addr, addr + page_ceil(size));
	count();
	map_leave();
	return e;
}

/* Where what is mapped from start on has its first gap, at most end. */
static uintptr_t
first_gap(uintptr_t start, uintptr_t end)
{
	for (size_t i = area_after(start); i < map_n_areas && start < end &&
	    map_areas[i].start <= start; i++)
		start = map_areas[i].end;
	return start < end ? start : end;
}

int
area_all(uintptr_t start, uintptr_t end)
{
	return first_gap(start, end) >= end;
}

static int
protect_areas(uintptr_t start, uintptr_t end, int prot)
{
	struct map_area *a;
	int e;
	size_t i;

	for (i = area_after(start); i < map_n_areas &&
	    map_areas[i].start < end; i++) {
		a = &map_areas[i];
		if (a->shared && a->obj->file != NULL && prot & PROT_WRITE &&
		    !(a->obj->rights & NT_MEM_WRITE))
			return -EACCES;
		if (a->obj != NULL && prot & PROT_EXEC &&
		    !(a->obj->rights & NT_MEM_EXEC))
			return -EACCES;
	}
	if ((e = areas_cut(start, end)) < 0)
		return e;
	for (i = area_after(start); i < map_n_areas &&
	    map_areas[i].start < end; i++) {
		a = &map_areas[i];
		a->prot = prot;
		a->touched |= (prot & PROT_WRITE) != 0;
		if ((e = span_protect(a)) < 0)
			return e;
	}
	areas_join(start, end);
	return 0;
}

int
mm_protect(uintptr_t addr, size_t size, int prot)
{
	uintptr_t end = addr + page_ceil(size), gap;
	int e;

	/* As on Linux what lies in front of a gap changes all the same. */
	map_enter();
	gap = first_gap(addr, end);
	e = protect_areas(addr, gap, prot);
	if (e == 0 && gap < end)
		e = -ENOMEM;
	count();
	map_leave();
	return e;
}

int
mm_map_check(uintptr_t addr, size_t size)
{
	int ok;

	map_enter();
	ok = area_all(addr, addr + page_ceil(size));
	map_leave();
	return ok ? 0 : -ENOMEM;
}
