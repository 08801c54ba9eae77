/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Numbers of threads as Linux has them (gettid()): the main thread's is the
 * process' pid, those of others are no pid.
 */
#ifndef ISTHMUS_SYSCALL_TID_H
#define ISTHMUS_SYSCALL_TID_H

#include <stdint.h>
#include <sys/types.h>

#include "syscall/sys.h"
#include "thread/room.h"

/* What the system calls the thread; it may not exist. */
static inline uint32_t
tid_of(pid_t tid)
{
	return tid == sys_getpid() ? thr_host_main()->id :
	    (uint32_t)tid & ~(uint32_t)TID_MARK;
}

#endif
