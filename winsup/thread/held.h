/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Mutexes that a thread holds and that matter beyond their word: robust
 * ones, and those that lend their owner a priority.
 */
#ifndef ISTHMUS_THREAD_HELD_H
#define ISTHMUS_THREAD_HELD_H

#include "thread/objects.h"

/* The calling thread has taken m, is about to let go of it. */
void held_add(struct thr_mutex *);
void held_remove(struct thr_mutex *);

/* EINVAL: the caller's priority is above the ceiling of m. */
int held_ceiling(const struct thr_mutex *);
int held_is_ceiling(int);
int held_ceiling_of(int asked);		/* 0: the lowest */
/* Works out anew what priority the calling thread has of its mutexes. */
void held_settle(void);
/* The calling thread waits for m: its owner shall not be slower. */
void held_lend(struct thr_mutex *);

/* mutex.c: the owner of a robust mutex ends. */
void mutex_abandon(struct thr_mutex *);

#endif
