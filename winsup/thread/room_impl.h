/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_THREAD_ROOM_IMPL_H
#define ISTHMUS_THREAD_ROOM_IMPL_H

#include "thread/room.h"

/* Runs the destructors of the keys and frees the values. */
void thr_keys_done(struct thread *);

/* Frees the thread's copies of thread-local variables. */
void thr_tls_done(struct thread *);

/* Runs the destructors of the thread's thread_local objects. */
void thr_dtors_done(struct thread *);

/*
 * A block, in state STARTING and in the list; NULL without memory.
 * thr_block_done() gives back what the calling thread's block holds,
 * thr_block_free() the block itself; the list is locked.
 */
struct thread *thr_block_make(void);
void thr_block_done(struct thread *);
void thr_block_free(struct thread *);
void thr_count_add(int);

/* pthread_create(), of a function of either kind. */
int thr_create(pthread_t *, const pthread_attr_t *, void *(*)(void *),
    int (*c11)(void *), void *arg);

/* The end of the calling thread, with t->result; see unwind.c. */
void thr_end(struct thread *) __attribute__((noreturn));
void thr_unwind(struct thread *);
/* Runs and takes out the cleanup handlers below that address. */
void thr_cleanup_run(struct thread *, uintptr_t below);

/* A host in the list, or NULL; out of the list; freed. */
struct thr_host *thr_host_make(void);
void thr_host_leave(struct thr_host *);
void thr_host_free(struct thr_host *);

/* After thr_stop_safely(): others may take locks again. */
void thr_gate_wake(void);

/* In a child of fork: streams' locks that nobody holds there. */
void thr_streams_forked(void);

/* Applies t's policy and priority; -errno. */
int thr_sched_apply(struct thread *);

#endif
