/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The waiting core as objects use it: a word is waited on while it has a
 * value, for threads of one process or of several.
 *
 * Private words go to NT's wait on an address.  That knows one process only
 * (synchapi.h: WaitOnAddress), so a word in shared memory has a key, and its
 * waiters stand in a table that all processes map (shared.c).
 */
#ifndef ISTHMUS_THREAD_SHARED_H
#define ISTHMUS_THREAD_SHARED_H

#include "thread/room.h"

/* The first word of an object after it was destroyed. */
#define THR_DESTROYED	0x3f5dead1

/* What a waiter wants to be told of; the others are acted upon meanwhile. */
enum thr_manner {
	THR_PLAIN,	/* handlers run, cancellation waits */
	THR_POINT,	/* a cancellation point: -ECANCELED */
	THR_INTERRUPT	/* that, and -EINTR for the caller's stub */
};

/*
 * 0: look again (woken, changed, or for no reason); -ETIMEDOUT, -ECANCELED,
 * -EINTR.  key 0: private.
 */
int thr_word_wait(volatile uint32_t *word, uint32_t value, uint64_t key,
    struct thr_until, enum thr_manner);
void thr_word_wake(volatile uint32_t *word, uint64_t key);
void thr_word_wake_all(volatile uint32_t *word, uint64_t key);

/*
 * A number for an object in shared memory; its words are waited on by
 * THR_KEY(id, n), n from 0 to 7.
 */
uint64_t thr_shared_id(void);
#define THR_KEY(id, n)	((id) != 0 ? (id) | (n) : 0)

/*
 * Waits for a word of shared memory, and for a handle (or NULL), before which
 * comes thr_may_block(): 0, also when the handle was set; -ETIMEDOUT, -EINTR.
 * It looks again now and then by itself, so that a waiter or a waker that is
 * killed stops nobody for long.
 */
int thr_shared_wait(volatile uint32_t *word, uint32_t value, uint64_t key,
    nt_handle also, int64_t deadline);
void thr_shared_wake(uint64_t key, unsigned n);

int thr_word_wait_also(volatile uint32_t *word, uint32_t value, uint64_t key,
    nt_handle also, struct thr_until);

/* The thread ends: its place in the table is free. */
void thr_shared_done(struct thread *);

/* Runs the handlers of signals that are there. */
void thr_deliver(void);

/* thr_peers, where they are known; unwatch takes NULL too. */
uint32_t thr_peer_self(void);
int thr_peer_watch(uint32_t number, nt_handle *out);
void thr_peer_unwatch(nt_handle);

/* How often a held lock is looked at before sleeping: none on one CPU. */
unsigned thr_spins(unsigned);

/* Debug builds tell of a call on an object that was destroyed. */
void thr_report_destroyed(const char *call);
static inline void
thr_check_destroyed(int first_word, const char *call)
{
#ifdef ISTHMUS_DEBUG
	if (first_word == THR_DESTROYED)
		thr_report_destroyed(call);
#endif
}

/*
 * shared_nt.c.  The table, zero when it is fresh; the event of a place in
 * it; whether that process has ended.  -errno.
 */
int shared_table_map(void **, size_t size);
int shared_event(unsigned place, nt_handle *);
void *shared_handles(size_t size);	/* zero; of this Windows process */
uint32_t shared_winpid(void);
int shared_process_gone(uint32_t winpid);

#endif
