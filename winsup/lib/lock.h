/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Locks of the DLL itself.
 *
 * A lock is one word that needs no initialisation call and no kernel object:
 * 0 free, 1 held, 2 held with waiters.  Every lock names a rank; in debug
 * builds a thread that takes a lock whose rank is not above all those it
 * holds is stopped with a message naming both (the lock-order rule of
 * doc/architecture.md).  Hold them briefly, never across a call that can
 * block or that calls user code; allocate before locking.
 */
#ifndef ISTHMUS_LIB_LOCK_H
#define ISTHMUS_LIB_LOCK_H

#include <stdint.h>

/* Ranks, outermost first: a thread may only take a higher one. */
enum lock_rank {
	LOCK_NONE,
	LOCK_DL,		/* list of loaded modules */
	LOCK_ATEXIT,
	LOCK_ENVIRON,
	LOCK_DIR,		/* one directory stream */
	LOCK_MOVED,		/* catching up with renamed folders */
	LOCK_CWD,		/* current directory */
	LOCK_MOUNTING,		/* a change of the mount table */
	LOCK_MOUNT,		/* mount table */
	LOCK_FDTAB,		/* descriptor table */
	LOCK_FILE,		/* one open file description */
	LOCK_AREA,		/* this process' queue for shared files' data */
	LOCK_PROC,		/* this process' queue for the process table */
	LOCK_TIMER,		/* timers that send signals */
	LOCK_SIGNAL,		/* dispositions */
	LOCK_THREAD,		/* thread list, keys */
	LOCK_STACK,		/* threads' stacks */
	LOCK_MAP,		/* mmap's areas */
	LOCK_HOST,		/* threads as the system has them */
	LOCK_TIME,
	LOCK_ARENA,		/* program heap's regions */
	LOCK_SPARE,		/* memory of descriptions */
	LOCK_KMEM,		/* the DLL's own allocator */
	LOCK_HANDLES,		/* handles on their way to a child */
	LOCK_TRACE,
	LOCK_RANKS
};

struct lock {
	volatile uint32_t word;
	uint32_t rank;
	const char *name;
};

#define LOCK_INIT(rank, name)	{ 0, (rank), (name) }

void lock_init(struct lock *, enum lock_rank, const char *name);
void lock_acquire(struct lock *);
int lock_try(struct lock *);		/* 1 if taken */
void lock_release(struct lock *);
/*
 * Called before a lock is taken by who waits for it if need be: who stops all
 * threads would have each of them come to rest outside.  NULL: nobody does.
 */
extern void (*volatile lock_gate)(void);
/* All other threads stand still, and hold none: the order does not matter. */
extern volatile int lock_alone;

/*
 * What lib/ needs of the platform; nt/ gives it in the DLL, the unit tests'
 * harness on the host.
 */
void platform_wait(volatile uint32_t *word, uint32_t while_equal);
void platform_wake(volatile uint32_t *word);	/* one waiter */
void *platform_lock_set(void);	/* this thread's uint32_t: ranks held */
void platform_write_error(const char *, unsigned long len);
void platform_die(void) __attribute__((noreturn));

#endif
