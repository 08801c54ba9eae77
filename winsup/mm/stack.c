/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Stacks.  Windows grows a stack by its guard page: an access makes the page
 * usable, and the system moves the guard one page down and StackLimit with
 * it, as long as it is above DeallocationStack (winnt.h: PAGE_GUARD; TEB).
 * That works for any memory the TEB names, so ours start as CreateThread
 * would have made them.
 *
 * The main thread's is at the start of the region.  Those of other threads
 * follow where there is room, from the last one's place on; a few that were
 * left are kept for the next threads.
 */
#include "mm/room.h"

#include <errno.h>

#include "lib/fault.h"
#include "lib/lock.h"
#include "nt/mem.h"

#define STACK_MIN	((size_t)256 << 10)	/* Windows' calls need some */
#define STACK_COMMIT	((size_t)0x10000)

/* Set once, or by the copy of another process' memory.  Fork class: copy. */
static struct mm_stack main_stack;

/*
 * Commits the top of a reservation, with a guard page below; `size' bytes are
 * to be usable, and what lies below that and the system's pages never.
 */
static int
stack_commit(void *at, size_t reserve, size_t size, struct mm_stack *s)
{
	unsigned char *low = at, *limit = low + reserve - STACK_COMMIT;
	int err;

	if ((err = nt_mem_commit(limit - MM_PAGE, STACK_COMMIT + MM_PAGE,
	    NT_MEM_READ | NT_MEM_WRITE)) < 0 ||
	    (err = nt_mem_protect(limit - MM_PAGE, MM_PAGE,
	    NT_MEM_READ | NT_MEM_WRITE | NT_MEM_GUARD)) < 0)
		return err;
	s->low = low;
	s->base = low + reserve;
	s->limit = limit;
	s->dealloc = low + reserve - size - MM_STACK_SYSTEM;
	return 0;
}

int
mm_stack_main(size_t reserve, struct mm_stack *s)
{
	void *at;
	int err;

	if ((err = fault("mm.stack")) < 0)
		return err;
	if (reserve < STACK_MIN)
		reserve = STACK_MIN;
	reserve = (reserve + MM_GRANULE - 1) & ~(MM_GRANULE - 1);
	if (reserve > MM_HEAP_BASE - MM_STACK_BASE)
		return -ENOMEM;
	err = nt_mem_reserve((void *)(uintptr_t)MM_STACK_BASE, reserve, &at);
	if (err < 0)
		return err;
	if ((err = stack_commit(at, reserve, reserve - MM_STACK_SYSTEM, s)) <
	    0) {
		nt_mem_release(at);
		return err;
	}
	main_stack = *s;
	return 0;
}

/*
 * It grows, so that the system has to say where it is committed.  What it
 * tells of an address reaches upwards only (memoryapi.h: VirtualQuery rounds
 * the address down to a page): go up from the lowest address, over what is
 * reserved and the guard.
 */
void
mm_stack_measure(struct mm_stack *s)
{
	unsigned char *at = s->dealloc, *base = s->base;
	struct nt_mem_info info;

	while (at < base && nt_mem_info(at, &info) == 0) {
		if (info.state == NT_MEM_COMMITTED &&
		    (info.prot & NT_MEM_GUARD) == 0) {
			s->limit = at;
			return;
		}
		at = (unsigned char *)info.base + info.size;
	}
}

void
mm_stack_now(struct mm_stack *s)
{
	*s = main_stack;
	mm_stack_measure(s);
}

int
mm_stack_shrink(void *limit)
{
	unsigned char *low = main_stack.dealloc, *guard = limit;
	int err;

	guard -= MM_PAGE;
	if (guard <= low)
		return -EINVAL;
	if ((err = nt_mem_decommit(low, (size_t)(guard - low) + MM_PAGE)) < 0)
		return err;
	return nt_mem_commit(guard, MM_PAGE,
	    NT_MEM_READ | NT_MEM_WRITE | NT_MEM_GUARD);
}

/* Fork class of all of these: copy. */
#define KEPT		16
#define KEPT_COMMIT	((size_t)256 << 10)	/* committed by then */

static struct lock stack_lock = LOCK_INIT(LOCK_STACK, "stacks");
static struct mm_stack kept[KEPT];
static unsigned n_kept;
static unsigned char *next_place;

static int
take_kept(struct mm_stack *s)
{
	int found = 0;

	lock_acquire(&stack_lock);
	if (n_kept > 0) {
		*s = kept[--n_kept];
		found = 1;
	}
	lock_release(&stack_lock);
	return found;
}

/*
 * The next free place of the region, once around; where there is none, one
 * anywhere.
 */
static int
find_place(size_t size, void **out)
{
	unsigned char *const first =
	    (unsigned char *)(uintptr_t)MM_STACK_BASE;
	unsigned char *const end = (unsigned char *)(uintptr_t)MM_HEAP_BASE;
	unsigned char *at, *start;
	struct nt_mem_info info;
	int wrapped = 0, err = -ENOMEM;

	lock_acquire(&stack_lock);
	start = at = next_place != NULL ? next_place : first;
	while (!wrapped || at < start) {
		if (size > (size_t)(end - at)) {
			if (wrapped)
				break;
			wrapped = 1;
			at = first;
			continue;
		}
		err = nt_mem_reserve(at, size, out);
		if (err != -EEXIST)
			break;
		/* Over what lies at the front, or what the place runs into. */
		if (nt_mem_info(at, &info) < 0)
			break;
		at = (unsigned char *)(((uintptr_t)info.base + info.size +
		    MM_GRANULE - 1) & ~(uintptr_t)(MM_GRANULE - 1));
	}
	if (err == 0)
		next_place = (unsigned char *)*out + size;
	lock_release(&stack_lock);
	return err == 0 ? 0 : nt_mem_reserve(NULL, size, out);
}

void
mm_stack_forget(void)
{
	lock_acquire(&stack_lock);
	n_kept = 0;
	lock_release(&stack_lock);
}

int
mm_stack_make(size_t size, size_t guard, struct mm_stack *s)
{
	size_t reserve;
	void *at;

	if (fault("mm.thread_stack") < 0)
		return -EAGAIN;
	guard = (guard + MM_PAGE - 1) & ~(MM_PAGE - 1);
	if (guard < MM_PAGE)
		guard = MM_PAGE;
	if (size > MM_HEAP_BASE - MM_STACK_BASE || guard > MM_HEAP_BASE -
	    MM_STACK_BASE)
		return -EAGAIN;
	if (size == MM_STACK_DEFAULT && guard == MM_PAGE && take_kept(s))
		return 0;
	size = (size + MM_PAGE - 1) & ~(MM_PAGE - 1);
	reserve = (size + guard + MM_STACK_SYSTEM + MM_GRANULE - 1) &
	    ~(MM_GRANULE - 1);
	if (find_place(reserve, &at) < 0)
		return -EAGAIN;
	if (stack_commit(at, reserve, size, s) < 0) {
		nt_mem_release(at);
		return -EAGAIN;
	}
	return 0;
}

void
mm_stack_drop(const struct mm_stack *s)
{
	struct mm_stack now = *s;
	size_t usual = (MM_STACK_DEFAULT + MM_PAGE + MM_STACK_SYSTEM +
	    MM_GRANULE - 1) & ~(MM_GRANULE - 1);
	int keep = 0;

	mm_stack_measure(&now);
	if ((char *)s->base - (char *)s->low == (ptrdiff_t)usual &&
	    (char *)s->base - (char *)s->dealloc ==
	    (ptrdiff_t)(MM_STACK_DEFAULT + MM_STACK_SYSTEM) &&
	    (size_t)((char *)s->base - (char *)now.limit) <= KEPT_COMMIT) {
		lock_acquire(&stack_lock);
		if (n_kept < KEPT) {
			kept[n_kept++] = now;
			keep = 1;
		}
		lock_release(&stack_lock);
	}
	if (!keep)
		nt_mem_release(s->low);
}

int
mm_stack_claim(const struct mm_stack *s)
{
	unsigned char *low = s->low, *limit = s->limit;
	size_t reserve = (size_t)((unsigned char *)s->base - low);
	void *at;
	int err;

	if ((err = nt_mem_reserve(low, reserve, &at)) < 0)
		return err;
	err = nt_mem_commit(limit - MM_PAGE,
	    (size_t)((unsigned char *)s->base - limit) + MM_PAGE,
	    NT_MEM_READ | NT_MEM_WRITE);
	if (err == 0 && limit - MM_PAGE > (unsigned char *)s->dealloc)
		err = nt_mem_protect(limit - MM_PAGE, MM_PAGE,
		    NT_MEM_READ | NT_MEM_WRITE | NT_MEM_GUARD);
	return err;
}
