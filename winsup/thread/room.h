/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Threads as the DLL sees them: the block of data each one has, the locks
 * newlib uses, and the POSIX synchronisation objects (pthread.h,
 * semaphore.h, threads.h, sched.h), which are exported under their own
 * names.
 */
#ifndef ISTHMUS_THREAD_ROOM_H
#define ISTHMUS_THREAD_ROOM_H

#include <pthread.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#ifdef __ISTHMUS__
#include <sys/reent.h>
#endif

#include "mm/room.h"
#include "nt/processor.h"
#include "nt/thread.h"
#include "nt/tls.h"

struct value;				/* key.c */
struct sig_thread;			/* the signal room's */
struct thr_mutex;			/* objects.h */

/*
 * What a thread is to the system, and where it rests: of this Windows
 * process, in memory that fork neither copies nor puts back.  Those of all
 * threads are in a list, which thr_hosts_lock() guards, with `thread'.
 * Others read the rest while the thread writes it.
 */
struct thr_host {
	struct thr_host *next, **link;
	nt_handle thread;		/* NULL until thr_host_thread() */
	uint32_t id;
	nt_handle volatile wake;	/* ends thr_wait(); made when needed */
	volatile uint32_t wanted;	/* it is to look for signals */
	volatile uint32_t in_wait, in_io;
	/* What ends its transfer, if cancelling does not; once is enough. */
	int (*io_wake)(nt_handle);
	nt_handle io_handle;
	uint32_t io_woken;
	const void *volatile io_data;	/* of its transfer; NULL: not known */
	volatile size_t io_size;
	uint64_t ip, sp;		/* where it was stopped */
	volatile uint32_t *volatile word;	/* it sleeps on */
	uint32_t ranks;			/* of locks it holds or waits for */
	volatile uint32_t gone;		/* 1: it uses nothing of ours */
	/* The signal room's: mirrors of masks, where to put interrupts. */
	volatile uint64_t blocked, accepting;
	struct nt_fault *interrupted;
	struct nt_home home;
};

/* A thread's clock for time/: this, and its number, a multiple of 4. */
#define THR_CLOCK	((clockid_t)0x40000001)

#define THR_NAME_MAX	16		/* with the 0, as on Linux */

enum thr_state { THR_FREE, THR_STARTING, THR_RUNNING, THR_ENDING, THR_ENDED };

/*
 * One thread.  Made for the main thread at start-up, by pthread_create(), for
 * others at their first call into the DLL.  Blocks are used again, but their
 * memory is never given back: pthread_t points to one, and what is not a
 * thread any more can be told from one that is.
 * t: the thread itself only; l: thr_list_lock().
 */
struct file;
#define THR_USING	8		/* files that calls of a thread hold */

struct thread {
	struct mm_thread mm;		/* t; first: see mm/room.h */
	int cancel_state, cancel_type;	/* t */
	volatile uint32_t cancelled;	/* pthread_cancel() was called */
	uint32_t point;			/* t; in a cancellation point */
	uint32_t shield;		/* t; newlib's locks it holds */
	uint32_t shared;		/* t; ipc.c: locks of shared memory */
	struct value *values;		/* t; of keys; made by the first set */
	unsigned n_values, n_tls;	/* t */
	void **tls;			/* t; of __emutls_get_address */
	struct sig_thread *sig;		/* NULL until the first use */
	struct file *using[THR_USING];	/* t; fd/using.c */
	unsigned n_using;		/* t */
	struct thr_mutex *held;		/* held.c: those that matter */
	unsigned read_locks;		/* of rwlocks, held now */
	unsigned wait_place;		/* shared.c */
	char *dl_error;			/* t; dlerror()'s text, mm_alloc()ed */
	struct __pthread_cleanup *cleanup;	/* t */
	struct thr_dtor *dtors;		/* t; of thread_local objects */
	struct nt_frame frame;		/* t; unwind.c: where its end leads */
	uint64_t exception[8] __attribute__((aligned(16)));	/* t; then */
	uint32_t unwinding;		/* t */

	struct thread *next, **link;	/* l; of all, or of free ones */
	volatile uint32_t state;	/* l; enum thr_state */
	uint32_t tid;			/* the system's number */
	int foreign;			/* not made by pthread_create() */
	int detached;			/* l */
	struct thread *joiner;		/* l; who waits for it */
	void *(*start)(void *);		/* or: */
	int (*c11_start)(void *);
	void *arg, *result;
	struct mm_stack stack;
	size_t guard;
	int own_stack;			/* stack is to be given back */
	struct nt_cpus cpus;		/* to start with; mask 0: any */
	int policy, priority;		/* l */
	int lifted;			/* l; to that by mutexes, or 0 */
	char name[THR_NAME_MAX];	/* l */
	struct thr_host *host;
#ifdef __ISTHMUS__
	struct _reent reent;
#endif
};

/* How many threads have a block: those that may be inside the DLL. */
extern volatile int thr_blocks;		/* of this Windows process */
static inline int
thr_count(void)
{
	return __atomic_load_n(&thr_blocks, __ATOMIC_RELAXED);
}

/* Threads that have not ended, the main one included. */
extern volatile int thr_live;		/* fork class: copy */

/*
 * The list of all blocks, the latest first; the list is locked, or it is
 * another process', which proc_peek() looks into.
 */
extern struct thread *const *const thr_first;

/* In a thread's number for others (gettid()): the system's are below. */
#define TID_MARK	0x40000000

/* Makes the main thread's block.  Returns 0 or -errno. */
int thr_init_main(void);

/* Destructors of the calling thread's C++ objects; see dtor.c. */
void thr_dtors_run(void);

/*
 * Calls fn(arg), to which the frames lead that pthread_exit() unwinds: it
 * ends the thread from here, which must be the lowest frame that matters.
 */
void *thr_frame_run(void *(*fn)(void *), void *arg);

/*
 * The calling thread acts here for another process: it is none of this one's,
 * and nothing of it lies in memory that fork copies or puts back.
 */
void thr_visit(void);

/* The calling thread, which the system ends: as by pthread_exit(). */
void thr_detach(void);

/*
 * For fork.  thr_stop_safely() stops all other threads where they hold no
 * lock of the DLL.  Until thr_continue_others() nothing may be allocated that
 * is to be copied, nor a lock be taken that a thread may hold which is none
 * of ours (the listener).  thr_stop_others() stops them anywhere, and so does
 * thr_still(), for mm/; the caller of that may be no thread of ours.
 * thr_rest_others() stops them in the same way for a process that rests,
 * until thr_rest_is_over(): the caller may take locks meanwhile.
 * thr_fork_child(): only the caller has come into the new process, or into
 * the child that runs in place.  thr_fork_host(): it is a new Windows
 * process, in which the caller is this thread.
 * thr_stacks(): stacks of other threads than the main one, the caller's
 * first; stops at a result that is not 0.
 */
void thr_stop_safely(int quiet);
/*
 * While they stand still.  quiet: each of them waits, computes, or is amid a
 * transfer whose memory is known (thr_stop_safely() tries to find them so,
 * for a while); use: one is amid a transfer of that memory.  What they do not
 * use may go away for a moment.
 */
int thr_others_quiet(void);
int thr_others_use(const void *, size_t);
void thr_stop_others(void);
void thr_continue_others(void);
void thr_still(int on);
void thr_rest_others(void);
void thr_rest_is_over(void);
void thr_fork_child(void);
void thr_fork_host(struct thread *);
int thr_stacks(int (*fn)(const struct mm_stack *, void *), void *);

/* Hosts: see struct thr_host. */
void thr_hosts_lock(void);
void thr_hosts_unlock(void);
struct thr_host *thr_host_main(void);	/* of the main thread */
struct thr_host *thr_hosts(void);	/* the first; locked */
nt_handle thr_host_thread(struct thr_host *);	/* locked; NULL: gone */
/*
 * Gets the thread out of where it rests, so that it looks at what is there
 * for it; locked.  1: it will; 0: it rests nowhere that is known; -1: try
 * again, it was on its way.
 */
int thr_host_kick(struct thr_host *);

/*
 * Priorities as mutexes need them: the caller's own; the thread with that
 * number runs at least with prio, or with that and no more (0: its own).
 */
int thr_prio_own(void);
void thr_prio_lift(uint32_t tid, int prio, int exact);

/*
 * A set of processors, of size bytes, as a thread can have it: those of its
 * own group, of which it may have own->mask; if there is none, those of the
 * group that has most of them.  -EINVAL: no group has any.
 * And the other way round; -EINVAL: the set is too small.
 */
int thr_cpus_take(const struct nt_groups *, const struct nt_cpus *own,
    const cpu_set_t *, size_t size, struct nt_cpus *);
int thr_cpus_show(const struct nt_groups *, const struct nt_cpus *,
    cpu_set_t *, size_t size);

/* Is there such a priority in that policy?  Windows' level for it. */
int thr_sched_valid(int policy, int priority);
int thr_sched_level(int policy, int priority);
/* The main thread's have changed. */
extern void (*thr_sched_hook)(int policy, int priority);
struct thread *thr_main_thread(void);

/* The list of threads that pthread_t names. */
void thr_list_lock(void);
void thr_list_unlock(void);
struct thread *thr_find(pthread_t);	/* locked; NULL: no such thread */
/* The thread with that number of the system's, if it runs; locked. */
struct thread *thr_find_tid(uint32_t);

/*
 * The signal room's: a new thread, not started yet, takes its mask from its
 * attributes (may be NULL) or creator (-ENOMEM); a thread is about to end.
 */
#define THR_ATTR_SIGMASK	1	/* pthread_attr_t.__flags */
#define THR_ATTR_GROUP		16	/* the bit where __affinity's begins */
extern int (*thr_start_hook)(struct thread *, const struct thread *creator,
    const pthread_attr_t *);
extern void (*thr_exit_hook)(struct thread *);

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
/* For loops that wait without sleeping: others go first, handlers run. */
void thr_pause(void);

/*
 * Who wants to know before a thread comes to rest (fork's virtual child, for
 * one) sets the hook; it runs in the calling thread.  NULL: nobody does.
 * Call thr_may_block() right before what would really block, without locks.
 */
extern void (*thr_block_hook)(const char *why);

static inline void
thr_block_for(const char *why)
{
	if (__builtin_expect(thr_block_hook != NULL, 0))
		thr_block_hook(why);
}
#define thr_may_block()	thr_block_for(__func__)

/*
 * A signal may have come: every stub looks at this on its way out.  The rest
 * is the signal room's, of this Windows process, and set when it begins to
 * listen: whether there is a signal for this thread; delivering it.
 */
/*
 * For a process' only thread: where it says that it rests, so that a sender
 * of signals wakes it itself; NULL: it is woken by the listener.
 */
extern volatile uint32_t *thr_resting;
extern volatile uint32_t thr_signal_wanted;
/*
 * The signals that wait outside, or nothing (thr_no_outside).  A stub looks
 * there itself, so that what another process has sent before something that
 * this one has just read or waited for is not handled after it.
 */
extern volatile uint64_t *thr_outside;
extern volatile uint64_t thr_no_outside;

static inline int
thr_signal_due(void)
{
	return thr_signal_wanted != 0 || *thr_outside != 0;
}

extern int (*thr_signal_hook)(void);
extern void (*thr_deliver_hook)(void);

/*
 * Cancellation.  Stubs of cancellation points call thr_point_begin() and
 * thr_point_end(); other points call thr_testcancel(), and wait with
 * thr_wait_word_point(), which is thr_wait_word() but gives -ECANCELED when
 * the thread is to be cancelled: then undo what was begun, and call
 * thr_testcancel(), which does not return.  thr_points is 0 while there can
 * be nobody who cancels.
 */
extern int thr_points;
void thr_testcancel(void);
int thr_cancel_due(const struct thread *);
void thr_point_enter(void);
void thr_point_leave(long r);
int thr_wait_word_point(volatile uint32_t *, uint32_t value,
    int64_t deadline);
/* The same, and -EINTR for a signal that the caller's stub is to deliver. */
int thr_wait_word_intr(volatile uint32_t *, uint32_t value,
    int64_t deadline);
/* The thread was interrupted in the program's code, or leaves a stub. */
void thr_cancel_async(void);

static inline void
thr_point_begin(void)
{
	if (__builtin_expect(thr_points, 0))
		thr_point_enter();
}

static inline void
thr_point_end(long r)
{
	if (__builtin_expect(thr_points, 0))
		thr_point_leave(r);
}

/*
 * Around a call of NT that waits for a transfer, which a signal makes fail
 * with -EINTR.  -EINTR: there is one already, do not begin.  After such an
 * -EINTR thr_io_begin() tells whether it was meant.
 */
int thr_io_begin(void);
/* Behind it: the memory that the call reads from or writes to. */
void thr_io_uses(const void *, size_t);
/* The same for a call that wake() ends; from another thread, with h. */
int thr_io_begin_by(int (*wake)(nt_handle), nt_handle h);
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
/* When to ask again at the latest, since the clock may have been set. */
int64_t thr_until_look(struct thr_until);

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
int thr_sem_value(const struct thr_sem *, int *value);
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
