/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What can be asked of mapped pages beside their access.
 */
#include "mm/map_impl.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "lib/limits.h"
#include "mm/room_impl.h"
#include "nt/file.h"
#include "nt/mem.h"

/* Calls fn for what lies of [start, end) in areas and is memory. */
static int
each_run(uintptr_t start, uintptr_t end, int (*fn)(const struct map_area *,
    const struct map_span *, uintptr_t, size_t, void *), void *arg)
{
	const struct map_area *a;
	const struct map_span *s;
	uintptr_t from, to, top;
	int e = 0;

	for (size_t i = area_after(start); i < map_n_areas && e == 0 &&
	    map_areas[i].start < end; i++) {
		a = &map_areas[i];
		for (size_t k = span_after(a->start); k < map_n_spans &&
		    e == 0 && map_spans[k].base < a->end; k++) {
			s = &map_spans[k];
			top = s->base + s->size;
			if (s->obj != NULL && s->obj->size - s->offset <
			    s->size)
				top = s->base + page_ceil((size_t)
				    (s->obj->size - s->offset));
			from = a->start > start ? a->start : start;
			to = a->end < end ? a->end : end;
			if (from < s->base)
				from = s->base;
			if (to > top)
				to = top;
			if (to > area_memory_end(a))
				to = area_memory_end(a);
			if (from < to && (a->obj == NULL || s->obj != NULL))
				e = fn(a, s, from, to - from, arg);
		}
	}
	return e;
}

static int
sync_run(const struct map_area *a, const struct map_span *s, uintptr_t at,
    size_t n, void *arg)
{
	const int *wait = arg;
	int e;

	if (!a->shared || a->obj->file == NULL ||
	    !(a->obj->rights & NT_MEM_WRITE))
		return 0;
	if ((e = nt_mem_flush((void *)at, n)) < 0)
		return e;
	return *wait ? nt_flush(a->obj->file) : 0;
}

static int
any_locked(uintptr_t start, uintptr_t end)
{
	size_t i = area_after(start);

	for (; i < map_n_areas && map_areas[i].start < end; i++)
		if (map_areas[i].locked)
			return 1;
	return 0;
}

/* XSH msync(): ENOMEM (not all mapped), EBUSY (to invalidate locked), EIO. */
int
mm_sync(uintptr_t addr, size_t size, int wait, int invalidate)
{
	uintptr_t end = addr + page_ceil(size);
	int e;

	map_enter();
	e = !area_all(addr, end) ? -ENOMEM :
	    invalidate && any_locked(addr, end) ? -EBUSY :
	    each_run(addr, end, sync_run, &wait);
	map_leave();
	return e;
}

static int
discard_run(const struct map_area *a, const struct map_span *s, uintptr_t at,
    size_t n, void *arg)
{
	uint32_t prot = area_prot(a);
	size_t skip = at - granule_floor(at);
	struct map_area part = *a;
	void *base = NULL;
	int e;

	if (a->shared)
		return 0;
	if (a->obj == NULL) {
		part.offset += at - a->start;
		part.start = at;
		part.end = at + n;
		return area_discard(&part);
	}
	if (!a->touched || (e = span_view_again(s, at, n, &base)) < 0)
		return a->touched ? e : 0;
	e = nt_mem_protect((void *)at, n, NT_MEM_READ | NT_MEM_WRITE |
	    NT_MEM_COPY);
	for (size_t i = 0; i < n && e == 0; i += MM_PAGE)
		if (memcmp((char *)at + i, (char *)base + skip + i,
		    MM_PAGE) != 0)
			memcpy((char *)at + i, (char *)base + skip + i,
			    MM_PAGE);
	nt_section_unmap(base);
	return e < 0 ? e : nt_mem_protect((void *)at, n, prot);
}

int
mm_map_discard(uintptr_t addr, size_t size)
{
	uintptr_t end = addr + page_ceil(size);
	int e;

	map_enter();
	for (size_t i = area_after(addr); i < map_n_areas &&
	    map_areas[i].start < end; i++)
		if (map_areas[i].source != NULL)
			source_follow(map_areas[i].source);
	e = any_locked(addr, end) ? -EINVAL :
	    each_run(addr, end, discard_run, NULL);
	/* As on Linux it is done to what is mapped all the same. */
	if (e == 0 && !area_all(addr, end))
		e = -ENOMEM;
	map_leave();
	return e;
}

/* May the area be given that advice? */
static int
suits(const struct map_area *a, int advice)
{
	int memory = !a->shared && a->obj == NULL && a->source == NULL;

	switch (advice) {
	case MADV_FREE:
		return memory && !a->locked ? 0 : -EINVAL;
	case MADV_WIPEONFORK:
		return memory ? 0 : -EINVAL;
	case MADV_REMOVE:
		if (memory || a->locked)
			return -EINVAL;
		return a->shared && a->prot & PROT_WRITE ? 0 : -EACCES;
	case MADV_POPULATE_READ:
		return a->prot & (PROT_READ | PROT_WRITE) ? 0 : -EINVAL;
	case MADV_POPULATE_WRITE:
		return a->prot & PROT_WRITE ? 0 : -EINVAL;
	default:
		return 0;
	}
}

/* 1: it was about fork. */
static int
mark_for_fork(struct map_area *a, int advice)
{
	switch (advice) {
	case MADV_DONTFORK:
		a->fork |= MM_FORK_NONE;
		return 1;
	case MADV_DOFORK:
		a->fork &= ~MM_FORK_NONE;
		return 1;
	case MADV_WIPEONFORK:
		a->fork |= MM_FORK_ZERO;
		return 1;
	case MADV_KEEPONFORK:
		a->fork &= ~MM_FORK_ZERO;
		return 1;
	default:
		return 0;
	}
}

static int
zero_run(const struct map_area *a, const struct map_span *s, uintptr_t at,
    size_t n, void *arg)
{
	memset((void *)at, 0, n);
	return 0;
}

static int
advise(uintptr_t addr, uintptr_t end, int advice)
{
	size_t i;
	int e;

	for (i = area_after(addr); i < map_n_areas &&
	    map_areas[i].start < end; i++)
		if ((e = suits(&map_areas[i], advice)) < 0)
			return e;
	if (advice == MADV_REMOVE)
		return each_run(addr, end, zero_run, NULL);
	if ((e = areas_cut(addr, end)) < 0)
		return e;
	for (i = area_after(addr); i < map_n_areas &&
	    map_areas[i].start < end; i++)
		if (!mark_for_fork(&map_areas[i], advice))
			break;
	areas_join(addr, end);
	return 0;
}

int
mm_map_advise(uintptr_t addr, size_t size, int advice)
{
	uintptr_t end = addr + page_ceil(size);
	int e;

	map_enter();
	e = advise(addr, end, advice);
	if (e == 0 && !area_all(addr, end))
		e = -ENOMEM;
	map_leave();
	return e;
}

/* Any committed memory, also what mmap did not give. */
static int
is_memory(uintptr_t addr, uintptr_t end)
{
	struct nt_mem_info i;

	/* Of what lies in granules of ours not all is mapped. */
	if (addr >= MM_MAP_BASE && end <= MM_MAP_END)
		return mm_map_check(addr, end - addr) == 0;
	for (; addr < end; addr = (uintptr_t)i.base + i.size)
		if (nt_mem_info((void *)addr, &i) < 0 ||
		    i.state == NT_MEM_FREE)
			return 0;
	return 1;
}

/*
 * RLIMIT_MEMLOCK counts what mmap gave, and the request.  -EPERM: nothing may
 * be locked.
 */
static int
may_lock(uintptr_t addr, uintptr_t end)
{
	uint64_t most = limits[LIMIT_MEMLOCK].soft, n = end - addr;
	const struct map_area *a;

	if (most == LIMIT_NONE)
		return 0;
	for (a = map_areas; a < map_areas + map_n_areas; a++)
		if (a->locked && (a->end <= addr || a->start >= end))
			n += a->end - a->start;
	return n <= most ? 0 : most == 0 ? -EPERM : -ENOMEM;
}

static void
note_locked(uintptr_t start, uintptr_t end, int on)
{
	size_t i = area_after(start);

	for (; i < map_n_areas && map_areas[i].start < end; i++)
		map_areas[i].locked = on;
}

int
mm_lock(uintptr_t addr, size_t size, int on)
{
	uintptr_t end = page_ceil(addr + size);
	int e = 0;

	addr -= addr % MM_PAGE;
	if (!is_memory(addr, end))
		return -ENOMEM;
	map_enter();
	if (on)
		e = may_lock(addr, end);
	map_leave();
	if (e == 0)
		e = nt_mem_lock((void *)addr, end - addr, on);
	if (e < 0)
		return e;
	map_enter();
	if ((e = areas_cut(addr, end)) == 0) {
		note_locked(addr, end, on);
		areas_join(addr, end);
	}
	map_leave();
	if (e < 0 && on)
		nt_mem_lock((void *)addr, end - addr, 0);
	return e;
}

int
mm_lock_all(int on)
{
	struct nt_mem_info i;
	uintptr_t at = MM_BLOCK_BASE;
	int e = 0;

	for (; at < MM_MAP_END && e == 0; at = (uintptr_t)i.base + i.size) {
		if (nt_mem_info((void *)at, &i) < 0)
			break;
		if (i.state == NT_MEM_COMMITTED && (i.prot &
		    (NT_MEM_READ | NT_MEM_GUARD)) == NT_MEM_READ)
			e = nt_mem_lock(i.base, i.size, on);
	}
	if (e < 0) {
		mm_lock_all(0);
		return e;
	}
	mm_all_locked = on;
	map_enter();
	note_locked(MM_MAP_BASE, MM_MAP_END, on);
	map_leave();
	return 0;
}

int
mm_resident(uintptr_t addr, size_t size, unsigned char *vec)
{
	if (!is_memory(addr, addr + page_ceil(size)))
		return -ENOMEM;
	return nt_mem_resident((void *)addr, page_ceil(size) / MM_PAGE, vec);
}

/* The area that has all of it, as one. */
static struct map_area *
area_of(uintptr_t addr, size_t size)
{
	size_t i = area_after(addr);

	return i < map_n_areas && map_areas[i].start <= addr &&
	    map_areas[i].end >= addr + size ? &map_areas[i] : NULL;
}

/* A request for what the area has at addr, larger or somewhere else. */
static void
same_again(const struct map_area *a, uintptr_t addr, size_t size, int copy,
    struct mm_map_request *r)
{
	memset(r, 0, sizeof *r);
	r->size = size;
	r->prot = copy ? PROT_READ | PROT_WRITE : a->prot;
	r->shared = a->shared;
	r->origin = a->origin;
	r->fork = a->fork;
	r->offset = a->offset + (addr - a->start);
	if (a->source != NULL)
		r->file = a->source->file;
	if (a->obj == NULL)
		return;
	r->file = a->obj->file;
	r->like = a->obj;
	a->obj->refs++;
	r->may_write = (a->obj->rights & NT_MEM_WRITE) != 0;
}

/* Moves private contents; pages behind the end of a file have none. */
static void
copy_over(uintptr_t from, uintptr_t to, size_t n)
{
	struct nt_mem_info i;
	uintptr_t end = from + n, next;

	for (; from < end; to += next - from, from = next) {
		if (nt_mem_info((void *)from, &i) < 0)
			return;
		next = (uintptr_t)i.base + i.size;
		if (next > end)
			next = end;
		if (i.state != NT_MEM_COMMITTED)
			continue;
		for (size_t k = 0; k < next - from; k += MM_PAGE)
			if (memcmp((char *)to + k, (char *)from + k,
			    MM_PAGE) != 0)
				memcpy((char *)to + k, (char *)from + k,
				    MM_PAGE);
	}
}

/* Nothing moves: what is too long goes. */
static int
shorten(uintptr_t addr, size_t old, size_t size)
{
	int any;

	map_enter();
	any = area_any(addr, addr + MM_PAGE);
	map_leave();
	if (!any)
		return -EFAULT;
	return size < old ? mm_unmap(addr + size, old - size) : 0;
}

/* The contents have another place now: what stays is new, or shared. */
static int
leave_behind(const struct map_area *was, uintptr_t addr, size_t old,
    unsigned how)
{
	if (!(how & MM_REMAP_KEEP))
		return mm_unmap(addr, old);
	if (was->locked)
		mm_lock(addr, old, 0);
	return was->shared ? 0 : mm_map_discard(addr, old);
}

static void
move_over(const struct map_area *was, uintptr_t addr, size_t old,
    uintptr_t to, size_t size)
{
	if (!was->shared) {
		if (!(was->prot & PROT_READ))
			mm_protect(addr, old, PROT_READ);
		copy_over(addr, to, old < size ? old : size);
		mm_protect(to, size, was->prot);
		if (!(was->prot & PROT_READ))
			mm_protect(addr, old, was->prot);
	}
	/* As on Linux it is no error if that cannot be. */
	if (was->locked)
		mm_lock(to, size, 1);
}

/*
 * Linux' mremap().  It is always moved to grow: what lies behind it for NT
 * cannot be joined to it.  -EFAULT: not all mapped, or not as one; -EINVAL:
 * what follows in a pool is not the caller's to have.
 */
int
mm_remap(uintptr_t addr, size_t old, size_t size, unsigned how, uintptr_t to,
    void **out)
{
	struct mm_map_request r;
	struct map_area *a, was;
	int e = 0;

	old = page_ceil(old);
	size = page_ceil(size);
	*out = (void *)addr;
	if (old != 0 && size <= old && to == 0 && !(how & MM_REMAP_KEEP))
		return shorten(addr, old, size);
	map_enter();
	if ((a = area_of(addr, old)) != NULL) {
		was = *a;
		if (a->source != NULL) {
			a->source->refs++;
			source_follow(a->source);
		}
		same_again(a, addr, size, !a->shared, &r);
	}
	map_leave();
	if (a == NULL)
		return -EFAULT;
	r.addr = to;
	r.fixed = r.replace = to != 0;
	/* Of what is shared Linux makes a second mapping so. */
	if ((old == 0 && !was.shared) || (size > old && was.origin.pool != 0))
		e = -EINVAL;
	else
		e = how & MM_REMAP_MOVE ? mm_map(&r, out) : -ENOMEM;
	map_enter();
	object_unref(r.like);
	object_unref(was.source);
	map_leave();
	if (e < 0)
		return e;
	move_over(&was, addr, old, (uintptr_t)*out, size);
	return old == 0 ? 0 : leave_behind(&was, addr, old, how);
}
