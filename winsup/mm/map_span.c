/* SPDX-License-Identifier: BSD-2-Clause */
#include "mm/map_impl.h"
#include "mm/room_impl.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "nt/lend.h"
#include "nt/mem.h"

struct map_span *map_spans;
size_t map_n_spans;
uint32_t map_drops;
static size_t max_spans;

size_t
span_after(uintptr_t addr)
{
	size_t low = 0, high = map_n_spans, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (map_spans[mid].base + map_spans[mid].size > addr)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

/* How many bytes of the view are memory: it ends with the file's last page. */
static size_t
view_bytes(const struct map_span *s)
{
	uint64_t left = s->obj->size - s->offset;

	return left < s->size ? page_ceil((size_t)left) : s->size;
}

static int
span_make(const struct map_span *s)
{
	void *at = (void *)s->base;
	uint64_t left;

	if (s->obj == NULL)
		return nt_mem_reserve(at, s->size, NULL);
	/* A view must not end behind its section, which ends with a byte. */
	left = s->obj->size - s->offset;
	return nt_section_map(s->obj->section, &at, left < s->size ?
	    (size_t)left : s->size, s->offset, s->obj->rights);
}

int
span_view_again(const struct map_span *s, uintptr_t at, size_t n, void **view)
{
	uint64_t offset = s->offset + (granule_floor(at) - s->base);
	uint64_t left = s->obj->size - offset;

	n += at - granule_floor(at);
	*view = NULL;
	return nt_section_map(s->obj->section, view, left < n ? (size_t)left :
	    n, offset, NT_MEM_READ);
}

/* Views of files may be taken away: transfers to them are noted. */
static void
may_go(const struct map_span *s)
{
	if (nt_lend_to == 0 || s->base < nt_lend_from)
		nt_lend_from = s->base;
	if (s->base + s->size > nt_lend_to)
		nt_lend_to = s->base + s->size;
}

/* Room for n in all. */
static int
spans_room(size_t n)
{
	struct map_span *t = mm_table_room(map_spans, &max_spans, n,
	    sizeof *t);

	if (t == NULL)
		return -ENOMEM;
	map_spans = t;
	return 0;
}

static int
span_add(struct map_span s)
{
	size_t k;
	int e;

	if ((e = spans_room(map_n_spans + 1)) < 0)
		return e;
	if ((e = span_make(&s)) < 0)
		return e;
	if (s.obj != NULL) {
		s.obj->refs++;
		if (s.obj->file != NULL)
			may_go(&s);
	}
	k = span_after(s.base);
	memmove(&map_spans[k + 1], &map_spans[k],
	    (map_n_spans++ - k) * sizeof s);
	map_spans[k] = s;
	return 0;
}

static void
span_drop(size_t k)
{
	struct map_span s = map_spans[k];

	if (s.obj == NULL)
		nt_mem_release((void *)s.base);
	else
		nt_section_unmap((void *)s.base);
	map_drops++;
	map_n_spans--;
	memmove(&map_spans[k], &map_spans[k + 1],
	    (map_n_spans - k) * sizeof s);
	object_unref(s.obj);
}

/* Fills [from, to), which has no span: a view as far as the file goes. */
static int
fill_gap(const struct map_area *a, uintptr_t from, uintptr_t to)
{
	struct map_span s = { .base = from, .size = to - from };
	uint64_t left;
	int e;

	if (a->obj == NULL)
		return span_add(s);
	s.offset = a->offset + (from - a->start);
	left = a->obj->size > s.offset ? a->obj->size - s.offset : 0;
	if (left > 0) {
		if (left < s.size)
			s.size = granule_ceil((size_t)left);
		s.obj = a->obj;
		if ((e = span_add(s)) < 0)
			return e;
	}
	if (left > 0 && s.base + s.size == to)
		return 0;
	s.base = left > 0 ? s.base + s.size : from;
	s.size = to - s.base;
	s.obj = NULL;
	s.offset = 0;
	return span_add(s);
}

int
span_fill(const struct map_area *a)
{
	uintptr_t at = granule_floor(a->start), end = granule_ceil(a->end);
	uintptr_t next;
	size_t k;
	int e;

	while (at < end) {
		k = span_after(at);
		next = k < map_n_spans ? map_spans[k].base : end;
		if (next <= at) {
			at = map_spans[k].base + map_spans[k].size;
			continue;
		}
		if (next > end)
			next = end;
		if ((e = fill_gap(a, at, next)) < 0)
			return e;
		at = next;
	}
	return 0;
}

/* The part of [start, end) that is in span s and is memory there. */
static size_t
part(const struct map_span *s, uintptr_t *start, uintptr_t end)
{
	uintptr_t top = s->base + (s->obj ? view_bytes(s) : s->size);

	if (*start < s->base)
		*start = s->base;
	if (end > top)
		end = top;
	return end > *start ? end - *start : 0;
}

/* Sets the access of what is committed, and nothing else. */
static int
protect_committed(uintptr_t at, size_t size, uint32_t prot)
{
	struct nt_mem_info i;
	uintptr_t end = at + size, next;
	int e;

	for (; at < end; at = next) {
		if ((e = nt_mem_info((void *)at, &i)) < 0)
			return e;
		next = (uintptr_t)i.base + i.size;
		if (next > end)
			next = end;
		if (i.state == NT_MEM_COMMITTED && (e = nt_mem_protect(
		    (void *)at, next - at, prot)) < 0)
			return e;
	}
	return 0;
}

int
span_protect(const struct map_area *a)
{
	uint32_t prot = area_prot(a);
	struct map_object *o;
	uintptr_t at, end = area_memory_end(a);
	size_t n;
	int e = 0;

	for (size_t k = span_after(a->start); k < map_n_spans && e == 0 &&
	    map_spans[k].base < end; k++) {
		at = a->start;
		if ((n = part(&map_spans[k], &at, end)) == 0)
			continue;
		if ((o = map_spans[k].obj) != NULL)
			e = nt_mem_protect((void *)at, n, prot == NT_MEM_NONE ?
			    prot : prot | (o->rights & NT_MEM_COPY));
		else if (a->obj != NULL)
			continue;		/* a hole */
		else if (prot == NT_MEM_NONE)
			e = protect_committed(at, n, prot);
		else
			e = nt_mem_commit((void *)at, n, prot);
	}
	if (end < a->end)
		span_hide(end, a->end);
	return e;
}

static void
hide_part(const struct map_span *s, uintptr_t start, uintptr_t end)
{
	size_t n = part(s, &start, end);

	if (n > 0 && s->obj == NULL)
		nt_mem_decommit((void *)start, n);
	else if (n > 0)
		nt_mem_protect((void *)start, n, NT_MEM_NONE);
}

void
span_hide(uintptr_t start, uintptr_t end)
{
	for (size_t k = span_after(start); k < map_n_spans &&
	    map_spans[k].base < end; k++)
		hide_part(&map_spans[k], start, end);
}

void
span_forget(uintptr_t start, uintptr_t end)
{
	size_t k = span_after(start);

	while (k < map_n_spans && map_spans[k].base < end) {
		struct map_span *s = &map_spans[k];

		if (!area_any(s->base, s->base + s->size)) {
			span_drop(k);
			continue;
		}
		hide_part(s, start, end);
		k++;
	}
}

/* Pages of [from, to) that no area has get no access. */
static void
kill_gap(uintptr_t from, uintptr_t to)
{
	uintptr_t at;
	size_t n;

	for (size_t k = span_after(from); k < map_n_spans &&
	    map_spans[k].base < to; k++) {
		at = from;
		if (map_spans[k].obj != NULL &&
		    (n = part(&map_spans[k], &at, to)) > 0)
			nt_mem_protect((void *)at, n, NT_MEM_NONE);
	}
}

void
span_kill_gaps(uintptr_t from, uintptr_t to)
{
	size_t i;

	for (i = area_after(from); i < map_n_areas &&
	    map_areas[i].start < to; i++) {
		if (map_areas[i].start > from)
			kill_gap(from, map_areas[i].start);
		from = map_areas[i].end;
	}
	if (from < to)
		kill_gap(from, to);
}

/* --- contents that outlive their span --- */

#define RUNS	64

struct map_saved {
	struct map_saved *next;
	unsigned n;
	struct {
		uintptr_t addr;
		size_t size;
		char *copy;
	} run[RUNS];
};

void
saved_free(struct map_saved *s)
{
	struct map_saved *next;

	for (; s != NULL; s = next) {
		next = s->next;
		for (unsigned i = 0; i < s->n; i++)
			nt_mem_release(s->run[i].copy);
		mm_free(s);
	}
}

static int
save_run(struct map_saved **list, uintptr_t addr, size_t size)
{
	struct map_saved *s = *list;
	void *copy = NULL;
	int e;

	if (s == NULL || s->n == RUNS) {
		if ((s = mm_zalloc(sizeof *s)) == NULL)
			return -ENOMEM;
		s->next = *list;
		*list = s;
	}
	if ((e = nt_mem_reserve(NULL, granule_ceil(size), &copy)) < 0)
		return e;
	if ((e = nt_mem_commit(copy, size, NT_MEM_READ |
	    NT_MEM_WRITE)) < 0 ||
	    (e = nt_mem_protect((void *)addr, size, NT_MEM_READ)) < 0) {
		nt_mem_release(copy);
		return e;
	}
	memcpy(copy, (void *)addr, size);
	s->run[s->n].addr = addr;
	s->run[s->n].size = size;
	s->run[s->n++].copy = copy;
	return 0;
}

static int
save_committed(struct map_saved **list, uintptr_t at, uintptr_t end)
{
	struct nt_mem_info i;
	uintptr_t next;
	int e = 0;

	for (; at < end && e == 0; at = next) {
		if ((e = nt_mem_info((void *)at, &i)) < 0)
			return e;
		next = (uintptr_t)i.base + i.size;
		if (next > end)
			next = end;
		if (i.state == NT_MEM_COMMITTED)
			e = save_run(list, at, next - at);
	}
	return e;
}

/* What [at, end) may have of its own: private, and not as the file has it. */
static int
save(struct map_saved **list, const struct map_span *s, uintptr_t at,
    uintptr_t end)
{
	const struct map_area *a;
	int e = 0;

	if (s->obj != NULL && !(s->obj->rights & NT_MEM_COPY))
		return 0;
	for (size_t i = area_after(at); i < map_n_areas && e == 0 &&
	    map_areas[i].start < end; i++) {
		a = &map_areas[i];
		if (a->obj == NULL || a->touched)
			e = save_committed(list, a->start > at ? a->start :
			    at, a->end < end ? a->end : end);
	}
	return e;
}

static int
write_run(uintptr_t addr, const char *copy, size_t size)
{
	const struct map_span *s;
	size_t k = span_after(addr), i = area_after(addr);
	int e = 0;

	s = &map_spans[k];
	if (k == map_n_spans || s->base > addr)
		return 0;
	/* The file ends in front of it by now. */
	if (s->obj == NULL && i < map_n_areas && map_areas[i].obj != NULL)
		return 0;
	if (s->obj == NULL) {
		e = nt_mem_commit((void *)addr, size, NT_MEM_READ |
		    NT_MEM_WRITE);
	} else {
		/* The file may be shorter by now. */
		uintptr_t at = addr;

		size = part(s, &at, addr + size);
		if (size > 0)
			e = nt_mem_protect((void *)addr, size, NT_MEM_READ |
			    NT_MEM_WRITE | NT_MEM_COPY);
	}
	for (; size > 0 && e == 0; size -= MM_PAGE) {
		if (memcmp((void *)addr, copy, MM_PAGE) != 0)
			memcpy((void *)addr, copy, MM_PAGE);
		addr += MM_PAGE;
		copy += MM_PAGE;
	}
	return e;
}

int
span_write_back(const struct map_saved *s)
{
	int e = 0;

	for (; s != NULL; s = s->next)
		for (unsigned i = 0; i < s->n && e == 0; i++)
			e = write_run(s->run[i].addr, s->run[i].copy,
			    s->run[i].size);
	return e;
}

static int
protect_range(uintptr_t from, uintptr_t to)
{
	struct map_area part;
	int e = 0;

	for (size_t i = area_after(from); i < map_n_areas && e == 0 &&
	    map_areas[i].start < to; i++) {
		part = map_areas[i];
		if (part.start < from) {
			part.offset += from - part.start;
			part.start = from;
		}
		if (part.end > to)
			part.end = to;
		e = span_protect(&part);
	}
	return e;
}

/* Span k goes, and comes again as those of its parts that areas have. */
static int
replace_one(size_t k, const struct map_span part[3],
    const struct map_saved *saved)
{
	struct map_span s = map_spans[k];
	uintptr_t end = s.base + s.size;
	int e = 0;

	span_drop(k);
	for (int i = 0; i < 3 && e == 0; i++)
		if (area_any(part[i].base, part[i].base + part[i].size) &&
		    (part[i].obj == NULL ||
		    part[i].offset < part[i].obj->size))
			e = span_add(part[i]);
	if (e == 0)
		e = span_write_back(saved);
	if (e == 0)
		e = protect_range(s.base, end);
	span_kill_gaps(s.base, end);
	return e;
}

/*
 * Span k without [from, to), which is a part of it, or (own) with private
 * memory there.  Other threads may use what stays, so they stand still
 * meanwhile.  *saved is put back with what is saved here.
 */
static int
cut_one(size_t k, uintptr_t from, uintptr_t to, int own,
    struct map_saved **saved)
{
	struct map_span s = map_spans[k], part[3] = { s, s };
	uintptr_t end = s.base + s.size;
	int e;

	part[0].size = from - s.base;
	part[1].base = to;
	part[1].size = end - to;
	part[1].offset += to - s.base;
	part[2].base = from;
	part[2].size = own ? to - from : 0;
	if ((e = spans_room(map_n_spans + 2)) == 0 &&
	    (e = save(saved, &s, s.base, from)) == 0)
		e = save(saved, &s, to, end);
	if (e == 0) {
		if (s.obj != NULL)
			s.obj->refs++;
		mm_still_hook(1);
		e = replace_one(k, part, *saved);
		mm_still_hook(0);
		object_unref(s.obj);
	}
	return e;
}

int
span_cut(uintptr_t from, uintptr_t to)
{
	struct map_saved *saved;
	uintptr_t base, end;
	size_t k;
	int e = 0;

	while (e == 0 && (k = span_after(from)) < map_n_spans &&
	    map_spans[k].base < to) {
		base = map_spans[k].base;
		end = base + map_spans[k].size;
		if (base >= from && end <= to) {
			span_drop(k);
			continue;
		}
		saved = NULL;
		e = cut_one(k, base > from ? base : from,
		    end < to ? end : to, 0, &saved);
		saved_free(saved);
	}
	return e;
}

int
span_save(struct map_saved **saved, uintptr_t from, uintptr_t to)
{
	const struct map_area *a;
	int e = 0;

	*saved = NULL;
	for (size_t i = area_after(from); i < map_n_areas && e == 0 &&
	    map_areas[i].start < to; i++) {
		a = &map_areas[i];
		e = save_committed(saved, a->start > from ? a->start : from,
		    a->end < to ? a->end : to);
	}
	if (e < 0) {
		protect_range(from, to);
		saved_free(*saved);
	}
	return e;
}

int
span_own(uintptr_t from, uintptr_t to, struct map_saved **saved)
{
	size_t k = span_after(from);

	if (map_spans[k].base == from && map_spans[k].size == to - from &&
	    map_spans[k].obj == NULL)
		return 0;		/* a hole of its own */
	return cut_one(k, from, to, 1, saved);
}

/* Something else lies there as well. */
static int
has_others(const struct map_span *s, const struct map_object *o)
{
	for (size_t i = area_after(s->base); i < map_n_areas &&
	    map_areas[i].start < s->base + s->size; i++)
		if (map_areas[i].obj != o)
			return 1;
	return 0;
}

int
span_put_away(struct map_object *o, struct map_saved **saved)
{
	struct map_span s;
	size_t i;
	int e;

	*saved = NULL;
	for (size_t k = 0; k < map_n_spans; k++) {
		s = map_spans[k];
		if (s.obj == o && (e = save(saved, &s, s.base, s.base +
		    view_bytes(&s))) < 0) {
			saved_free(*saved);
			return e;
		}
	}
	/* Holes go with the views: there may be a file behind them now. */
	for (i = 0; i < map_n_areas; i++) {
		if (map_areas[i].obj != o)
			continue;
		for (size_t k = span_after(map_areas[i].start);
		    k < map_n_spans && map_spans[k].base < map_areas[i].end; )
			if (map_spans[k].obj == NULL &&
			    has_others(&map_spans[k], o))
				k++;
			else
				span_drop(k);
	}
	return 0;
}

/* An area's gaps take two each at most: a view, and a hole behind it. */
int
span_room(void)
{
	return spans_room(3 * map_n_spans + 2 * map_n_areas);
}

int
span_bring_back(void)
{
	int e = 0;

	for (size_t i = 0; i < map_n_areas && e == 0; i++)
		e = span_fill(&map_areas[i]);
	return e;
}

int
span_settle(void)
{
	int e = 0;

	for (size_t i = 0; i < map_n_areas && e == 0; i++)
		e = span_protect(&map_areas[i]);
	for (size_t k = 0; k < map_n_spans; k++)
		if (map_spans[k].obj != NULL)
			span_kill_gaps(map_spans[k].base, map_spans[k].base +
			    map_spans[k].size);
	return e;
}

int
span_rebuild(void)
{
	int e = 0;

	for (size_t k = 0; k < map_n_spans && e == 0; k++)
		e = span_make(&map_spans[k]);
	return e;
}
