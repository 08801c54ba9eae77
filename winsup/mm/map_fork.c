/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmap's memory and fork.  What is shared is mapped again from the same
 * section by a child with a process of its own, and stays as it is for one
 * in place.  What is private is copied: all that could be changed for a child
 * in place, all that differs from its file for the other.
 */
#include "mm/map_impl.h"
#include "mm/room_impl.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "nt/mem.h"

static int
is_private(const struct map_area *a)
{
	return a->obj == NULL || a->obj->rights & NT_MEM_COPY;
}

/* The part of the area's pages in the span, which are memory. */
static size_t
part_of(const struct map_area *a, const struct map_span *s, uintptr_t *at)
{
	uintptr_t end = s->base + s->size;
	uint64_t left;

	if (s->obj != NULL && (left = s->obj->size - s->offset) < s->size)
		end = s->base + page_ceil((size_t)left);
	*at = a->start > s->base ? a->start : s->base;
	if (end > a->end)
		end = a->end;
	return end > *at ? end - *at : 0;
}

static int
each_part(const struct map_area *whole, int (*fn)(const struct map_area *,
    const struct map_span *, uintptr_t, size_t, void *), void *arg)
{
	struct map_area a = *whole;
	uintptr_t at;
	size_t n;
	int e = 0;

	a.end = area_memory_end(whole);
	for (size_t k = span_after(a.start); k < map_n_spans && e == 0 &&
	    map_spans[k].base < a.end; k++) {
		/* A hole of a file. */
		if (a.obj != NULL && map_spans[k].obj == NULL)
			continue;
		if ((n = part_of(&a, &map_spans[k], &at)) > 0)
			e = fn(&a, &map_spans[k], at, n, arg);
	}
	return e;
}

struct list {
	struct mm_region *r;
	int n, max;
};

static int
add_writable(const struct map_area *a, const struct map_span *s, uintptr_t at,
    size_t n, void *arg)
{
	struct list *l = arg;

	if (l->n == l->max)
		return -ENOMEM;
	l->r[l->n].addr = (void *)at;
	l->r[l->n++].size = n;
	return 0;
}

int
mm_map_writable(struct mm_region *r, int max)
{
	struct list l = { r, 0, max };
	int e = 0;

	for (size_t i = 0; i < map_n_areas && e == 0; i++)
		if (map_areas[i].fork != 0)
			e = -ENOMEM;	/* not what a child in place has */
		else if (is_private(&map_areas[i]) &&
		    map_areas[i].prot & PROT_WRITE)
			e = each_part(&map_areas[i], add_writable, &l);
	return e < 0 ? e : l.n;
}

struct own {
	int (*fn)(const struct mm_region *, void *);
	void *arg;
};

static int
is_zero(const char *page)
{
	const uint64_t *at = (const uint64_t *)page, *end = at + MM_PAGE / 8;

	for (; at < end; at += 8)
		if ((at[0] | at[1] | at[2] | at[3] | at[4] | at[5] | at[6] |
		    at[7]) != 0)
			return 0;
	return 1;
}

/* Runs of pages that are not as base (NULL: zeros) has them. */
static int
give_runs(const struct own *o, const char *at, const char *base, size_t n)
{
	struct mm_region r = { NULL, 0 };
	int e = 0;

	for (size_t i = 0; i < n && e == 0; i += MM_PAGE) {
		if (base != NULL ? memcmp(at + i, base + i, MM_PAGE) != 0 :
		    !is_zero(at + i)) {
			if (r.size == 0)
				r.addr = (void *)(uintptr_t)(at + i);
			r.size += MM_PAGE;
		} else if (r.size > 0) {
			e = o->fn(&r, o->arg);
			r.size = 0;
		}
	}
	return e == 0 && r.size > 0 ? o->fn(&r, o->arg) : e;
}

static int
give_view(const struct own *o, const struct map_span *s, uintptr_t at,
    size_t n)
{
	size_t skip = at - granule_floor(at);
	void *base = NULL;
	int e;

	e = span_view_again(s, at, n, &base);
	if (e < 0)
		return e;
	e = give_runs(o, (const char *)at, (char *)base + skip, n);
	nt_section_unmap(base);
	return e;
}

static int
give_own(const struct map_area *a, const struct map_span *s, uintptr_t at,
    size_t n, void *arg)
{
	uint32_t prot = NT_MEM_READ | (area_prot(a) & NT_MEM_WRITE);
	uintptr_t end = at + n, next;
	struct nt_mem_info i;
	int e = 0;

	if (s->obj != NULL) {
		prot |= prot & NT_MEM_WRITE ? NT_MEM_COPY : 0;
		if (!(area_prot(a) & NT_MEM_READ) &&
		    (e = nt_mem_protect((void *)at, n, prot)) < 0)
			return e;
		return give_view(arg, s, at, n);
	}
	for (; at < end && e == 0; at = next) {
		if ((e = nt_mem_info((void *)at, &i)) < 0)
			return e;
		next = (uintptr_t)i.base + i.size;
		if (next > end)
			next = end;
		if (i.state != NT_MEM_COMMITTED)
			continue;
		if (!(area_prot(a) & NT_MEM_READ))
			e = nt_mem_protect((void *)at, next - at, prot);
		if (e == 0)
			e = give_runs(arg, (const char *)at, NULL, next - at);
	}
	return e;
}

int
mm_map_own(int (*fn)(const struct mm_region *, void *), void *arg)
{
	struct own o = { fn, arg };
	int e = 0;

	for (size_t i = 0; i < map_n_areas && e == 0; i++)
		if (is_private(&map_areas[i]) && map_areas[i].fork == 0 &&
		    (map_areas[i].touched || map_areas[i].obj == NULL))
			e = each_part(&map_areas[i], give_own, &o);
	return e;
}

static struct map_object *
object_of(const struct map_area *a)
{
	return a->obj != NULL ? a->obj : a->source;
}

void
mm_map_handles(void (*fn)(nt_handle, void *), void *arg)
{
	struct map_object *o;
	size_t k;

	for (size_t i = 0; i < map_n_areas; i++) {
		if ((o = object_of(&map_areas[i])) == NULL)
			continue;
		for (k = 0; k < i && object_of(&map_areas[k]) != o; k++)
			continue;
		if (k < i)
			continue;	/* it had its turn */
		if (o->section != NULL)
			fn(o->section, arg);
		if (o->file != NULL)
			fn(o->file, arg);
	}
}

static int
open_up(const struct map_area *a, const struct map_span *s, uintptr_t at,
    size_t n, void *arg)
{
	uint32_t prot = NT_MEM_READ | NT_MEM_WRITE;

	if (s->obj != NULL)
		return 0;	/* made writable */
	/* Without access it may be as large as it likes: see below. */
	return a->prot == PROT_NONE ? 0 : nt_mem_commit((void *)at, n, prot);
}

int
mm_map_rebuild(void)
{
	int e = span_rebuild();

	for (size_t i = 0; i < map_n_areas && e == 0; i++)
		if (is_private(&map_areas[i]))
			e = each_part(&map_areas[i], open_up, NULL);
	return e;
}

/* Pages without access have contents, too; heap and all else is there. */
int
mm_map_open_run(const struct mm_region *r)
{
	uintptr_t at = (uintptr_t)r->addr;
	size_t k;

	if (at >= MM_HEAP_BASE && at < MM_MAP_BASE)
		return 0;
	k = span_after(at);
	if (k == map_n_spans || map_spans[k].base > at ||
	    map_spans[k].obj != NULL)
		return 0;
	return nt_mem_commit(r->addr, r->size, NT_MEM_READ | NT_MEM_WRITE);
}

void
mm_map_settled(void)
{
	for (size_t i = 0; i < map_n_areas; i++)
		span_protect(&map_areas[i]);
	for (size_t k = 0; k < map_n_spans; k++)
		if (map_spans[k].obj != NULL)
			span_kill_gaps(map_spans[k].base, map_spans[k].base +
			    map_spans[k].size);
}

/*
 * XSH fork(): the child has no memory locked.  Nor what MADV_DONTFORK was said
 * of: where that is, no child runs in place.
 */
void
mm_map_fork_child(void)
{
	uintptr_t start;
	size_t i;

	for (i = 0; i < map_n_areas; ) {
		map_areas[i].locked = 0;
		start = map_areas[i].start;
		if (!(map_areas[i].fork & MM_FORK_NONE) ||
		    mm_unmap(start, map_areas[i].end - start) < 0)
			i++;
	}
	mm_all_locked = 0;
}
