/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory that is the system's for the time of a transfer.  Mappings of files
 * are taken away for a moment when such a file gets another size; who does
 * that waits until the system has given back what lies there.
 */
#ifndef ISTHMUS_NT_LEND_H
#define ISTHMUS_NT_LEND_H

#include <stddef.h>
#include <stdint.h>

/* Where what may be taken away lies: mm/'s; nowhere at first. */
extern uintptr_t nt_lend_from, nt_lend_to;

int nt_lend_note(const void *, size_t);
void nt_lend_end(int);

/*
 * Before and after a call of the system that is given n bytes at buf for a
 * transfer; what the first one returns is for the second.
 */
static inline int
nt_lend(const void *buf, size_t n)
{
	return (uintptr_t)buf < nt_lend_from ||
	    (uintptr_t)buf >= nt_lend_to ? -1 : nt_lend_note(buf, n);
}

static inline void
nt_given_back(int loan)
{
	if (loan >= 0)
		nt_lend_end(loan);
}

/*
 * From now on, until nt_lend_again(), nobody lends anything.  -EBUSY: at the
 * deadline the system still had something that concerns() the caller.
 */
int nt_lend_stop(int (*concerns)(uintptr_t addr, size_t, void *), void *,
    int64_t deadline);
void nt_lend_again(void);

#endif
