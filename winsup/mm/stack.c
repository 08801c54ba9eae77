/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The main thread's stack.  Windows grows a stack by its guard page: an
 * access makes the page usable, and the system moves the guard one page
 * down and StackLimit with it, as long as it is above DeallocationStack
 * (winnt.h: PAGE_GUARD; TEB).  That works for any memory the TEB names, so
 * ours starts as CreateThread would have made it.
 */
#include "mm/room.h"

#include <errno.h>

#include "lib/fault.h"
#include "nt/mem.h"

#define STACK_MIN	((size_t)8 << 20)
#define STACK_COMMIT	((size_t)0x10000)

/* Set once, or by the copy of another process' memory.  Fork class: copy. */
static struct mm_stack main_stack;

int
mm_stack_main(size_t reserve, struct mm_stack *s)
{
	unsigned char *low, *limit;
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
	low = at;
	limit = low + reserve - STACK_COMMIT;
	if ((err = nt_mem_commit(limit - MM_PAGE, STACK_COMMIT + MM_PAGE,
	    NT_MEM_READ | NT_MEM_WRITE)) < 0 ||
	    (err = nt_mem_protect(limit - MM_PAGE, MM_PAGE,
	    NT_MEM_READ | NT_MEM_WRITE | NT_MEM_GUARD)) < 0) {
		nt_mem_release(low);
		return err;
	}
	s->base = low + reserve;
	s->limit = limit;
	s->dealloc = low;
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
mm_stack_now(struct mm_stack *s)
{
	unsigned char *at = main_stack.dealloc, *base = main_stack.base;
	struct nt_mem_info info;

	*s = main_stack;
	while (at < base && nt_mem_info(at, &info) == 0) {
		if (info.state == NT_MEM_COMMITTED &&
		    (info.prot & NT_MEM_GUARD) == 0) {
			s->limit = at;
			return;
		}
		at = (unsigned char *)info.base + info.size;
	}
}

int
mm_stack_claim(const struct mm_stack *s)
{
	unsigned char *low = s->dealloc, *limit = s->limit;
	size_t reserve = (size_t)((unsigned char *)s->base - low);
	void *at;
	int err;

	if ((err = nt_mem_reserve(low, reserve, &at)) < 0)
		return err;
	err = nt_mem_commit(limit - MM_PAGE,
	    (size_t)((unsigned char *)s->base - limit) + MM_PAGE,
	    NT_MEM_READ | NT_MEM_WRITE);
	if (err == 0 && limit - MM_PAGE > low)
		err = nt_mem_protect(limit - MM_PAGE, MM_PAGE,
		    NT_MEM_READ | NT_MEM_WRITE | NT_MEM_GUARD);
	return err;
}
