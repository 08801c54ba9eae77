/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What mimalloc asks of its system (its include/mimalloc/prim.h).
 *
 * Address space and large pieces come from the arena.  Small committed
 * pieces, its own records of threads and segments, come from the process
 * block, which costs no section.
 */
#include "mm/mimalloc_host.h"

#include <errno.h>
#include <string.h>

#include "mimalloc.h"
#include "mimalloc/internal.h"
#include "mimalloc/prim.h"

#include "lib/trace.h"
#include "mm/room_impl.h"
#include "nt/clock.h"

#define RECORD_MAX	((size_t)1 << 20)

void
mm_malloc_init(void)
{
	_mi_process_load();
}

void
mm_malloc_thread_done(void)
{
	mi_thread_done();
}

void
_mi_prim_mem_init(mi_os_mem_config_t *c)
{
	c->page_size = MM_PAGE;
	c->large_page_size = 0;
	c->alloc_granularity = MM_GRANULE;
	c->has_overcommit = false;
	c->has_partial_free = false;
	c->has_virtual_reserve = true;
}

int
_mi_prim_alloc(void *hint, size_t size, size_t align, bool commit,
    bool allow_large, bool *is_large, bool *is_zero, void **out)
{
	int err;

	*is_large = false;
	*is_zero = true;
	*out = NULL;
	if (commit && size <= RECORD_MAX && align <= MM_PAGE) {
		if (size <= MM_PAGE / 2)	/* keep it on a page */
			size = MM_PAGE;
		*out = mm_zalloc(size);
		return *out == NULL ? ENOMEM : 0;
	}
	if ((err = mm_arena_reserve(size, align, out)) < 0)
		return -err;
	if (commit && (err = mm_arena_commit(*out, size)) < 0) {
		mm_arena_release(*out, size);
		*out = NULL;
		return -err;
	}
	return 0;
}

int
_mi_prim_free(void *addr, size_t size)
{
	if (mm_block_holds(addr))
		mm_free(addr);
	else
		mm_arena_release(addr, size);
	return 0;
}

/*
 * Pages may have been used before, when only part of a block was committed
 * as it was freed: so they are never promised to be zero.
 */
int
_mi_prim_commit(void *addr, size_t size, bool *is_zero)
{
	*is_zero = false;
	return mm_block_holds(addr) ? 0 : -mm_arena_commit(addr, size);
}

/* Also where nothing could be given back: the arena notes what is in use. */
int
_mi_prim_decommit(void *addr, size_t size, bool *needs_recommit)
{
	*needs_recommit = !mm_block_holds(addr);
	if (*needs_recommit)
		mm_arena_decommit(addr, size);
	return 0;
}

int
_mi_prim_reset(void *addr, size_t size)
{
	if (!mm_block_holds(addr))
		mm_arena_forget(addr, size);
	return 0;
}

/* Guard pages are for mimalloc's secure and debug builds, which this is not. */
int
_mi_prim_protect(void *addr, size_t size, bool protect)
{
	return ENOTSUP;
}

int
_mi_prim_alloc_huge_os_pages(void *hint, size_t size, int node, bool *is_zero,
    void **out)
{
	*is_zero = false;
	*out = NULL;
	return ENOMEM;
}

size_t
_mi_prim_numa_node(void)
{
	return 0;
}

size_t
_mi_prim_numa_node_count(void)
{
	return 1;
}

mi_msecs_t
_mi_prim_clock_now(void)
{
	return nt_clock_monotonic() / (NT_PER_SECOND / 1000);
}

/* Statistics that nothing prints here; mimalloc has filled in defaults. */
void
_mi_prim_process_info(mi_process_info_t *info)
{
	struct nt_usage u;

	if (nt_usage_process(&u) < 0)
		return;
	info->utime = u.cpu.user / 10000;
	info->stime = u.cpu.kernel / 10000;
	info->peak_rss = u.peak_set;
	info->page_faults = u.page_faults;
}

void
_mi_prim_out_stderr(const char *msg)
{
	platform_write_error(msg, strlen(msg));
}

/* Its options are set here, not by MIMALLOC_* in the environment. */
bool
_mi_prim_getenv(const char *name, char *result, size_t size)
{
	return false;
}

/*
 * Randomness is for the order of free lists in secure builds; without it
 * mimalloc takes the clock and addresses.
 */
bool
_mi_prim_random_buf(void *buf, size_t size)
{
	return false;
}

/* thr_detach() calls mm_malloc_thread_done(). */
void
_mi_prim_thread_init_auto_done(void)
{
}

void
_mi_prim_thread_done_auto_done(void)
{
}

void
_mi_prim_thread_associate_default_heap(mi_heap_t *heap)
{
}

bool
_mi_is_redirected(void)
{
	return false;
}

bool
_mi_allocator_init(const char **msg)
{
	if (msg != NULL)
		*msg = NULL;
	return true;
}

void
_mi_allocator_done(void)
{
}
