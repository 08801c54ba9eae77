/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signals from process to process: a bit in the entry says that one is
 * pending, an item of the table's queue tells more of it.  A signal below 32
 * is pending at most once; without room in the queue it loses its siginfo.
 */
#include "proc/room_impl.h"

#include <errno.h>

#define FIRST_RT	32		/* as signal/room.h */

static struct proc_signal *
find_room(void)
{
	struct proc_table *t = proc_table();
	struct proc_signal *s;
	struct proc_entry *p;
	unsigned i;

	for (i = 0; i < PROC_SIGNALS; i++) {
		s = &t->signal[t->free_signal++ % PROC_SIGNALS];
		if (s->owner == 0)
			return s;
		/* What a process that died left behind. */
		p = proc_find(s->owner);
		if (p == NULL || p->state == PROC_DEAD)
			return s;
	}
	return NULL;
}

int
proc_post(struct proc_entry *p, const struct proc_signal *s, int must_queue,
    unsigned limit)
{
	uint64_t bit = (uint64_t)1 << (s->sig - 1);
	struct proc_table *t = proc_table();
	struct proc_signal *to;

	if (s->sig < FIRST_RT && (p->sig_pending & bit) != 0)
		return 0;
	to = must_queue && p->sig_queued >= limit ? NULL : find_room();
	if (to == NULL && must_queue && s->sig >= FIRST_RT)
		return -EAGAIN;
	if (to != NULL) {
		*to = *s;
		to->number = t->next_signal++;
		__atomic_store_n(&to->owner, p->pid, __ATOMIC_RELEASE);
		p->sig_queued++;
	}
	__atomic_or_fetch(&p->sig_pending, bit, __ATOMIC_SEQ_CST);
	proc_notify_tell(proc_notify_signals(p->pid));
	return 0;
}

static struct proc_signal *
oldest(const struct proc_entry *p)
{
	struct proc_table *t = proc_table();
	struct proc_signal *s, *best = NULL;
	unsigned i;

	if (p->sig_queued == 0)
		return NULL;
	for (i = 0; i < PROC_SIGNALS; i++) {
		s = &t->signal[i];
		if (s->owner == p->pid && (best == NULL ||
		    (int32_t)(s->number - best->number) < 0))
			best = s;
	}
	return best;
}

static int
has_more(const struct proc_entry *p, int sig)
{
	struct proc_table *t = proc_table();
	unsigned i;

	for (i = 0; i < PROC_SIGNALS; i++)
		if (t->signal[i].owner == p->pid && t->signal[i].sig == sig)
			return 1;
	return 0;
}

int
proc_fetch(struct proc_entry *p, struct proc_signal *s)
{
	struct proc_signal *item = oldest(p);
	uint64_t pending = p->sig_pending;

	if (item != NULL) {
		*s = *item;
		item->owner = 0;
		p->sig_queued--;
	} else {
		p->sig_queued = 0;
		if (pending == 0)
			return 0;
		*s = (struct proc_signal){
			.sig = __builtin_ctzll(pending) + 1
		};
	}
	if (p->sig_queued == 0 || !has_more(p, s->sig))
		__atomic_and_fetch(&p->sig_pending,
		    ~((uint64_t)1 << (s->sig - 1)), __ATOMIC_SEQ_CST);
	return 1;
}

void
proc_discard(struct proc_entry *p, uint64_t set)
{
	struct proc_table *t = proc_table();
	struct proc_signal *s;
	unsigned i;

	if ((p->sig_pending & set) == 0)
		return;
	__atomic_and_fetch(&p->sig_pending, ~set, __ATOMIC_SEQ_CST);
	for (i = 0; i < PROC_SIGNALS && p->sig_queued > 0; i++) {
		s = &t->signal[i];
		if (s->owner == p->pid &&
		    (set & (uint64_t)1 << (s->sig - 1)) != 0) {
			s->owner = 0;
			p->sig_queued--;
		}
	}
}

struct group {
	pid_t pgid;
	const struct proc_entry *without;
	int anchored;
};

static int
is_anchor(struct proc_entry *p, void *arg)
{
	struct group *g = arg;
	const struct proc_entry *parent;

	if (p->pgid != g->pgid || p == g->without || p->state == PROC_DEAD)
		return 0;
	parent = proc_find(p->ppid);
	g->anchored = parent != NULL && parent != g->without &&
	    parent->state != PROC_DEAD && parent->pgid != p->pgid &&
	    parent->sid == p->sid;
	return g->anchored;
}

int
proc_group_is_orphaned(pid_t pgid, const struct proc_entry *without)
{
	struct group g = { pgid, without, 0 };

	proc_each(is_anchor, &g);
	return !g.anchored;
}

struct member {
	pid_t pgid, sid;
};

static int
is_member(struct proc_entry *p, void *arg)
{
	const struct member *m = arg;

	return p->pgid == m->pgid && p->sid == m->sid;
}

int
proc_group_exists(pid_t pgid, pid_t sid)
{
	struct member m = { pgid, sid };

	return proc_each(is_member, &m);
}

pid_t
proc_foreground(pid_t sid)
{
	const struct proc_entry *leader = proc_find(sid);

	if (leader == NULL || leader->state == PROC_DEAD ||
	    leader->foreground == PROC_NO_TERMINAL)
		return 0;
	return leader->foreground != 0 ? leader->foreground : leader->pid;
}

int
proc_in_foreground(const struct proc_entry *p)
{
	return p->pgid == proc_foreground(p->sid);
}
