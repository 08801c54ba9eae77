/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Waiting for what no handle of the system tells, as that a pipe can be read.
 * Who waits has a place in the table and writes down there what for; who
 * changes such a thing tells all that wait for it.
 *
 * Things are numbers of 64 bits; a set of them is 64 bits, one for each
 * number.  So now and then somebody is told of something else, and looks in
 * vain.
 *
 * There is no lock: a place belongs to who put his Windows pid there by
 * compare-and-swap.  That of a process which was killed stays there until
 * somebody wants one; telling it does nothing.
 */
#include "proc/room_impl.h"

#include <errno.h>

#include "lib/fault.h"
#include "thread/shared.h"

uint64_t
proc_notify_bit(uint64_t thing)
{
	return UINT64_C(1) << proc_hash(thing, 6);
}

static int
claim(struct proc_waiters *t, unsigned i, uint32_t from)
{
	struct proc_waiter *p = &t->place[i];

	if (!__atomic_compare_exchange_n(&p->winpid, &from, proc_winpid(), 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
		return 0;
	p->key = thr_shared_id();
	return 1;
}

/* A dead process' place: it is the caller's. */
static int
inherit(struct proc_waiters *t, unsigned i)
{
	uint32_t winpid = t->place[i].winpid;

	if (winpid == 0 || !proc_process_gone(winpid, 0) ||
	    !claim(t, i, winpid))
		return 0;
	__atomic_store_n(&t->set[i], 0, __ATOMIC_SEQ_CST);
	return 1;
}

static void
give_back(struct proc_waiters *t, unsigned i)
{
	__atomic_store_n(&t->set[i], 0, __ATOMIC_SEQ_CST);
	__atomic_store_n(&t->place[i].winpid, 0, __ATOMIC_SEQ_CST);
}

/* A free one, or a dead process'; each time one of those is looked for. */
static int
find(struct proc_waiters *t)
{
	unsigned i, dead;

	dead = __atomic_fetch_add(&t->probe, 1, __ATOMIC_RELAXED) %
	    PROC_WAITERS;
	if (inherit(t, dead))
		give_back(t, dead);
	for (i = 0; i < PROC_WAITERS; i++)
		if (t->place[i].winpid == 0 && claim(t, i, 0))
			return (int)i;
	for (i = 0; i < PROC_WAITERS; i++)
		if (inherit(t, i))
			return (int)i;
	return -EAGAIN;
}

int
proc_notify_listen(struct proc_notify *b, uint64_t set)
{
	struct proc_waiters *t;
	int i;

	if (set == 0)
		return 0;
	if (proc_table_open() < 0 || fault("proc.notify") < 0)
		return -EAGAIN;
	t = &proc_table()->waiters;
	if (b->place == 0) {
		if ((i = find(t)) < 0)
			return i;
		b->place = (unsigned)i + 1;
	}
	if ((set & ~t->set[b->place - 1]) == 0)
		return 0;
	__atomic_store_n(&t->set[b->place - 1], set, __ATOMIC_SEQ_CST);
	return 1;
}

void
proc_notify_look(struct proc_notify *b)
{
	if (b->place != 0)
		b->heard = __atomic_load_n(
		    &proc_table()->waiters.place[b->place - 1].rung,
		    __ATOMIC_SEQ_CST);
}

int
proc_notify_rest(struct proc_notify *b, int64_t deadline)
{
	struct proc_waiter *p;

	if (b->place == 0)
		return thr_wait(NULL, 0, deadline);
	p = &proc_table()->waiters.place[b->place - 1];
	return thr_shared_wait(&p->rung, b->heard, p->key, NULL, deadline);
}

void
proc_notify_done(struct proc_notify *b)
{
	if (b->place != 0)
		give_back(&proc_table()->waiters, b->place - 1);
	b->place = 0;
}

/* A process that has no table knows of nobody. */
int
proc_notify_wanted(void)
{
	struct proc_table *t = proc_table();
	uint64_t all = 0;

	if (t == NULL)
		return 0;
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	for (unsigned i = 0; i < PROC_WAITERS; i++)
		all |= t->waiters.set[i];
	return all != 0;
}

void
proc_notify_tell(uint64_t thing)
{
	struct proc_table *t = proc_table();
	uint64_t bit = proc_notify_bit(thing);
	struct proc_waiter *p;

	if (t == NULL)
		return;
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	for (unsigned i = 0; i < PROC_WAITERS; i++) {
		if ((t->waiters.set[i] & bit) == 0)
			continue;
		p = &t->waiters.place[i];
		__atomic_add_fetch(&p->rung, 1, __ATOMIC_SEQ_CST);
		thr_shared_wake(p->key, UINT32_MAX);
	}
}
