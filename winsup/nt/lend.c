/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * All but the range belongs to the Windows process: a copy that fork makes
 * has none of the other threads' transfers, and who forks has none.
 */
#include "nt/lend.h"

#include <errno.h>

#include "lib/keep.h"
#include "nt/fault.h"
#include "nt/sync.h"

#define LOANS	64
#define COMES	((uintptr_t)1)		/* an address that is not there yet */

uintptr_t nt_lend_from, nt_lend_to;	/* fork class: copy, as mappings */

KEEP static struct {
	volatile uintptr_t addr;	/* 0: free */
	volatile size_t n;
} loans[LOANS];
KEEP static volatile uint32_t more;	/* loans that found no place there */
KEEP static volatile uint32_t stopped;
KEEP static volatile uint32_t ended;	/* counts, while stopped */

static int
take_place(void)
{
	uintptr_t none;

	for (int i = 0; i < LOANS; i++) {
		none = 0;
		if (__atomic_compare_exchange_n(&loans[i].addr, &none, COMES,
		    0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
			return i;
	}
	__atomic_add_fetch(&more, 1, __ATOMIC_SEQ_CST);
	return LOANS;
}

int
nt_lend_note(const void *buf, size_t n)
{
	int i;

	/*
	 * The system does not ask the handler of faults: pages that are there
	 * once they are touched, since their file has grown, are touched.
	 */
	nt_reach(buf, n, 0);
	for (;;) {
		i = take_place();
		if (i < LOANS) {
			loans[i].n = n;
			__atomic_store_n(&loans[i].addr, (uintptr_t)buf,
			    __ATOMIC_SEQ_CST);
		}
		if (__atomic_load_n(&stopped, __ATOMIC_SEQ_CST) == 0)
			return i;
		nt_lend_end(i);
		nt_wait_word(&stopped, 1, NT_FOREVER);
	}
}

void
nt_lend_end(int i)
{
	if (i < LOANS)
		__atomic_store_n(&loans[i].addr, 0, __ATOMIC_SEQ_CST);
	else
		__atomic_sub_fetch(&more, 1, __ATOMIC_SEQ_CST);
	if (__atomic_load_n(&stopped, __ATOMIC_SEQ_CST) != 0) {
		__atomic_add_fetch(&ended, 1, __ATOMIC_SEQ_CST);
		nt_wake_word_all(&ended);
	}
}

static int
any(int (*concerns)(uintptr_t, size_t, void *), void *arg)
{
	uintptr_t addr;

	for (int i = 0; i < LOANS; i++) {
		addr = __atomic_load_n(&loans[i].addr, __ATOMIC_SEQ_CST);
		if (addr == COMES ||
		    (addr != 0 && concerns(addr, loans[i].n, arg)))
			return 1;
	}
	return __atomic_load_n(&more, __ATOMIC_SEQ_CST) != 0;
}

/* Only one at a time: mm/ has its lock. */
int
nt_lend_stop(int (*concerns)(uintptr_t, size_t, void *), void *arg,
    int64_t deadline)
{
	uint32_t seen;

	__atomic_store_n(&stopped, 1, __ATOMIC_SEQ_CST);
	for (;;) {
		seen = ended;
		if (!any(concerns, arg))
			return 0;
		if (nt_wait_word(&ended, seen, deadline) == -ETIMEDOUT) {
			nt_lend_again();
			return -EBUSY;
		}
	}
}

void
nt_lend_again(void)
{
	__atomic_store_n(&stopped, 0, __ATOMIC_SEQ_CST);
	nt_wake_word_all(&stopped);
}
