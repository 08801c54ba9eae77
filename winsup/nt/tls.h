/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The one pointer that the DLL keeps per thread: the thread room's block.
 */
#ifndef ISTHMUS_NT_TLS_H
#define ISTHMUS_NT_TLS_H

#include "nt/types.h"

/* A TlsAlloc() index, -1 before nt_self_init().  Fork class: rebuild. */
extern int nt_self_slot;

int nt_self_init(void);			/* 0, or -EAGAIN: no index left */
void *nt_self_slow(void);
int nt_self_set(void *);		/* 0 or -ENOMEM */

/* NULL for a thread that has none yet. */
static inline void *
nt_self(void)
{
#ifdef __ISTHMUS__
	void *p;

	/*
	 * The first 64 slots lie in the TEB (winternl.h: TEB.TlsSlots, on
	 * x64 at 0x1480, which gs points to).
	 */
	if (__builtin_expect((unsigned)nt_self_slot < 64, 1)) {
		__asm__("movq %%gs:0x1480(,%1,8), %0"
		    : "=r" (p) : "r" ((uint64_t)(unsigned)nt_self_slot));
		return p;
	}
#endif
	return nt_self_slow();
}

#endif
