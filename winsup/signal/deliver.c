/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Delivery within the process.  A signal a thread sends itself, or unblocks,
 * is delivered before the call returns: sig_deliver() takes one pending
 * signal after the other and runs its handler as a plain call, on the
 * alternate stack where the handler asks for it.
 *
 * No lock is held while a handler runs, and a handler may leave by longjmp:
 * all that then remains to be undone is the mask (siglongjmp) and the TEB's
 * idea of the stack (sig_stack_left, called by longjmp).
 */
#include "signal/room.h"

#include <errno.h>
#include <string.h>

#include "lib/assert.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "thread/room.h"

static struct sig_process process = {
	.lock = LOCK_INIT(LOCK_SIGNAL, "signal"),
	.pending = { 0, SIG_LIST_END, SIG_LIST_END },
	.free = SIG_LIST_END,
};

struct sig_process *
sig_process(void)
{
	return &process;
}

/* Another thread may be as fast in making it. */
static struct sig_thread *
sig_thread_of(struct thread *self)
{
	struct sig_thread *t = mm_zalloc(sizeof(*t)), *none = NULL;

	if (t == NULL)
		return self->sig;
	sig_thread_init(t, 0);
	if (!__atomic_compare_exchange_n(&self->sig, &none, t, 0,
	    __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
		mm_free(t);
		return none;
	}
	thr_hosts_lock();
	self->host->interrupted = &t->interrupted;
	if (!self->foreign)
		self->host->blocked = 0;
	thr_hosts_unlock();
	return t;
}

struct sig_thread *
sig_thread(void)
{
	struct thread *self = thr_self();
	struct sig_thread *t;

	if (self->sig != NULL)
		return self->sig;
	t = sig_thread_of(self);	/* thr_detach() frees it */
	if (t == NULL)
		assert_failed("memory for a thread's signal state", __FILE__,
		    __LINE__);
	return t;
}

void
sig_inherit(uint64_t ignored, uint64_t blocked)
{
	static const struct sig_action ignore = { .handler = SIG_IGN };

	for (int sig = 1; ignored != 0 && sig <= SIG_MAX; sig++)
		if (ignored & sig_bit(sig))
			process.action[sig] = ignore;
	if (blocked != 0)
		thr_self()->host->blocked = sig_thread()->mask =
		    blocked & ~sig_unblockable();
}

/*
 * From here on the thread runs on its alternate stack as far as the system
 * is concerned, which looks at the TEB's bounds when it unwinds.
 */
static void
stack_entered(struct sig_thread *t)
{
	struct nt_stack_bounds b;

	nt_stack_get(&t->home);
	b.limit = b.dealloc = t->alt.ss_sp;
	b.base = (char *)t->alt.ss_sp + t->alt.ss_size;
	nt_stack_set(&b);
}

/* The thread's own, the alternate one, or what the program took for one. */
static void
find_stack(const struct sig_thread *t, uintptr_t sp, struct nt_stack_bounds *b)
{
	struct mm_stack s = thr_self()->stack;

	if (s.base == NULL)
		mm_stack_now(&s);
	else
		mm_stack_measure(&s);
	if (sp > (uintptr_t)s.dealloc && sp <= (uintptr_t)s.base) {
		*b = (struct nt_stack_bounds){ s.base, s.limit, s.dealloc };
	} else if (sig_on_alt(t, sp)) {
		b->limit = b->dealloc = t->alt.ss_sp;
		b->base = (char *)t->alt.ss_sp + t->alt.ss_size;
	} else {
		nt_stack_around(sp, b);
	}
}

void
sig_stack_left(uintptr_t sp)
{
	struct sig_thread *t = sig_thread();
	struct nt_stack_bounds b;

	if (t->home.base == NULL || sp < (uintptr_t)t->home.dealloc ||
	    sp > (uintptr_t)t->home.base) {
		find_stack(t, sp, &b);
		nt_stack_set(&b);
		if (!sig_on_alt(t, sp))
			t->home.base = NULL;
		return;
	}
	nt_stack_set(&t->home);
	t->home.base = NULL;
	if (t->overflow) {
		t->overflow = 0;
		nt_stack_rearm(sp);
	}
}

struct call {
	struct sig_delivery *d;
	ucontext_t *uc;
};

static void
call_handler(void *arg)
{
	struct call *c = arg;
	struct sig_delivery *d = c->d;

	if (d->action.flags & SA_SIGINFO)
		((void (*)(int, siginfo_t *, void *))d->action.handler)(
		    d->info.si_signo, &d->info, c->uc);
	else
		((void (*)(int))d->action.handler)(d->info.si_signo);
}

/*
 * With regs, the state of the interrupted code, the handler's changes to
 * them take effect; otherwise only those to uc_sigmask do.
 */
void
sig_run_handler(struct sig_delivery *d, struct nt_regs *regs)
{
	struct sig_thread *t = sig_thread();
	uintptr_t sp = (uintptr_t)__builtin_frame_address(0);
	struct nt_regs here;
	struct call c = { d, NULL };
	ucontext_t uc;
	int on_alt = sig_on_alt(t, sp);
	struct thread *self = thr_self();
	uint32_t point = self->point;

	self->point = 0;
	trace(TRACE_SIGNAL, "signal %d, handler %p", d->info.si_signo,
	    d->action.handler);
	if (d->action.flags & SA_SIGINFO) {
		if (regs == NULL)
			nt_regs_here(&here);
		sig_context_from(&uc, t, d->old_mask,
		    regs != NULL ? regs : &here);
		c.uc = &uc;
	}
	t->handled++;
	if (!(d->action.flags & SA_RESTART))
		t->breaking++;
	sig_mirror_mask();
	if (on_alt && t->home.base == NULL) {
		/* A fault's dispatcher has put us here already. */
		stack_entered(t);
		call_handler(&c);
		sig_stack_left((uintptr_t)t->home.base);
	} else if (d->on_alt && !on_alt) {
		stack_entered(t);
		nt_stack_call((char *)t->alt.ss_sp + t->alt.ss_size,
		    call_handler, &c);
		sig_stack_left((uintptr_t)t->home.base);
	} else {
		call_handler(&c);
	}
	self->point = point;
	t->mask = d->old_mask;
	if (c.uc != NULL) {
		t->mask = uc.uc_sigmask & ~sig_unblockable();
		if (regs != NULL)
			sig_context_to(&uc, regs);
	}
	sig_mirror_mask();
}

/*
 * The process stops itself: it rests until somebody says that it goes on.
 * A stop of the terminal's does nothing to an orphaned group (XSH 2.4.3).
 */
static void
stop_self(int sig)
{
	struct proc_entry *e;
	nt_handle bell;
	int others;

	thr_may_block();
	e = proc_self();
	if (e == NULL || proc_bell(&bell) < 0)
		return;
	/* They must have no lock that others wait for. */
	if ((others = thr_count() > 1))
		thr_rest_others();
	proc_lock();
	if (sig == SIGSTOP || !proc_group_is_orphaned(e->pgid, NULL)) {
		e->status = sig << 8 | 0x7f;
		e->stop_pending = 1;
		e->continue_pending = 0;
		e->suspended = 0;
		e->state = PROC_STOPPED;
		proc_tell_parent(e);
	}
	proc_unlock();
	trace(TRACE_SIGNAL, "stopped by signal %d", sig);
	while (*(volatile uint32_t *)&e->state == PROC_STOPPED)
		nt_wait_handles(&bell, 1, nt_clock_monotonic() +
		    NT_PER_SECOND / 10);
	if (others)
		thr_rest_is_over();
}

/* Takes the next signal to be delivered and decides about it. */
static enum sig_verdict
take_next(struct sig_thread *t, struct sig_delivery *d)
{
	struct sig_process *p = &process;
	enum sig_verdict verdict = SIG_DO_NOTHING;

	d->info.si_signo = 0;
	lock_acquire(&p->lock);
	if (sig_take(p, &t->pending, ~t->mask, &d->info) ||
	    sig_take(p, &p->pending, ~t->mask, &d->info))
		verdict = sig_prepare(p, t, d);
	sig_timer_tell(&d->info);
	/* Should the handler not return, the next stub goes on. */
	if (verdict == SIG_DO_HANDLER &&
	    ((t->pending.set | p->pending.set) & ~d->old_mask) != 0)
		thr_signal_wanted = 1;
	lock_release(&p->lock);
	return verdict;
}

static unsigned
deliver(struct nt_regs *regs)
{
	struct sig_thread *t = sig_thread();
	struct sig_delivery d;
	unsigned handlers = 0;

	for (;;) {
		/* A handler's mask may have kept something back as well. */
		if (thr_signal_due())
			sig_collect();
		if (((t->pending.set | process.pending.set) & ~t->mask) == 0)
			return handlers;
		/* A timer overruns until its signal is delivered. */
		sig_timers_expire();
		switch (take_next(t, &d)) {
		case SIG_DO_TERMINATE:
			sig_terminate(d.info.si_signo);
		case SIG_DO_STOP:
			stop_self(d.info.si_signo);
			sig_collect();
			break;
		case SIG_DO_HANDLER:
			sig_run_handler(&d, regs);
			handlers++;
			break;
		case SIG_DO_NOTHING:
			if (d.info.si_signo == 0)
				return handlers;
		}
	}
}

unsigned
sig_deliver(void)
{
	return deliver(NULL);
}

void
sig_interrupted(struct nt_regs *regs)
{
	deliver(regs);
	thr_cancel_async();
}

int
sig_at_exit(long r, int restart)
{
	struct sig_thread *t = sig_thread();
	uint64_t handled = t->handled, breaking = t->breaking;

	/* A child of fork has run in place for too long, or its parent has
	 * a signal: it makes room.  One that the parent blocks can wait. */
	if (thr_signal_wanted || r == -EINTR)
		thr_block_for("its time is up");
	sig_deliver();
	thr_cancel_async();
	return r == -EINTR && restart && !thr_cancel_due(thr_self()) &&
	    (t->handled == handled || t->breaking == breaking);
}

int
sig_change_mask(int how, const uint64_t *set, uint64_t *old)
{
	int r = sig_set_mask(sig_thread(), how, set, old);

	if (r == 0 && set != NULL) {
		sig_mirror_mask();
		sig_deliver();
		sig_pass_on();
	}
	return r;
}

int
sig_comes_first(void)
{
	const struct sig_thread *t = sig_thread();
	const struct sig_action *a;
	uint64_t set, others;
	int sig;

	if (!thr_signal_due())
		return 0;
	set = sig_pending_set() & ~t->mask;
	others = set & ~sig_bit(SIGCHLD);
	for (; set != 0; set &= ~sig_bit(sig)) {
		sig = sig_next(set);
		a = &process.action[sig];
		if (a->handler == (void *)SIG_IGN ||
		    a->handler == (void *)SIG_DFL ||
		    (a->flags & SA_RESTART) == 0)
			return 0;
	}
	return others != 0;
}

uint64_t
sig_pending_set(void)
{
	uint64_t set;

	sig_collect();
	set = sig_thread()->pending.set | process.pending.set;
	/* What it has taken in is seen outside no more. */
	if ((set & ~sig_thread()->mask) != 0)
		thr_signal_wanted = 1;
	else
		sig_pass_on();
	return set;
}

int
sig_send_self(const siginfo_t *info, int to_thread, int must_queue)
{
	struct sig_process *p = &process;
	struct sig_thread *t = sig_thread();
	int r;

	if (!sig_valid(info->si_signo))
		return -EINVAL;
	lock_acquire(&p->lock);
	r = sig_generate(p, t, to_thread ? &t->pending : &p->pending, info,
	    must_queue);
	lock_release(&p->lock);
	if (r == 0)
		sig_deliver();
	if (r == 0 && (sig_pending_set() & sig_bit(info->si_signo)) != 0) {
		__sync_fetch_and_add(&p->posted, 1);
		nt_wake_word_all(&p->posted);
		if (proc_self_known() != NULL) {
			proc_ring(proc_self_known());
			proc_notify_tell(proc_notify_signals(
			    proc_self_known()->pid));
		}
		sig_pass_on();
	}
	return r;
}

int
sig_send_thread(pthread_t id, const siginfo_t *info, int must_queue)
{
	struct sig_process *p = &process;
	struct thread *t;
	int sig = info->si_signo, r = 0;

	if (sig != 0 && !sig_valid(sig))
		return -EINVAL;
	if (id == (pthread_t)thr_self())
		return sig == 0 ? 0 : sig_send_self(info, 1, must_queue);
	/* The thread may be computing, or just about to sleep. */
	if (sig != 0)
		sig_listen();
	lock_acquire(&p->lock);
	thr_list_lock();
	t = thr_find(id);
	if (t == NULL) {
		r = -ESRCH;
	} else if (sig != 0 && t->state < THR_ENDING) {
		if (t->sig == NULL && sig_thread_of(t) == NULL)
			r = -EAGAIN;
		else
			r = sig_generate(p, t->sig, &t->sig->pending, info,
			    must_queue);
		if (r == 0)
			sig_call(t);
	}
	thr_list_unlock();
	lock_release(&p->lock);
	return r;
}

/*
 * Sleeps until something may have come: from another process, which rings,
 * or, where there is no bell, from a thread of this one.
 */
static int
sleep_for_signal(uint32_t seen, int64_t deadline)
{
	struct sig_process *p = &process;
	nt_handle bell;

	thr_may_block();
	/* With threads the listener says whose it is. */
	if (thr_points && sig_listen() == 0 && sig_listens())
		return thr_wait(NULL, 0, deadline);
	if (proc_bell(&bell) < 0)
		return thr_wait_word(&p->posted, seen, deadline);
	sig_collect();
	return p->posted != seen ? 0 : thr_wait(&bell, 1, deadline);
}

int
sig_suspend(uint64_t mask)
{
	struct sig_process *p = &process;
	struct sig_thread *t = sig_thread();
	uint64_t old = t->mask;
	uint32_t seen;

	t->mask = mask & ~sig_unblockable();
	sig_mirror_mask();
	for (;;) {
		seen = p->posted;
		sig_collect();
		if (sig_deliver() != 0)
			break;
		sleep_for_signal(seen, NT_FOREVER);
		if (thr_cancel_due(thr_self()))
			break;
	}
	t->mask = old;
	sig_mirror_mask();
	/* What came in the meantime and the old mask lets through. */
	sig_deliver();
	return -EINTR;
}

static int
accept_one(uint64_t set, siginfo_t *info, int64_t deadline)
{
	struct sig_process *p = &process;
	struct sig_thread *t = sig_thread();
	uint32_t seen;
	int sig;

	/* Only the listener sees the end of children that do not tell. */
	if (set & sig_bit(SIGCHLD))
		sig_listen();
	for (;;) {
		seen = p->posted;
		sig_collect();
		lock_acquire(&p->lock);
		sig = sig_take(p, &t->pending, set, info);
		if (sig == 0)
			sig = sig_take(p, &p->pending, set, info);
		lock_release(&p->lock);
		if (sig != 0) {
			sig_timer_tell(info);
			return sig;
		}
		if (sig_deliver() != 0 || thr_cancel_due(thr_self()))
			return -EINTR;
		if (sleep_for_signal(seen, deadline) == -ETIMEDOUT)
			return -EAGAIN;
	}
}

int
sig_accept(uint64_t set, siginfo_t *info, int64_t deadline)
{
	struct thr_host *h = thr_self()->host;
	int r;

	__atomic_store_n(&h->accepting, set, __ATOMIC_SEQ_CST);
	r = accept_one(set, info, deadline);
	__atomic_store_n(&h->accepting, 0, __ATOMIC_SEQ_CST);
	/* What else was meant for this thread. */
	sig_pass_on();
	return r;
}

int
sig_raise(int sig)
{
	const struct proc_entry *e = proc_self();
	siginfo_t info;

	memset(&info, 0, sizeof(info));
	info.si_signo = sig;
	info.si_code = SI_TKILL;
	info.si_pid = sig_own_pid();
	info.si_uid = e != NULL ? (uid_t)e->uid : 0;
	return sig_send_self(&info, 1, 0);
}

/* What getpid() gives. */
pid_t
sig_own_pid(void)
{
	struct proc_entry *e = proc_self();

	return e != NULL ? e->pid : (pid_t)nt_process_id();
}
