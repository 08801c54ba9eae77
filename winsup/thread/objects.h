/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What lies in the opaque types of <sys/_pthreadtypes.h>.  All zero is the
 * statically initialised object; `type' is the public __type.
 */
#ifndef ISTHMUS_THREAD_OBJECTS_H
#define ISTHMUS_THREAD_OBJECTS_H

#include <pthread.h>

#include "thread/room.h"

struct thr_mutex {
	int type;			/* PTHREAD_MUTEX_* */
	volatile uint32_t word;		/* 0 free, 1 held, 2 with waiters */
	struct thread *volatile owner;	/* but for PTHREAD_MUTEX_NORMAL */
	uint32_t depth;			/* times taken again */
};

struct thr_cond {
	int clock;			/* 0: CLOCK_REALTIME */
	volatile uint32_t turn;		/* raised by each wake-up */
	volatile uint32_t waiters;
};

struct thr_once {
	volatile int done;
	volatile uint32_t state;	/* ONCE_* in once.c */
};

#define THR_WRITER	UINT32_C(0x80000000)

struct thr_rwlock {
	int unused;
	volatile uint32_t state;	/* readers, or THR_WRITER */
	struct thread *volatile writer;
	volatile uint32_t waiters;
};

struct thr_barrier {
	uint32_t count;
	volatile uint32_t turn;		/* rounds completed */
	volatile uint64_t arrived;	/* threads that ever came */
	volatile uint32_t inside;
};

_Static_assert(sizeof(struct thr_mutex) <= sizeof(pthread_mutex_t), "mutex");
_Static_assert(sizeof(struct thr_cond) <= sizeof(pthread_cond_t), "cond");
_Static_assert(sizeof(struct thr_once) <= sizeof(pthread_once_t), "once");
_Static_assert(sizeof(struct thr_rwlock) <= sizeof(pthread_rwlock_t),
    "rwlock");
_Static_assert(sizeof(struct thr_barrier) <= sizeof(pthread_barrier_t),
    "barrier");

#endif
