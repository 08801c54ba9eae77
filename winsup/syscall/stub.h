/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What every stub does on its way out.  sys_ret() is the one place of the
 * DLL where errno is set.
 */
#ifndef ISTHMUS_SYSCALL_STUB_H
#define ISTHMUS_SYSCALL_STUB_H

#include "syscall/sys.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/random.h>

#include "lib/trace.h"
#include "nt/fault.h"
#include "signal/room.h"
#include "thread/room.h"

#define SYS_IS_ERROR(r)	((unsigned long)(r) > -4096UL)

static inline long
sys_ret(long r)
{
	if (__builtin_expect(SYS_IS_ERROR(r), 0)) {
		errno = (int)-r;
		return -1;
	}
	return r;
}

static inline void *
sys_ret_ptr(long r, void *failed)
{
	if (SYS_IS_ERROR(r)) {
		errno = (int)-r;
		return failed;
	}
	return (void *)r;
}

/* What a call that did not fail gives, from the stub's memory: -EFAULT. */
static inline long
sys_give(void *theirs, const void *own, size_t n, int may_be_null, long r)
{
	if (SYS_IS_ERROR(r) || (may_be_null && theirs == NULL))
		return r;
	return nt_move(theirs, own, n) < 0 ? -EFAULT : r;
}

/* For code that must leave errno as it found it. */
static inline void
sys_restore_errno(int saved)
{
	errno = saved;
}

/* One line of trace: name(arguments by words) = r. */
void sys_trace(const char *name, const char *words, int nargs,
    const long *args, long r);

#endif
