/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Handles that a new process is to inherit.  From the moment the list is made
 * until that process is there, other threads may close any of them, and then
 * the list would name nothing, or, as numbers are used again at once,
 * something else.  So they are closed afterwards.
 */
#include "nt/file.h"

#include "lib/keep.h"
#include "lib/lock.h"
#include "nt/ntdll.h"

KEEP static struct lock lock = LOCK_INIT(LOCK_HANDLES, "held handles");
KEEP static const nt_handle *held;
KEEP static unsigned char *closed;
KEEP static volatile unsigned n_held;

void
nt_hold(const nt_handle *list, unsigned char *marks, unsigned n)
{
	lock_acquire(&lock);
	held = list;
	closed = marks;
	for (unsigned i = 0; i < n; i++)
		closed[i] = 0;
	n_held = n;
	lock_release(&lock);
}

/* 1: it is held, and closed later. */
static int
put_off(nt_handle h)
{
	unsigned i, n;

	lock_acquire(&lock);
	n = n_held;
	for (i = 0; i < n; i++)
		if (held[i] == h)
			break;
	if (i < n)
		closed[i] = 1;
	lock_release(&lock);
	return i < n;
}

void
nt_let_go(void)
{
	lock_acquire(&lock);
	for (unsigned i = 0; i < n_held; i++)
		if (closed[i])
			NtClose(held[i]);
	n_held = 0;
	lock_release(&lock);
}

void
nt_close(nt_handle h)
{
	if (h == NULL || h == NT_INVALID_HANDLE || (n_held != 0 && put_off(h)))
		return;
	NtClose(h);
}
