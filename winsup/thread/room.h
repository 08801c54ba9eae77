/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Threads as the DLL sees them: the block of data each one has, the locks
 * newlib uses, and the POSIX synchronisation objects (pthread.h,
 * semaphore.h, threads.h, sched.h), which are exported under their own
 * names.
 */
#ifndef ISTHMUS_THREAD_ROOM_H
#define ISTHMUS_THREAD_ROOM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __ISTHMUS__
#include <sys/reent.h>
#endif

#include "mm/room.h"
#include "nt/tls.h"

struct value;				/* key.c */
struct sig_thread;			/* the signal room's */

/*
 * One thread.  Made for the main thread at start-up, for others at their
 * first call into the DLL; freed when they end.  Only the thread itself
 * looks at it.
 */
struct thread {
	struct mm_thread mm;		/* first: see mm/room.h */
	uint32_t ranks;			/* debug: ranks of locks held */
	int cancel_state, cancel_type;
	struct value *values;		/* of keys; made by the first set */
	unsigned n_values, n_tls;
	void **tls;			/* of __emutls_get_address */
	struct sig_thread *sig;		/* NULL until the first use */
	char *dl_error;			/* dlerror()'s text, mm_alloc()ed */
#ifdef __ISTHMUS__
	struct _reent reent;
#endif
};

/* Makes the main thread's block.  Returns 0 or -errno. */
int thr_init_main(void);

/* The calling thread ends: key destructors, stdio, malloc, the block. */
void thr_detach(void);

/* Ends the process with a message where memory is exhausted. */
struct thread *thr_self_make(void);

/* The calling thread's block. */
static inline struct thread *
thr_self(void)
{
	struct thread *t = nt_self();

	return __builtin_expect(t != NULL, 1) ? t : thr_self_make();
}

/*
 * The only place that blocks: waits for one of n handles until the deadline
 * (of nt_clock_monotonic(), or NT_FOREVER).  Returns the index, or
 * -ETIMEDOUT.  No lock may be held.
 */
int thr_wait(const nt_handle *, unsigned n, int64_t deadline);
/* The same for a word that is to change from value: 0 or -ETIMEDOUT. */
int thr_wait_word(volatile uint32_t *, uint32_t value, int64_t deadline);

#endif
