/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Mutexes that matter to the thread that holds them beyond their word.
 *
 * Robust ones are marked when their owner ends.  Those of PTHREAD_PRIO_PROTECT
 * give their owner the priority of their ceiling, those of
 * PTHREAD_PRIO_INHERIT that of the most urgent thread that waits.  Each
 * thread has a list of them; the links lie in the mutexes and are looked at
 * by the owner only, also where others share the memory.
 *
 * Fork class: a child owns what its thread held, but for mutexes that
 * processes share: those are still its parent's.
 */
#include "thread/held.h"

#include <errno.h>
#include <sched.h>
#include <string.h>

#include "lib/lock.h"
#include "nt/file.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "thread/shared.h"

uint32_t thr_era;		/* fork class: copy, and raised */
const struct thr_peers *thr_peers;	/* fork class: copy */

/* Of SCHED_FIFO. */
#define PRIO_LEAST	1
#define PRIO_MOST	99

#define PRIORITIES	(THR_INHERIT | THR_PROTECT)

void
held_settle(void)
{
	struct thread *t = thr_self();
	const struct thr_mutex *m;
	int most = 0;

	for (m = t->held; m != NULL; m = m->next)
		if ((m->type & PRIORITIES) && m->priority > most)
			most = m->priority;
	thr_prio_lift(nt_thread_id(), most, 1);
}

void
held_add(struct thr_mutex *m)
{
	struct thread *t = thr_self();

	m->tid = nt_thread_id();
	m->prev = NULL;
	m->next = t->held;
	if (t->held != NULL)
		t->held->prev = m;
	t->held = m;
	if ((m->type & PRIORITIES) && m->priority > 0)
		held_settle();
}

void
held_remove(struct thr_mutex *m)
{
	struct thread *t = thr_self();
	int lifted = m->priority;

	if (m->prev != NULL)
		m->prev->next = m->next;
	else
		t->held = m->next;
	if (m->next != NULL)
		m->next->prev = m->prev;
	m->next = m->prev = NULL;
	m->tid = 0;
	/* Those that still wait lend theirs to the next owner. */
	if ((m->type & THR_INHERIT) &&
	    (__atomic_load_n(&m->word, __ATOMIC_SEQ_CST) & THR_WAITERS) == 0)
		m->priority = 0;
	if ((m->type & PRIORITIES) && lifted > 0)
		held_settle();
}

int
held_ceiling(const struct thr_mutex *m)
{
	return thr_prio_own() > m->priority ? EINVAL : 0;
}

int
held_is_ceiling(int prio)
{
	return prio >= PRIO_LEAST && prio <= PRIO_MOST;
}

int
held_ceiling_of(int asked)
{
	return asked != 0 ? asked : PRIO_LEAST;
}

void
held_lend(struct thr_mutex *m)
{
	int mine = thr_prio_own(), seen = m->priority;
	uint32_t owner;

	while (mine > seen)
		if (__atomic_compare_exchange_n(&m->priority, &seen, mine, 0,
		    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
			break;
	owner = m->tid;
	if (mine > 0 && owner != 0)
		thr_prio_lift(owner, mine, 0);
}

void
thr_sync_done(struct thread *t)
{
	struct thr_mutex *m, *next;

	for (m = t->held; m != NULL; m = next) {
		next = m->next;
		m->next = m->prev = NULL;
		m->tid = 0;
		if (m->type & THR_ROBUST)
			mutex_abandon(m);
	}
	t->held = NULL;
	thr_shared_done(t);
}

void
thr_sync_fork_child(void)
{
	struct thread *t = thr_self();
	struct thr_mutex *m = t->held, *next, *kept = NULL;

	thr_era++;
	for (; m != NULL; m = next) {
		next = m->next;
		if (m->type & THR_SHARED)
			continue;
		m->prev = NULL;
		if (kept != NULL)
			kept->prev = m;
		m->next = kept;
		kept = m;
	}
	t->held = kept;
	t->read_locks = 0;
}

uint32_t
thr_peer_self(void)
{
	return thr_peers != NULL ? thr_peers->self() : 1;
}

int
thr_peer_watch(uint32_t number, nt_handle *out)
{
	*out = NULL;
	return thr_peers != NULL ? thr_peers->watch(number, out) : -EAGAIN;
}

void
thr_peer_unwatch(nt_handle h)
{
	if (h != NULL)
		nt_close(h);
}

unsigned
thr_spins(unsigned n)
{
	static volatile unsigned cpus;	/* fork class: share */

	struct nt_machine m;

	if (__builtin_expect(cpus == 0, 0))
		cpus = nt_machine(&m) < 0 ? 1 : m.processors;
	return cpus > 1 ? n : 0;
}

void
thr_report_destroyed(const char *call)
{
	static const char text[] = ": the object was destroyed\n";

	platform_write_error("isthmus: ", 9);
	platform_write_error(call, strlen(call));
	platform_write_error(text, sizeof(text) - 1);
}
