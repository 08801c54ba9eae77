/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: mm/stack.c lib/fault.c lib/lock.c lib/assert.c */
/* The main stack's bounds; a failed step leaves nothing behind. */
#include "fake_mem.h"

#include "lib/fault.h"
#include "mm/room.h"

int
main(void)
{
	struct mm_stack s, now;
	int i;

	for (i = 0; i < 3; i++) {
		fake_fail_after = i;
		CHECK_INT(mm_stack_main(0, &s), -ENOMEM);
	}
	fake_fail_after = -1;
	CHECK_INT(fault_parse("mm.stack:1:ENOMEM"), 0);
	CHECK_INT(mm_stack_main(0, &s), -ENOMEM);
	CHECK_INT(mm_stack_main((size_t)1 << 45, &s), -ENOMEM);

	CHECK_INT(mm_stack_main(100, &s), 0);
	CHECK((uintptr_t)s.dealloc == MM_STACK_BASE);
	CHECK_INT((char *)s.base - (char *)s.dealloc, 256 << 10);
	CHECK_INT(mm_stack_main(100, &s), -EEXIST);
	CHECK_INT(nt_mem_release((void *)(uintptr_t)MM_STACK_BASE), 0);

	CHECK_INT(mm_stack_main((20 << 20) + 1, &s), 0);
	CHECK_INT((char *)s.base - (char *)s.dealloc, (20 << 20) + 0x10000);
	CHECK(s.limit < s.base && s.limit > s.dealloc);
	CHECK((uintptr_t)s.limit % MM_PAGE == 0);
	memset(s.limit, 1, (size_t)((char *)s.base - (char *)s.limit));

	/* What is committed by now, the guard page apart. */
	mm_stack_now(&now);
	CHECK(now.base == s.base && now.dealloc == s.dealloc);
	CHECK(now.limit == s.limit);

	/* It grows, down to its end, and is as it was again. */
	CHECK_INT(nt_mem_commit(s.dealloc, (size_t)((char *)s.limit -
	    (char *)s.dealloc), NT_MEM_READ | NT_MEM_WRITE), 0);
	memset(s.dealloc, 2, (size_t)((char *)s.limit - (char *)s.dealloc));
	mm_stack_now(&now);
	CHECK(now.limit == s.dealloc);
	fake_fail_after = 0;
	CHECK_INT(mm_stack_shrink(s.limit), -ENOMEM);
	fake_fail_after = -1;
	CHECK_INT(mm_stack_shrink(s.limit), 0);
	mm_stack_now(&now);
	CHECK(now.limit == s.limit);
	CHECK(*(char *)s.limit == 1);
	CHECK_INT(mm_stack_shrink((char *)s.dealloc + MM_PAGE), -EINVAL);
	return 0;
}
