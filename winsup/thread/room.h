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
#include <time.h>

#ifdef __ISTHMUS__
#include <sys/reent.h>
#endif

#include "mm/room.h"
#include "nt/tls.h"

struct value;				/* key.c */
struct sig_thread;			/* the signal room's */
struct thr_mutex;			/* objects.h */

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
	struct __pthread_cleanup *cleanup;
	struct thr_mutex *held;		/* held.c: those that matter */
	unsigned read_locks;		/* of rwlocks, held now */
	unsigned wait_place;		/* shared.c */
#ifdef __ISTHMUS__
	struct _reent reent;
#endif
};

/* How many threads have a block: those that may be inside the DLL. */
int thr_count(void);

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
 * Only these block.  No lock may be held.  The deadline is a reading of
 * nt_clock_monotonic(), or NT_FOREVER.
 *
 * thr_wait: for one of n handles; returns its index, -ETIMEDOUT, or -EINTR
 * when a signal is there that the caller's stub is to deliver.
 * thr_wait_word: for a word that is to change from value; returns 0 (look
 * again) or -ETIMEDOUT.
 */
int thr_wait(const nt_handle *, unsigned n, int64_t deadline);
int thr_wait_word(volatile uint32_t *, uint32_t value, int64_t deadline);

/*
 * Who wants to know before a thread comes to rest (fork's virtual child, for
 * one) sets the hook; it runs in the calling thread.  NULL: nobody does.
 * Call thr_may_block() right before what would really block, without locks.
 */
extern void (*thr_block_hook)(void);

static inline void
thr_may_block(void)
{
	if (__builtin_expect(thr_block_hook != NULL, 0))
		thr_block_hook();
}

/*
 * A signal may have come: every stub looks at this on its way out.  The rest
 * is the signal room's, of this Windows process, and set when it begins to
 * listen: whether there is a signal for this thread, delivering it, the event
 * that ends thr_wait(), the thread that is meant and the word it sleeps on.
 */
extern volatile uint32_t thr_signal_wanted;
extern int (*thr_signal_hook)(void);
extern void (*thr_deliver_hook)(void);
extern nt_handle thr_wake;
extern void *thr_wake_thread;
extern volatile uint32_t *volatile thr_wake_word;
extern volatile uint32_t thr_in_io, thr_in_wait;

/*
 * Around a call of NT that waits for a transfer, which a signal makes fail
 * with -EINTR.  -EINTR: there is one already, do not begin.  After such an
 * -EINTR thr_io_begin() tells whether it was meant.
 */
int thr_io_begin(void);
void thr_io_end(void);

/*
 * A time limit as POSIX gives it: an absolute time of CLOCK_REALTIME or of
 * CLOCK_MONOTONIC.  at == NULL is no limit.
 */
struct thr_until {
	clockid_t clock;
	const struct timespec *at;
};
int thr_until_check(struct thr_until);		/* 0 or -EINVAL */
int64_t thr_until_deadline(struct thr_until);	/* as of now */
/* thr_wait_word() up to that time, also where the clock is set meanwhile. */
int thr_wait_word_until(volatile uint32_t *, uint32_t value,
    struct thr_until);

/*
 * Semaphores: what lies in sem_t.  Results: 0, -EAGAIN, -ETIMEDOUT, -EINVAL,
 * -EOVERFLOW, -EINTR, -ECANCELED.
 */
struct thr_sem {
	volatile uint32_t value, waiters;
	int type;			/* 0, or destroyed */
	uint32_t era;
	uint64_t id;			/* not 0: shared by processes */
};
int thr_sem_try(struct thr_sem *);
int thr_sem_wait(struct thr_sem *, struct thr_until);
int thr_sem_post(struct thr_sem *);
void thr_sem_init(struct thr_sem *, int shared, uint32_t value);
int thr_sem_destroy(struct thr_sem *);		/* also -EBUSY */

/*
 * Raised in each child of fork, which has one thread: whoever counted as a
 * waiter before is not there.
 */
extern uint32_t thr_era;
/* The running process is such a child. */
void thr_sync_fork_child(void);
/*
 * The thread ends, or the program: its robust mutexes have no owner now.
 */
void thr_sync_done(struct thread *);

/*
 * Processes as owners of mutexes: the process table's room knows them.  self
 * is this one's number, not 0.  watch: 0: that process is no more; 1: *out
 * is a handle, the caller's, that is set when it ends; -errno: it cannot be
 * waited for now.
 */
struct thr_peers {
	uint32_t (*self)(void);
	int (*watch)(uint32_t number, nt_handle *out);
};
extern const struct thr_peers *thr_peers;

/* Under which names processes meet; see proc_setup(). */
void thr_shared_setup(uint64_t (*installation)(void), uint32_t (*user)(void));

#endif
