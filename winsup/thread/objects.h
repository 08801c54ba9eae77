/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What lies in the opaque types of <sys/_pthreadtypes.h>.  All zero is the
 * statically initialised object; the first word is the public __type.
 *
 * An object that may be shared by processes has an `id' that is not 0: the
 * number under which its waiters are found (shared.c).  What counts waiters
 * of a private one is of an `era': a child of fork has none of its parent's
 * threads (thr_era).
 */
#ifndef ISTHMUS_THREAD_OBJECTS_H
#define ISTHMUS_THREAD_OBJECTS_H

#include <pthread.h>

#include "thread/room.h"

/* type: PTHREAD_MUTEX_* and what was asked for besides. */
#define THR_KIND	0x00ff
#define THR_SHARED	0x0100
#define THR_ROBUST	0x0200
#define THR_INHERIT	0x0400
#define THR_PROTECT	0x0800
#define THR_LISTED	(THR_ROBUST | THR_INHERIT | THR_PROTECT)
#define THR_KNOWN	(THR_SHARED | THR_LISTED | 3)

/* word: who holds it, and whether somebody waits. */
#define THR_HELD	UINT32_C(0x7fffffff)
#define THR_WAITERS	UINT32_C(0x80000000)

/* state of a robust mutex. */
enum { THR_SOUND, THR_INCONSISTENT, THR_LOST };

struct thr_mutex {
	int type;
	volatile uint32_t word;		/* 0: free */
	volatile uint64_t owner;	/* but for PTHREAD_MUTEX_NORMAL */
	uint32_t depth;			/* times taken again; the owner */
	volatile uint32_t state;	/* THR_SOUND... */
	uint64_t id;
	struct thr_mutex *next, *prev;	/* THR_LISTED: held by its owner */
	volatile int priority;		/* ceiling, or of those that wait */
	volatile uint32_t tid;		/* THR_LISTED: of the owner */
};

struct thr_waiter;			/* cond.c */

struct thr_cond {
	int clock;			/* 0: CLOCK_REALTIME */
	uint32_t era;
	struct thr_waiter *first, *last;	/* guards in cond.c */
	volatile uint32_t turn;		/* shared: raised by each wake-up */
	volatile uint32_t waiters;	/* shared */
	uint64_t id;
};

struct thr_once {
	volatile int done;
	volatile uint32_t state;	/* ONCE_* in once.c */
};

#define THR_WRITER	UINT32_C(0x80000000)

struct thr_rwlock {
	int type;
	volatile uint32_t state;	/* readers, or THR_WRITER */
	volatile uint64_t writer;
	volatile uint32_t readers_wait, writers_wait;
	volatile uint32_t readers_turn, writers_turn;
	volatile uint32_t admitted;	/* readers that pass writers */
	volatile uint32_t era;
	uint64_t id;
};

struct thr_barrier {
	uint32_t count;
	volatile uint32_t turn;		/* rounds completed */
	volatile uint64_t arrived;	/* threads that ever came */
	volatile uint32_t inside;
	uint32_t era;
	uint64_t id;
};

/* Is that a value of a process-shared attribute? */
static inline int
thr_valid_pshared(int shared)
{
	return shared == PTHREAD_PROCESS_SHARED ||
	    shared == PTHREAD_PROCESS_PRIVATE;
}

_Static_assert(sizeof(struct thr_mutex) <= sizeof(pthread_mutex_t), "mutex");
_Static_assert(sizeof(struct thr_cond) <= sizeof(pthread_cond_t), "cond");
_Static_assert(sizeof(struct thr_once) <= sizeof(pthread_once_t), "once");
_Static_assert(sizeof(struct thr_rwlock) <= sizeof(pthread_rwlock_t),
    "rwlock");
_Static_assert(sizeof(struct thr_barrier) <= sizeof(pthread_barrier_t),
    "barrier");

#endif
