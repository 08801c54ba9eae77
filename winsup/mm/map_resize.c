/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files whose size changes while they are mapped: pages behind the end, and
 * views that step aside.
 */
#include "mm/map_impl.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "lib/fault.h"
#include "lib/keep.h"
#include "nt/clock.h"
#include "nt/file.h"
#include "nt/lend.h"
#include "nt/mem.h"
#include "nt/sync.h"

#define MS	(NT_PER_SECOND / 1000)
#define LOANS	(200 * MS)		/* for transfers that are under way */

void (*mm_still_hook)(int on);

/* An object whose views are taken away. */
struct map_away {
	struct map_away *next;
	struct map_object *obj;
	struct map_saved *saved;
	int gone;			/* 0: it could not be done */
};

/* --- taking views away, and making them anew --- */

static struct map_away *
add_away(struct map_away *list, struct map_object *o)
{
	struct map_away *w;

	if (o->away != NULL || (w = mm_zalloc(sizeof *w)) == NULL)
		return list;
	w->next = list;
	w->obj = o;
	o->away = w;
	o->refs++;
	return w;
}

/* Does a transfer go to or from what is about to be taken away? */
static int
is_away(uintptr_t addr, size_t n, void *arg)
{
	for (size_t i = area_after(addr); i < map_n_areas &&
	    map_areas[i].start < addr + n; i++)
		if (map_areas[i].obj != NULL && map_areas[i].obj->away != NULL)
			return 1;
	return 0;
}

/* -EBUSY: one of them does not end. */
static int
stop_transfers(void)
{
	return nt_lend_stop(is_away, NULL, nt_clock_monotonic() + LOANS);
}

static void
take_away(struct map_away *list)
{
	for (struct map_away *w = list; w != NULL; w = w->next) {
		if (fault("mm.aside") < 0 ||
		    span_put_away(w->obj, &w->saved) < 0)
			continue;
		w->gone = 1;
		nt_close(w->obj->section);
		w->obj->section = NULL;
	}
}

/*
 * Until a view is as it was, nobody may come to it: on the way there may be
 * zeroes in its place (Wine), the file's pages in that of private ones, and
 * more access than there was.  So the other threads stand still.
 */
static int
bring_back(struct map_away *list)
{
	struct map_away *w, *next;
	int e;

	for (w = list; w != NULL; w = w->next)
		if (w->gone && object_reopen(w->obj) < 0)
			w->obj->size = 0;
	if ((e = span_room()) == 0) {
		mm_still_hook(1);
		e = span_bring_back();
		for (w = list; w != NULL && e == 0; w = w->next)
			e = span_write_back(w->saved);
		if (e == 0)
			e = span_settle();
		mm_still_hook(0);
	}
	for (w = list; w != NULL; w = next) {
		next = w->next;
		w->obj->away = NULL;
		object_unref(w->obj);
		saved_free(w->saved);
		mm_free(w);
	}
	nt_lend_again();
	return e;
}

/* --- pages behind the end --- */

/* The end of the area's pages that were mapped while the file had them. */
static int
is_hole(const struct map_area *a, uintptr_t addr)
{
	const struct map_object *o = a->obj != NULL ? a->obj : a->source;
	uint64_t at = a->offset + (addr - a->start);

	return o != NULL && at >= page_ceil(o->size);
}

/* The file may have grown.  Transfers that last do not keep a page away. */
static enum mm_fault
look_behind(struct map_object *o, int in_place)
{
	struct map_away *w;
	uint64_t was = o->size;
	int64_t size;
	int gone, e;

	if (o->file == NULL || nt_get_size(o->file, &size) < 0 ||
	    (uint64_t)size <= was)
		return MM_FAULT_BEHIND;
	if (in_place)
		return MM_FAULT_GROWN;
	if (o->rights == 0)		/* a source */
		return source_follow(o) > 0 ? MM_FAULT_RETRY : MM_FAULT_BEHIND;
	if ((w = add_away(NULL, o)) == NULL)
		return MM_FAULT_BEHIND;
	stop_transfers();
	take_away(w);
	gone = w->gone;
	e = bring_back(w);
	return gone && e == 0 && o->size > was ? MM_FAULT_RETRY :
	    MM_FAULT_BEHIND;
}

/* Can it be touched so, as the system sees it? */
static int
is_accessible(uintptr_t addr, uint32_t access)
{
	struct nt_mem_info i;

	return nt_mem_info((void *)addr, &i) == 0 &&
	    i.state == NT_MEM_COMMITTED && !(i.prot & NT_MEM_GUARD) &&
	    (i.prot & access) == access;
}

#define TRIES	64

/*
 * Views may have been away when the thread came to the page: it is tried
 * again, but not for ever since the last one went, for the system may have
 * another reason.
 */
static int
may_try_again(uintptr_t addr, uint32_t access)
{
	KEEP static uint32_t tries, drops;

	if (drops != map_drops)
		tries = 0;
	drops = map_drops;
	return is_accessible(addr, access) && tries++ < TRIES;
}

/*
 * May be called for any address, also by a thread that has the lock: then
 * the fault is an error of ours and nothing is known of it.
 */
enum mm_fault
mm_map_fault(uintptr_t addr, uint32_t access, int in_place)
{
	enum mm_fault f = MM_FAULT_NONE;
	const struct map_area *a;
	size_t i;

	if (map_n_areas == 0 || map_holder == nt_thread_id())
		return MM_FAULT_NONE;
	if (map_holder != 0) {
		map_enter();
		map_leave();
		return MM_FAULT_RETRY;
	}
	map_enter();
	i = area_after(addr);
	a = &map_areas[i];
	if (i < map_n_areas && a->start <= addr) {
		if ((area_prot(a) & access) == access && is_hole(a, addr))
			f = look_behind(a->obj != NULL ? a->obj :
			    a->source, in_place);
		else
			f = may_try_again(addr, access) ? MM_FAULT_RETRY :
			    MM_FAULT_PROTECTED;
	} else if (addr >= MM_MAP_BASE && addr < MM_MAP_END) {
		f = MM_FAULT_UNMAPPED;
	}
	map_leave();
	return f;
}

/* --- another size --- */

int
mm_file_id(nt_handle file, struct mm_file_id *id)
{
	struct nt_stat st;
	int e = nt_stat(file, &st);

	id->file = st.id;
	if (e == 0 && nt_volume_serial(file, &id->volume) < 0)
		id->volume = 0;
	return e;
}

int
mm_map_writes(nt_handle file)
{
	struct mm_file_id id;
	int r = 0;

	if (map_n_areas == 0 || mm_file_id(file, &id) < 0)
		return 0;
	map_enter();
	for (size_t i = 0; i < map_n_areas && !r; i++)
		r = map_areas[i].shared &&
		    object_is_file(map_areas[i].obj, &id) &&
		    (map_areas[i].obj->rights & NT_MEM_WRITE);
	map_leave();
	return r;
}

/* Calls set() while no view of the file is there.  only: if one is. */
static int
without_views(const struct mm_file_id *id, int only, int (*set)(void *),
    void *arg)
{
	struct map_away *list = NULL;
	int r = 0;

	map_enter();
	for (size_t i = 0; i < map_n_areas; i++)
		if (object_is_file(map_areas[i].obj, id))
			list = add_away(list, map_areas[i].obj);
	if (list == NULL) {
		r = only ? 0 : set(arg);
	} else {
		if ((r = stop_transfers()) == 0) {
			take_away(list);
			r = set(arg);
		}
		bring_back(list);
	}
	map_leave();
	return r;
}

int
mm_map_resize(nt_handle file, int (*set)(void *), void *arg)
{
	struct mm_file_id id;
	int e;

	if (map_n_areas == 0)
		return set(arg);
	e = mm_file_id(file, &id);
	return e < 0 ? e : without_views(&id, 0, set, arg);
}

int
mm_map_any_file(void)
{
	int any = 0;

	if (map_n_areas == 0)
		return 0;
	map_enter();
	for (size_t i = 0; i < map_n_areas && !any; i++)
		any = map_areas[i].obj != NULL &&
		    map_areas[i].obj->file != NULL;
	map_leave();
	return any;
}

void
mm_map_leave_files(void)
{
	uintptr_t start, end;
	size_t i;

	do {
		start = end = 0;
		map_enter();
		for (i = 0; i < map_n_areas && end == 0; i++)
			if (map_areas[i].obj != NULL &&
			    map_areas[i].obj->file != NULL) {
				start = map_areas[i].start;
				end = map_areas[i].end;
			}
		map_leave();
	} while (end != 0 && mm_unmap(start, end - start) == 0);
}

/* --- for another process --- */

#define HELD	1u
#define VISITOR	2u		/* one that waits: fork gives way to it */

KEEP static volatile uint32_t gate;

static void
take_gate(int visitor)
{
	uint32_t leaves = visitor ? VISITOR : 0;
	uint32_t n = __atomic_add_fetch(&gate, leaves, __ATOMIC_SEQ_CST);

	for (;;) {
		if ((n & HELD) || (!visitor && n != 0)) {
			nt_wait_word(&gate, n, NT_FOREVER);
			n = gate;
		} else if (__atomic_compare_exchange_n(&gate, &n,
		    (n - leaves) | HELD, 0, __ATOMIC_SEQ_CST,
		    __ATOMIC_RELAXED)) {
			return;
		}
	}
}

static void
leave_gate(void)
{
	__atomic_and_fetch(&gate, ~HELD, __ATOMIC_SEQ_CST);
	nt_wake_word_all(&gate);
}

void
mm_map_hold(int on)
{
	if (on)
		take_gate(0);
	else
		leave_gate();
}

int
mm_map_step_aside(const struct mm_file_id *id, int (*until)(void *),
    void *arg)
{
	int r;

	take_gate(1);
	r = without_views(id, 1, until, arg);
	leave_gate();
	return r;
}
