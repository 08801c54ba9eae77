/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signals from other processes and from timers, and those for other threads.
 *
 * A sender puts the signal into the table.  One of this process' threads
 * takes it from there (sig_collect) when it leaves a call and sees it there
 * (thr_outside), or because thr_signal_wanted says that one of them is to
 * look, and its host's `wanted' that it is meant.  What sets these is the
 * listener: a thread that waits for the process' bell and for the next timer.
 * It also ends the waits of the thread that is meant, cancels its transfers,
 * and interrupts it in the program's own code.  It changes nothing of the
 * process: only variables of class "rebuild", hosts and the table.  So a fork
 * may copy the process' memory, and put it back, while it runs.
 *
 * It is made when the process has both an entry in the table and a handler,
 * a timer or several threads, or is to leave a core file: a process without
 * needs none, since senders carry out default actions.
 *
 * A signal for the process goes to a thread that waits for it, or else to one
 * that does not block it: hosts mirror the masks of their threads.
 */
#include "signal/room.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/keep.h"
#include "lib/limits.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/interrupt.h"
#include "nt/sync.h"
#include "thread/room.h"

#define MS		(NT_PER_SECOND / 1000)
#define FAST_TRIES	4
#define LONGEST_PAUSE	(32 * MS)

KEEP static struct proc_entry *volatile listening;	/* its entry */
KEEP static nt_handle outer, inner;		/* the bell; rings passed on */
KEEP static volatile int64_t timer_at = NT_FOREVER;
KEEP static volatile uint32_t deaf;		/* an exec is under way */
KEEP static struct thr_host *execing;		/* that thread; hosts' lock */

unsigned (*sig_children_watch)(nt_handle *, unsigned, int *);
void (*sig_children_look)(void);
KEEP static volatile uint32_t begun;
/* Hosts that are wanted: thr_signal_wanted stays while there is one. */
KEEP static volatile uint32_t n_wanted;

static uint64_t
ignored_by_default(void)
{
	return sig_bit(SIGCHLD) | sig_bit(SIGURG) | sig_bit(SIGWINCH) |
	    sig_bit(SIGCONT);
}

/* What of these signals a thread would take. */
static uint64_t
takes(const struct thr_host *h, uint64_t set)
{
	return set & (~h->blocked | h->accepting);
}

static void
mark(struct thr_host *h)
{
	if (__atomic_exchange_n(&h->wanted, 1, __ATOMIC_SEQ_CST) == 0)
		__atomic_add_fetch(&n_wanted, 1, __ATOMIC_SEQ_CST);
	__atomic_store_n(&thr_signal_wanted, 1, __ATOMIC_SEQ_CST);
}

/*
 * The calling thread looks now.  While another one is wanted the sign stays:
 * that one may be about to look at it.
 */
static void
unmark(struct thr_host *h)
{
	if (__atomic_exchange_n(&h->wanted, 0, __ATOMIC_SEQ_CST) != 0)
		__atomic_sub_fetch(&n_wanted, 1, __ATOMIC_SEQ_CST);
	if (__atomic_load_n(&n_wanted, __ATOMIC_SEQ_CST) != 0)
		return;
	__atomic_store_n(&thr_signal_wanted, 0, __ATOMIC_SEQ_CST);
	if (__atomic_load_n(&n_wanted, __ATOMIC_SEQ_CST) != 0)
		__atomic_store_n(&thr_signal_wanted, 1, __ATOMIC_SEQ_CST);
}

static int
is_wanted(void)
{
	return thr_signal_wanted != 0;
}

/* Gets the attention of a thread, wherever it is; hosts are locked. */
static void
call_attention(struct thr_host *h, unsigned tries)
{
	nt_handle thread;

	if (thr_host_kick(h) != 0 || h->interrupted == NULL ||
	    (thread = thr_host_thread(h)) == NULL)
		return;
	if (!nt_interrupt(thread, h->interrupted, 0) &&
	    tries % FAST_TRIES == FAST_TRIES - 1)
		nt_interrupt_at_return(h->interrupted, h->id, is_wanted);
}

/*
 * The thread for what is in the table: one that waits for it, or does not
 * block it; a timer may be looked at by any.
 */
static struct thr_host *
choose(const struct proc_entry *e, int timer)
{
	uint64_t dull = e->sig_ignored |
	    (ignored_by_default() & ~e->sig_caught);
	uint64_t pending = e->sig_pending;
	struct thr_host *h, *found = NULL;

	for (h = thr_hosts(); h != NULL; h = h->next) {
		if (pending & h->accepting)
			return h;
		if (found == NULL && h->interrupted != NULL && (timer ||
		    (pending & ~h->blocked & ~dull) != 0))
			found = h;
	}
	return found;
}

/* Is there something that a thread should act upon?  Sees to it. */
static int
attend(unsigned tries)
{
	struct proc_entry *e = listening;
	struct thr_host *h;
	int due = 0;

	thr_hosts_lock();
	h = choose(e, nt_clock_monotonic() >= timer_at);
	if (h != NULL) {
		due = 1;
		__atomic_store_n(&thr_signal_wanted, 1, __ATOMIC_SEQ_CST);
	}
	/* A child runs in place: its parent hears of it when it is back. */
	if (proc_self_known() == e) {
		if (h != NULL) {
			mark(h);
			nt_event_set(inner);
		}
		for (h = thr_hosts(); h != NULL; h = h->next)
			if (h->wanted) {
				due = 1;
				call_attention(h, tries);
			}
	}
	thr_hosts_unlock();
	return due;
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
		return tries > 1 ? MS / 4 : 0;
	tries = (tries - FAST_TRIES) / 4;
	return tries < 5 ? MS << tries : LONGEST_PAUSE;
}

#define SIGCHLD_BIT	sig_bit(SIGCHLD)
#define SOME_TIME	(100 * MS)	/* more children than one wait takes */

/*
 * Waits for the bell or until then: 1 if something has happened.  While
 * SIGCHLD is caught or blocked, also for the end of children: their processes
 * may be killed, or be of programs that do not know of signals.
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
	thr_hosts_lock();
	execing = on ? thr_self()->host : NULL;
	thr_hosts_unlock();
	sig_mirror_mask();
	/* What comes from now on is the program's. */
	thr_outside = on || listening == NULL ? &thr_no_outside :
	    &listening->sig_pending;
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

/* With the table's lock held: a signal that leaves a core and nobody takes. */
static int
core_signal(const struct proc_entry *e)
{
	uint64_t set = e->sig_pending &
	    ~(e->sig_blocked | e->sig_caught | e->sig_ignored);

	if (proc_self_known() != e || e->state != PROC_RUNNING ||
	    e->held == e->winpid)
		return 0;
	for (int sig = 1; sig <= SIG_MAX; sig++)
		if ((set & sig_bit(sig)) != 0 && sig_leaves_core(sig))
			return sig;
	return 0;
}

/*
 * The listener ends the process itself: its threads may be where none can be
 * got at, and all of them are in the core file wherever they are.
 */
static void
end_with_core(void)
{
	int sig = 0;

	if (listening->sig_pending == 0 || limits[LIMIT_CORE].soft == 0)
		return;
	proc_lock();
	sig = core_signal(listening);
	proc_unlock();
	if (sig != 0)
		sig_terminate(sig);
}

static void
listen_main(void)
{
	unsigned tries = 0;
	int64_t until;

	for (;;) {
		end_with_core();
		until = timer_at;
		if (tries > 0) {
			until = nt_clock_monotonic() + pause_after(tries);
			nt_yield();
		}
		if (listen_once(until)) {
			nt_event_set(inner);
			tries = 0;
		}
		/* What was there has been taken: this is something else. */
		if (!thr_signal_wanted)
			tries = 0;
		if (!attend(tries))
			tries = 0;
		else if (tries < UINT_MAX)
			tries++;
	}
}

/*
 * Process' signals that are pending and that the caller does not take: other
 * threads may.
 */
void
sig_pass_on(void)
{
	const struct sig_process *p = sig_process();
	struct thr_host *h, *self = thr_self()->host;
	uint64_t rest = p->pending.set & ~takes(self, ~(uint64_t)0), his;

	if (rest == 0 || thr_count() == 1)
		return;
	thr_hosts_lock();
	for (h = thr_hosts(); h != NULL && rest != 0; h = h->next) {
		if (h == self || (his = takes(h, rest)) == 0)
			continue;
		rest &= ~his;
		mark(h);
		call_attention(h, 0);
	}
	thr_hosts_unlock();
	if (listening != NULL)
		nt_event_set(outer);
}

/* There is a signal for that thread; the list of threads is locked. */
void
sig_call(struct thread *t)
{
	thr_hosts_lock();
	mark(t->host);
	call_attention(t->host, 0);
	thr_hosts_unlock();
	if (listening != NULL)
		nt_event_set(outer);
}

/* thr_signal_hook: is there a signal that this thread would take? */
static int
is_interrupted(void)
{
	struct sig_thread *t = sig_thread();
	struct sig_process *p = sig_process();
	uint32_t before = p->posted;

	sig_collect();
	if (((t->pending.set | p->pending.set) &
	    (~t->mask | thr_self()->host->accepting)) == 0) {
		/* Blocked, but perhaps what a sigwait() sleeps for. */
		if (p->posted != before && inner != NULL)
			nt_event_set(inner);
		sig_pass_on();
		return 0;
	}
	mark(thr_self()->host);		/* for the stub */
	return 1;
}

static void
deliver_now(void)
{
	sig_deliver();
}

/* Senders may wake the main thread themselves while it is the only one. */
static void
rest_begin(struct proc_entry *e)
{
	struct thr_host *h = thr_host_main();
	nt_handle wake;

	if (h->wake != NULL || proc_wake_make(&wake) < 0)
		return;
	h->wake = wake;
	thr_resting = &e->resting;
}

static int
listen_begin(struct proc_entry *e)
{
	int r;

	if ((r = proc_bell(&outer)) < 0 ||
	    (r = nt_event_create(&inner, 0, 0)) < 0)
		return r;
	sig_thread();
	thr_signal_hook = is_interrupted;
	thr_deliver_hook = deliver_now;
	proc_bell_passed_on(inner);
	rest_begin(e);
	listening = e;
	thr_outside = &e->sig_pending;
	r = nt_thread_start(listen_main);
	trace(TRACE_SIGNAL, "listens: %d", r);
	if (r < 0) {
		proc_bell_passed_on(NULL);
		thr_outside = &thr_no_outside;
		listening = NULL;
		return r;
	}
	return 0;
}

/* A child in place listens when it has a process of its own. */
int
sig_listen(void)
{
	struct proc_entry *e = proc_self();
	int r;

	if (e == NULL)
		return -EAGAIN;
	if (listening != NULL || e->state == PROC_VIRTUAL ||
	    __atomic_exchange_n(&begun, 1, __ATOMIC_SEQ_CST) != 0)
		return 0;
	if ((r = listen_begin(e)) < 0)
		begun = 0;
	return r;
}

int
sig_listens(void)
{
	return listening != NULL;
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
		unmark(thr_self()->host);
	sig_timers_expire();
	if (e != NULL && e->sig_pending != 0 && !deaf) {
		proc_lock();
		while (proc_fetch(e, &s))
			from_table(&s);
		proc_unlock();
	}
	sig_pass_on();
}

/* What others see of the calling thread's mask. */
static void
publish(const struct sig_thread *t)
{
	struct thr_host *h = thr_self()->host;

	h->interrupted = (struct nt_fault *)&t->interrupted;
	h->blocked = t->mask;
}

/*
 * Signals that all threads block; once a thread execs, those that it blocks:
 * nobody else will be there.
 */
static uint64_t
all_blocked(void)
{
	uint64_t set = ~(uint64_t)0;

	if (execing != NULL)
		return execing->blocked;
	for (struct thr_host *h = thr_hosts(); h != NULL; h = h->next)
		set &= h->blocked;
	return set;
}

static void
mirror_mask(struct proc_entry *e)
{
	const struct sig_thread *t = sig_thread();

	publish(t);
	if (thr_count() == 1) {
		__atomic_store_n(&e->sig_blocked, t->mask, __ATOMIC_SEQ_CST);
	} else {
		thr_hosts_lock();
		__atomic_store_n(&e->sig_blocked, all_blocked(),
		    __ATOMIC_SEQ_CST);
		thr_hosts_unlock();
	}
	/* What came while it was blocked: the listener had nothing to do. */
	if ((__atomic_load_n(&e->sig_pending, __ATOMIC_SEQ_CST) &
	    ~t->mask) != 0)
		__atomic_store_n(&thr_signal_wanted, 1, __ATOMIC_SEQ_CST);
}

static void
to_table(struct proc_entry *e, struct sig_pending *q)
{
	struct proc_signal s;
	siginfo_t info;

	while (sig_take(sig_process(), q, ~(uint64_t)0, &info) != 0) {
		memset(&s, 0, sizeof(s));
		s.sig = info.si_signo;
		s.code = info.si_code;
		s.sender = info.si_pid;
		s.uid = info.si_uid;
		if (info.si_signo == SIGCHLD && info.si_code != SI_QUEUE)
			s.status = info.si_status;
		else
			s.value = (uintptr_t)info.si_value.sival_ptr;
		proc_post(e, &s, 0, 0);
	}
}

/*
 * XSH execve(): pending signals stay pending, interval timers set.  If there
 * is no exec after all they are taken in again.
 */
void
sig_before_exec(struct sig_passed *out)
{
	struct proc_entry *e = proc_self_known();
	struct sig_process *p = sig_process();

	for (int i = 0; i < SIG_TIMER_LIMIT; i++)
		out->timer[i].left = sig_timer_left(sig_itimer(i),
		    &out->timer[i].interval);
	proc_lock();
	lock_acquire(&p->lock);
	to_table(e, &p->pending);
	to_table(e, &sig_thread()->pending);
	out->pending = e->sig_pending;
	lock_release(&p->lock);
	proc_unlock();
	if (out->pending != 0 && thr_count() == 1)
		__atomic_store_n(&thr_signal_wanted, 1, __ATOMIC_SEQ_CST);
}

void
sig_after_exec(const struct sig_passed *in)
{
	if (in->pending != 0 && proc_self() != NULL)
		__atomic_store_n(&thr_signal_wanted, 1, __ATOMIC_SEQ_CST);
	for (int i = 0; i < SIG_TIMER_LIMIT; i++)
		if (in->timer[i].left != 0 && sig_listen() == 0)
			sig_itimer_set(i, in->timer[i].left,
			    in->timer[i].interval);
	sig_limit_cpu();
	sig_core_limit();
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
	e->sig_flags = flags | (e->sig_flags & PROC_DUMPS);
	mirror_mask(e);
	/* Also for SIGSEGV and its like alone: others may send them, too. */
	if (caught != 0 || limits[LIMIT_CORE].soft != 0)
		sig_listen();
	if (limits[LIMIT_CORE].soft != 0 &&
	    (listening == e || e->state == PROC_VIRTUAL))
		flags |= PROC_DUMPS;
	e->sig_flags = flags;
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
sig_core_limit(void)
{
	struct proc_entry *e = own_entry();

	if (limits[LIMIT_CORE].soft != 0 ||
	    (e != NULL && (e->sig_flags & PROC_DUMPS)))
		sig_mirror();
}

void
sig_mirror_mask(void)
{
	struct proc_entry *e = own_entry();

	if (e != NULL) {
		mirror_mask(e);
	} else {
		publish(sig_thread());
		proc_enter_hook = mirror;
	}
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
	sig_limit_cpu();
	thr_signal_wanted = 1;
}

/* thr_start_hook: XSH pthread_create(): the creator's mask, nothing pending. */
static int
begin_thread(struct thread *t, const struct thread *creator,
    const pthread_attr_t *a)
{
	uint64_t mask = creator->sig != NULL ? creator->sig->mask : 0;

	if ((t->sig = mm_zalloc(sizeof(*t->sig))) == NULL)
		return -ENOMEM;
	if (a != NULL && a->__flags & THR_ATTR_SIGMASK)
		mask = a->__sigmask & ~sig_unblockable();
	sig_thread_init(t->sig, mask);
	t->host->interrupted = &t->sig->interrupted;
	t->host->blocked = t->sig->mask;
	return 0;
}

/* thr_exit_hook: what it would have taken is for others now. */
static void
end_thread(struct thread *t)
{
	struct sig_process *p = sig_process();
	struct sig_thread *s = sig_thread();

	/* What has come while it ran is still its. */
	sig_deliver();
	s->mask = ~sig_unblockable();
	sig_mirror_mask();
	thr_hosts_lock();
	t->host->blocked = ~(uint64_t)0;
	t->host->interrupted = NULL;
	unmark(t->host);
	thr_hosts_unlock();
	lock_acquire(&p->lock);
	sig_discard(p, &s->pending, ~(uint64_t)0);
	lock_release(&p->lock);
	sig_pass_on();
}

int (*thr_start_hook)(struct thread *, const struct thread *,
    const pthread_attr_t *) = begin_thread;
void (*thr_exit_hook)(struct thread *) = end_thread;
