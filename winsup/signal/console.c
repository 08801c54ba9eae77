/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A Windows console's keys and its end.  Windows tells all processes of the
 * console; those in the session's foreground group take it as a signal.
 */
#include "signal/room.h"

#include "nt/clock.h"
#include "nt/interrupt.h"
#include "nt/process.h"
#include "nt/sync.h"

#define CONTROL_C_EXIT	0xc000013a	/* STATUS_CONTROL_C_EXIT */
#define SAME_KEY	(NT_PER_SECOND / 4)
#define LATE_KEY	(2 * NT_PER_SECOND)	/* heard after it was told of */
#define CLOSE_TIME	(5 * NT_PER_SECOND)	/* for SIGHUP's handler */

struct search {
	uint32_t winpid;
	struct proc_entry *found;
};

static int
is_own(struct proc_entry *p, void *arg)
{
	struct search *s = arg;

	if (p->winpid != s->winpid ||
	    (p->state != PROC_RUNNING && p->state != PROC_STOPPED))
		return 0;
	s->found = p;
	return 1;
}

/*
 * With the lock held: the entry of this Windows process.  Who has started it
 * may not have written down yet what it has become.
 */
static struct proc_entry *
own_entry(void)
{
	struct search s = { nt_process_id(), NULL };

	if (!proc_each(is_own, &s))
		s.found = proc_expected();
	return s.found;
}

enum outcome { NOT_MEANT, TAKEN, ENDS };

/* With the lock held. */
static enum outcome
outcome_of(struct proc_entry *e, int sig)
{
	if (e == NULL)
		return sig_process()->action[sig].handler == (void *)SIG_IGN ?
		    NOT_MEANT : ENDS;
	if ((e->sig_ignored & sig_bit(sig)) != 0 ||
	    (sig == SIGINT && !proc_in_foreground(e)))
		return NOT_MEANT;
	if (((e->sig_caught | e->sig_blocked) & sig_bit(sig)) == 0) {
		proc_ended(e, sig);
		return ENDS;
	}
	__atomic_or_fetch(&e->sig_pending, sig_bit(sig), __ATOMIC_SEQ_CST);
	return TAKEN;
}

/* A moment ago: all hear of one key at nearly the same time. */
static int
is_recent(int64_t then, int64_t now)
{
	return then != 0 && now - then < SAME_KEY;
}

struct key {
	const struct proc_entry *self;
	pid_t foreground;
	int64_t now;
};

/*
 * A process that could not hear of the key, or perhaps could not yet; and who
 * catches it, before anybody dies of it: `make' is to have it before it
 * hears of a child's end.
 */
static int
tell(struct proc_entry *p, void *arg)
{
	const struct key *k = arg;
	int deaf = k->now - SAME_KEY < p->deaf_until;

	if (p == k->self || p->pgid != k->foreground ||
	    p->sid != k->self->sid || p->state == PROC_DEAD ||
	    (!deaf && (p->sig_caught & sig_bit(SIGINT)) == 0) ||
	    is_recent(p->key_heard, k->now) || k->now < p->key_told)
		return 0;
	p->key_told = k->now + (deaf ? SAME_KEY : LATE_KEY);
	sig_send_key(p, SIGINT);
	return 0;
}

/* With the lock held: Ctrl-C, of which each process hears by itself. */
static enum outcome
interrupted(struct proc_entry *e)
{
	struct key k = { e, 0, nt_clock_monotonic() };

	if (e == NULL)
		return outcome_of(e, SIGINT);
	k.foreground = proc_foreground(e->sid);
	if (k.foreground != 0)
		proc_each(tell, &k);
	if (k.now < e->key_told) {
		e->key_told = 0;
		return NOT_MEANT;
	}
	e->key_heard = k.now;
	return outcome_of(e, SIGINT);
}

/*
 * Runs in a thread of the system's.  A process that is not in the table has
 * done nothing with signals but, perhaps, ignore them.
 */
static void
console_event(enum nt_console_event what)
{
	int sig = what == NT_CONSOLE_CLOSE ? SIGHUP : SIGINT;
	struct proc_entry *e;
	enum outcome r;

	if (proc_table_open() < 0)
		nt_exit_process(CONTROL_C_EXIT);
	proc_lock();
	e = own_entry();
	r = sig == SIGINT ? interrupted(e) : outcome_of(e, sig);
	proc_unlock();
	if (r == ENDS)
		nt_exit_process(CONTROL_C_EXIT);
	if (r == NOT_MEANT)
		return;
	proc_ring(e);
	/* When this returns the system ends the process. */
	if (what == NT_CONSOLE_CLOSE)
		nt_wait_handles(NULL, 0, nt_clock_monotonic() + CLOSE_TIME);
}

int
sig_console_watch(int deaf)
{
	struct proc_entry *e;
	int r = nt_console_listen(console_event, deaf);

	if (deaf && (e = proc_self()) != NULL)
		e->deaf_until = nt_clock_monotonic();
	return r;
}
