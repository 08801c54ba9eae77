/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Windows' threads (processthreadsapi.h).
 */
#ifndef ISTHMUS_NT_THREAD_H
#define ISTHMUS_NT_THREAD_H

#include "nt/fault.h"
#include "nt/types.h"

/*
 * Starts fn(arg), which ends the thread by returning, on a small stack of
 * the system's.  -EAGAIN: the system has no more.
 */
int nt_thread_create(uint32_t (*fn)(void *), void *arg, nt_handle *,
    uint32_t *id);
void nt_thread_exit(void) __attribute__((noreturn));
/*
 * The calling thread is about to end; h is a handle to it that nobody else
 * needs.  nt_threads_gone() waits until such threads have ended, for a
 * moment: before the process ends.
 */
void nt_thread_leaves(nt_handle h);
void nt_threads_gone(void);
int nt_thread_open(uint32_t id, nt_handle *);	/* -ESRCH */

/*
 * Stands still when it returns, or -errno; each needs a resume.  Where it is,
 * or zeros where that is not known.
 */
int nt_thread_suspend(nt_handle, uint64_t *ip, uint64_t *sp);
void nt_thread_resume(nt_handle);

/* Windows' relative priority: -15, -2 to 2, 15. */
int nt_thread_priority(nt_handle, int value);
/* The name that debuggers show; without one where the system cannot. */
void nt_thread_describe(nt_handle, const char *);

/*
 * A frame that an unwinder may end in: there, sp as it is, nt_frame_run()
 * goes on at ip and returns what is in rax.
 */
struct nt_frame {
	uint64_t sp, ip;
};
void *nt_frame_run(void *(*fn)(void *), void *arg, struct nt_frame *);
/* What nt/ calls then, while all frames below it still stand; unwind.c. */
void platform_frame_end(void);
/* Is it on this stack, and do unwind tables lead from here to it? */
int nt_frame_is_above(const struct nt_frame *);

/* Where a thread goes back to from a stack of ours; enter.S. */
struct nt_home {
	uint64_t rsp;
	struct nt_stack_bounds bounds;
};
void nt_stack_run(void (*fn)(void *), void *arg,
    const struct nt_stack_bounds *, struct nt_home *);
void nt_stack_home(const struct nt_home *) __attribute__((noreturn));

#endif
