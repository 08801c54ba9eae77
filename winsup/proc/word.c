/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Locks that processes share.  There is no server that would know of a holder
 * that it has died or does not run: who waits looks.
 */
#include "proc/room_impl.h"

#include <stddef.h>

#include "nt/interrupt.h"

#define LOOK	64		/* that often, in rounds */

struct search {
	uint32_t winpid;
	struct proc_entry *found;
};

static int
is_stopped(struct proc_entry *p, void *arg)
{
	struct search *s = arg;

	if (p->winpid != s->winpid || p->state != PROC_STOPPED)
		return 0;
	s->found = p;
	return 1;
}

/* With the table's lock held. */
static struct proc_entry *
stopped(uint32_t winpid)
{
	struct search s = { winpid, NULL };

	proc_each(is_stopped, &s);
	return s.found;
}

/* 1: it was stopped, and goes on for a moment. */
static int
let_go_on(uint32_t winpid)
{
	struct proc_entry *p;
	int r = 0;

	proc_lock();
	p = stopped(winpid);
	if (p != NULL && p->suspended == PROC_SUSPENDED &&
	    nt_process_stop(winpid, p->started, 0) == 0) {
		p->suspended = PROC_LET_GO_ON;
		r = 1;
	}
	proc_unlock();
	return r;
}

/* Unless SIGCONT has come meanwhile. */
void
proc_stop_again(uint32_t winpid)
{
	struct proc_entry *p;

	proc_lock();
	p = stopped(winpid);
	if (p != NULL && p->suspended == PROC_LET_GO_ON &&
	    nt_process_stop(winpid, p->started, 1) == 0)
		p->suspended = PROC_SUSPENDED;
	proc_unlock();
}

void
proc_look_at_holder(uint32_t holder, uint32_t *going)
{
	if (*going == holder)
		return;
	if (*going != 0)
		proc_stop_again(*going);
	*going = proc_table() != NULL && let_go_on(holder) ? holder : 0;
}

void
proc_word_take(volatile uint32_t *word, uint32_t *going)
{
	uint32_t me = proc_winpid(), holder;
	unsigned round;

	for (round = 0;; round++) {
		holder = 0;
		if (__atomic_compare_exchange_n(word, &holder, me, 0,
		    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
			return;
		/* A holder that died, or whose number is ours by reuse. */
		if ((round % LOOK == LOOK - 1 &&
		    proc_process_gone(holder, 0)) || holder == me)
			if (__atomic_compare_exchange_n(word, &holder, me, 0,
			    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
				return;
		if (going != NULL && round % LOOK == LOOK - 1)
			proc_look_at_holder(holder, going);
		proc_pause(round);
	}
}

void
proc_word_give(volatile uint32_t *word)
{
	__atomic_store_n(word, 0, __ATOMIC_RELEASE);
}

void
proc_word_lock(volatile uint32_t *word, struct lock *local)
{
	uint32_t going = 0;

	lock_acquire(local);
	proc_word_take(word, &going);
	if (going != 0)
		proc_stop_again(going);
}

void
proc_word_unlock(volatile uint32_t *word, struct lock *local)
{
	proc_word_give(word);
	lock_release(local);
}
