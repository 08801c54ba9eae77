/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signals from other processes and from timers.
 *
 * A sender puts the signal into the table.  This process' own thread takes it
 * from there (sig_collect) when it leaves a call, because thr_signal_wanted
 * says so.  What sets that is the listener: a thread that waits for the
 * process' bell and for the next timer.  It also ends the waits of the
 * process' thread, cancels its transfers, and interrupts it in the program's
 * own code.  It changes nothing of the process: only variables of class
 * "rebuild" and the table.  So a fork may copy the process' memory, and put
 * it back, while it runs.
 *
 * It is made when the process has both an entry in the table and a handler,
 * or a timer: a process without needs none, since senders carry out default
 * actions.
 */
#include "signal/room.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/keep.h"
#include "lib/trace.h"
#include "nt/clock.h"
#include "nt/interrupt.h"
#include "nt/sync.h"
#include "thread/room.h"

#define MS		(NT_PER_SECOND / 1000)
#define FAST_TRIES	4
#define LONGEST_PAUSE	(32 * MS)

KEEP static struct proc_entry *volatile listening;	/* its entry */
KEEP static nt_handle outer, inner;		/* the bell; rings passed on */
KEEP static nt_handle main_thread;
KEEP static uint32_t main_thread_id;
KEEP static struct sig_thread *main_state;
KEEP static volatile int64_t timer_at = NT_FOREVER;
KEEP static volatile uint32_t deaf;		/* an exec is under way */

unsigned (*sig_children_watch)(nt_handle *, unsigned, int *);
void (*sig_children_look)(void);

static uint64_t
ignored_by_default(void)
{
	return sig_bit(SIGCHLD) | sig_bit(SIGURG) | sig_bit(SIGWINCH) |
	    sig_bit(SIGCONT);
}

/* Is there something that the process' thread should act upon? */
static int
is_due(const struct proc_entry *e)
{
	uint64_t dull = e->sig_ignored |
	    (ignored_by_default() & ~e->sig_caught);

	return (e->sig_pending & ~e->sig_blocked & ~dull) != 0 ||
	    nt_clock_monotonic() >= timer_at;
}

static int
is_wanted(void)
{
	return thr_signal_wanted != 0;
}

/* Gets the attention of the process' thread, wherever it is. */
static void
call_attention(unsigned tries)
{
	volatile uint32_t *word;

	__atomic_store_n(&thr_signal_wanted, 1, __ATOMIC_SEQ_CST);
	/* A child runs in place: its parent hears of it when it is back. */
	if (proc_self_known() != listening)
		return;
	nt_event_set(inner);
	nt_event_set(thr_wake);
	if (thr_in_wait)
		return;
	if ((word = thr_wake_word) != NULL)
		nt_wake_word_all(word);
	if (thr_in_io)
		nt_interrupt_io(main_thread);
	else if (!nt_interrupt(main_thread, &main_state->interrupted) &&
	    tries % FAST_TRIES == FAST_TRIES - 1)
		nt_interrupt_at_return(&main_state->interrupted,
		    main_thread_id, is_wanted);
}

/*
 * The thread may be where it cannot be got at, or just on its way there: it
 * is tried again until the signal is taken.  A thread that calls the DLL all
 * the time is met in between, or when it comes back from one.
 */
static int64_t
pause_after(unsigned tries)
{
	if (tries < FAST_TRIES)
		return thr_in_wait ? MS : 0;
	tries = (tries - FAST_TRIES) / 4;
	return tries < 5 ? MS << tries : LONGEST_PAUSE;
}

#define SIGCHLD_BIT	sig_bit(SIGCHLD)
#define SOME_TIME	(100 * MS)	/* for more children than one wait takes */

/*
 * Waits for the bell or until then: 1 if something has happened.  While SIGCHLD is caught or
 * blocked, also for the end of children: their processes may be killed, or
 * be of programs that do not know of signals.
 */
static int
listen_once(int64_t until)
{
	nt_handle h[NT_WAIT_MAX];
	unsigned n = 1;
	int r, more = 0;
	int64_t soon;

	h[0] = outer;
	if ((listening->sig_caught | listening->sig_blocked) & SIGCHLD_BIT)
		n += sig_children_watch(h + 1, NT_WAIT_MAX - 1, &more);
	soon = nt_clock_monotonic() + SOME_TIME;
	if (more && until > soon)
		until = soon;
	r = nt_wait_handles(h, n, until);
	if (deaf) {
		/* The bell is the new program's now. */
		if (r == 0)
			nt_event_set(outer);
		while (deaf)
			nt_wait_word(&deaf, 1, NT_FOREVER);
		return 0;
	}
	if (r > 0 || more || r == -EBADF)
		sig_children_look();
	return r >= 0;
}

void
sig_deaf(int on)
{
	__atomic_store_n(&deaf, (uint32_t)on, __ATOMIC_SEQ_CST);
	if (!on && listening != NULL) {
		nt_wake_word(&deaf);
		nt_event_set(outer);
	}
}

void
sig_child_added(void)
{
	const struct proc_entry *e = listening;

	if (e != NULL && ((e->sig_caught | e->sig_blocked) & SIGCHLD_BIT))
		nt_event_set(outer);
}

static void
listen_main(void)
{
	unsigned tries = 0;
	int64_t until;

	for (;;) {
		until = timer_at;
		if (tries > 0) {
			until = nt_clock_monotonic() + pause_after(tries);
			if (!thr_in_wait)
				nt_yield();
		}
		if (listen_once(until)) {
			nt_event_set(inner);
			tries = 0;
		}
		/* What was there has been taken: this is something else. */
		if (!thr_signal_wanted)
			tries = 0;
		if (!is_due(listening)) {
			tries = 0;
			continue;
		}
		call_attention(tries);
		if (tries < UINT_MAX)
			tries++;
	}
}

/* thr_signal_hook: is there a signal that this thread's stub would deliver? */
static int
is_interrupted(void)
{
	struct sig_thread *t = sig_thread();
	struct sig_process *p = sig_process();
	uint32_t before = p->posted;

	sig_collect();
	if (((t->pending.set | p->pending.set) & ~t->mask) == 0) {
		/* Blocked, but perhaps what a sigwait() sleeps for. */
		if (p->posted != before && inner != NULL)
			nt_event_set(inner);
		return 0;
	}
	thr_signal_wanted = 1;		/* for the stub */
	return 1;
}

static void
deliver_now(void)
{
	sig_deliver();
}

static int
listen_begin(struct proc_entry *e)
{
	nt_handle wake;
	int r;

	if ((r = proc_bell(&outer)) < 0 ||
	    (r = nt_thread_handle(&main_thread)) < 0 ||
	    (r = nt_event_create(&inner, 0, 0)) < 0 ||
	    (r = nt_event_create(&wake, 0, 0)) < 0)
		return r;
	main_state = sig_thread();
	main_thread_id = nt_thread_id();
	listening = e;
	thr_signal_hook = is_interrupted;
	thr_deliver_hook = deliver_now;
	thr_wake_thread = thr_self();
	proc_bell_passed_on(inner);
	r = nt_thread_start(listen_main);
	trace(TRACE_SIGNAL, "listens: %d", r);
	if (r < 0) {
		proc_bell_passed_on(NULL);
		listening = NULL;
		return r;
	}
	thr_wake = wake;
	sig_console_watch();
	return 0;
}

/* A child in place listens when it has a process of its own. */
int
sig_listen(void)
{
	struct proc_entry *e = proc_self();

	if (e == NULL)
		return -EAGAIN;
	if (listening != NULL || e->state == PROC_VIRTUAL)
		return 0;
	return listen_begin(e);
}

void
sig_timer_at(int64_t deadline)
{
	int64_t before = timer_at;

	timer_at = deadline;
	if (deadline < before && listening != NULL)
		nt_event_set(outer);
}

static void
from_table(const struct proc_signal *s)
{
	struct sig_process *p = sig_process();
	struct sig_thread *t = sig_thread();
	siginfo_t info;

	memset(&info, 0, sizeof(info));
	info.si_signo = s->sig;
	info.si_code = s->code;
	info.si_pid = s->sender;
	info.si_uid = s->uid;
	info.si_status = s->status;
	/* SIGCHLD's status and a value share the place in some structures. */
	if (s->sig != SIGCHLD || s->code == SI_QUEUE)
		info.si_value.sival_ptr = (void *)(uintptr_t)s->value;
	trace(TRACE_SIGNAL, "signal %d from %d", s->sig, s->sender);
	lock_acquire(&p->lock);
	sig_generate(p, t, &p->pending, &info, 0);
	p->posted++;
	lock_release(&p->lock);
}

/*
 * While a child runs in place, thr_signal_wanted may be meant for its parent
 * and stays.
 */
void
sig_collect(void)
{
	struct proc_entry *e = proc_self_known();
	struct proc_signal s;

	if (e == NULL || e->state != PROC_VIRTUAL)
		__atomic_store_n(&thr_signal_wanted, 0, __ATOMIC_SEQ_CST);
	sig_timers_expire();
	if (e == NULL || e->sig_pending == 0)
		return;
	proc_lock();
	while (proc_fetch(e, &s))
		from_table(&s);
	proc_unlock();
}

/* The entry; after an exec it is looked up, the program changes signals. */
static struct proc_entry *
own_entry(void)
{
	return proc_is_expected() ? proc_self() : proc_self_known();
}

static void
mirror(struct proc_entry *e)
{
	const struct sig_process *p = sig_process();
	const void *handler;
	uint64_t caught = 0, ignored = 0, had;
	uint32_t flags = 0;

	for (int sig = 1; sig <= SIG_MAX; sig++) {
		handler = p->action[sig].handler;
		if (handler == (void *)SIG_IGN)
			ignored |= sig_bit(sig);
		else if (handler != (void *)SIG_DFL)
			caught |= sig_bit(sig);
	}
	if (p->action[SIGCHLD].flags & SA_NOCLDSTOP)
		flags |= PROC_NOCLDSTOP;
	if (p->action[SIGCHLD].flags & SA_NOCLDWAIT)
		flags |= PROC_NOCLDWAIT;
	had = e->sig_caught;
	e->sig_ignored = ignored;
	e->sig_caught = caught;
	e->sig_flags = flags;
	e->sig_blocked = sig_thread()->mask;
	for (int sig = 1; sig <= SIG_MAX; sig++)
		if (sig_is_fault(sig))
			caught &= ~sig_bit(sig);
	if (caught != 0)
		sig_listen();
	if (e == listening && (caught & ~had & SIGCHLD_BIT))
		sig_child_added();	/* those there are count from now on */
}

void
sig_mirror(void)
{
	struct proc_entry *e = own_entry();

	proc_enter_hook = mirror;
	if (e != NULL)
		mirror(e);
}

void
sig_mirror_mask(void)
{
	struct proc_entry *e = own_entry();

	if (e != NULL)
		__atomic_store_n(&e->sig_blocked, sig_thread()->mask,
		    __ATOMIC_SEQ_CST);
	else
		proc_enter_hook = mirror;
}

/* XSH fork(): no pending signals, no timers. */
void
sig_fork_child(void)
{
	struct sig_process *p = sig_process();
	struct sig_thread *t = sig_thread();

	lock_acquire(&p->lock);
	sig_discard(p, &p->pending, ~(uint64_t)0);
	sig_discard(p, &t->pending, ~(uint64_t)0);
	lock_release(&p->lock);
	sig_timers_clear();
}

void
sig_new_process(void)
{
	const struct sig_process *p = sig_process();
	const void *handler;

	for (int sig = 1; sig <= SIG_MAX; sig++) {
		handler = p->action[sig].handler;
		if (sig_is_fault(sig) && handler != (void *)SIG_DFL &&
		    handler != (void *)SIG_IGN)
			sig_watch_faults();
	}
	sig_mirror();
	thr_signal_wanted = 1;
}

/*
 * Runs in a thread of the system's.  What the process neither catches nor
 * blocks nor ignores ends it, by the system.
 */
static int
console_event(enum nt_console_event what)
{
	struct proc_entry *e = listening;
	int sig = what == NT_CONSOLE_CLOSE ? SIGHUP : SIGINT;

	if (sig_process()->action[sig].handler == (void *)SIG_IGN)
		return 1;
	if (e == NULL || ((e->sig_caught | e->sig_blocked) &
	    sig_bit(sig)) == 0)
		return 0;
	__atomic_or_fetch(&e->sig_pending, sig_bit(sig), __ATOMIC_SEQ_CST);
	nt_event_set(outer);
	/* When this returns the system ends the process. */
	if (what == NT_CONSOLE_CLOSE)
		nt_wait_handles(NULL, 0, nt_clock_monotonic() +
		    5 * NT_PER_SECOND);
	return 1;
}

/* The console's keys are asked for; -errno is no harm, they act as ever. */
int
sig_console_watch(void)
{
	return nt_console_listen(console_event);
}
