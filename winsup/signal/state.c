/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Dispositions, masks, pending signals: the pure part, which the host's unit
 * tests cover.  The caller holds the process' lock where a struct
 * sig_process is given.
 *
 * A signal below SIG_FIRST_RT is pending at most once, a later one of the
 * same number is lost; those from SIG_FIRST_RT on are queued, in order of
 * arrival.  When the queue is full a signal that need not be queued is still
 * pending, without its siginfo (XSH 2.4.2 leaves that open).
 */
#include "signal/room.h"

#include <errno.h>
#include <string.h>

#ifndef SA_RESTORER
#define SA_RESTORER	0
#endif

/* Caused by what the thread itself does: they come before all others. */
static uint64_t
synchronous(void)
{
	return sig_bit(SIGSEGV) | sig_bit(SIGBUS) | sig_bit(SIGILL) |
	    sig_bit(SIGTRAP) | sig_bit(SIGFPE) | sig_bit(SIGSYS);
}

uint64_t
sig_unblockable(void)
{
	return sig_bit(SIGKILL) | sig_bit(SIGSTOP);
}

void
sig_process_init(struct sig_process *p)
{
	lock_init(&p->lock, LOCK_SIGNAL, "signal");
	memset(p->action, 0, sizeof(p->action));
	p->pending = (struct sig_pending){ 0, SIG_LIST_END, SIG_LIST_END };
	p->free = SIG_LIST_END;
	p->fresh = 0;
}

void
sig_thread_init(struct sig_thread *t, uint64_t mask)
{
	memset(t, 0, sizeof(*t));
	t->mask = mask & ~sig_unblockable();
	t->pending = (struct sig_pending){ 0, SIG_LIST_END, SIG_LIST_END };
	t->alt.ss_flags = SS_DISABLE;
}

enum sig_default
sig_default_of(int sig)
{
	switch (sig) {
	case SIGQUIT:
	case SIGILL:
	case SIGTRAP:
	case SIGABRT:
	case SIGFPE:
	case SIGBUS:
	case SIGSEGV:
	case SIGSYS:
	case SIGXCPU:
	case SIGXFSZ:
		return SIG_DEFAULT_CORE;
	case SIGURG:
	case SIGCHLD:
	case SIGWINCH:
		return SIG_DEFAULT_IGNORE;
	case SIGSTOP:
	case SIGTSTP:
	case SIGTTIN:
	case SIGTTOU:
		return SIG_DEFAULT_STOP;
	case SIGCONT:
		return SIG_DEFAULT_CONTINUE;
	default:
		return SIG_DEFAULT_TERMINATE;
	}
}

/* True if generating sig has no effect while it is not blocked. */
int
sig_is_ignored(const struct sig_process *p, int sig)
{
	const void *handler = p->action[sig].handler;

	if (handler == (void *)SIG_IGN)
		return 1;
	if (handler != (void *)SIG_DFL)
		return 0;
	switch (sig_default_of(sig)) {
	case SIG_DEFAULT_IGNORE:
	case SIG_DEFAULT_CONTINUE:
		return 1;
	default:
		return 0;
	}
}

/*
 * The signal of set to be delivered first, 0 if it is empty: faults, then
 * the lowest number, which for real-time signals is a rule (XSH 2.4.2).
 */
int
sig_next(uint64_t set)
{
	if (set == 0)
		return 0;
	if ((set & synchronous()) != 0)
		set &= synchronous();
	return __builtin_ctzll(set) + 1;
}

static uint16_t
item_get(struct sig_process *p)
{
	uint16_t i = p->free;

	if (i != SIG_LIST_END) {
		p->free = p->item[i].next;
		return i;
	}
	if (p->fresh < SIG_QUEUE_MAX)
		return p->fresh++;
	return SIG_LIST_END;
}

/*
 * Makes a signal pending.  Returns 0, also when it was pending already and
 * is not queued twice; -EAGAIN if must_queue is set and there is no room.
 */
int
sig_post(struct sig_process *p, struct sig_pending *q, const siginfo_t *info,
    int must_queue)
{
	int sig = info->si_signo;
	uint16_t i;

	if (sig < SIG_FIRST_RT && (q->set & sig_bit(sig)) != 0)
		return 0;
	i = item_get(p);
	if (i == SIG_LIST_END) {
		if (must_queue && sig >= SIG_FIRST_RT)
			return -EAGAIN;
	} else {
		p->item[i].info = *info;
		p->item[i].next = SIG_LIST_END;
		if (q->last == SIG_LIST_END)
			q->first = i;
		else
			p->item[q->last].next = i;
		q->last = i;
	}
	q->set |= sig_bit(sig);
	return 0;
}

/*
 * Generates a signal for the process or the thread t whose pending set q is.
 * SIGCONT and the stop signals cancel one another, even if blocked; a signal
 * that t ignores and does not block is gone (XSH 2.4.1, 2.4.3).
 */
int
sig_generate(struct sig_process *p, struct sig_thread *t,
    struct sig_pending *q, const siginfo_t *info, int must_queue)
{
	int sig = info->si_signo;
	uint64_t cancel = 0;

	if (sig == SIGCONT)
		cancel = sig_bit(SIGSTOP) | sig_bit(SIGTSTP) |
		    sig_bit(SIGTTIN) | sig_bit(SIGTTOU);
	else if (sig_default_of(sig) == SIG_DEFAULT_STOP)
		cancel = sig_bit(SIGCONT);
	if (cancel != 0) {
		sig_discard(p, &p->pending, cancel);
		sig_discard(p, &t->pending, cancel);
	}
	if (!(t->mask & sig_bit(sig)) && sig_is_ignored(p, sig))
		return 0;
	return sig_post(p, q, info, must_queue);
}

/* Unlinks the first item of sig; 0 if none was kept for it. */
static int
unlink_item(struct sig_process *p, struct sig_pending *q, int sig,
    siginfo_t *info)
{
	uint16_t i, before = SIG_LIST_END;

	for (i = q->first; i != SIG_LIST_END; i = p->item[i].next) {
		if (p->item[i].info.si_signo == sig)
			break;
		before = i;
	}
	if (i == SIG_LIST_END)
		return 0;
	if (info != NULL)
		*info = p->item[i].info;
	if (before == SIG_LIST_END)
		q->first = p->item[i].next;
	else
		p->item[before].next = p->item[i].next;
	if (q->last == i)
		q->last = before;
	p->item[i].next = p->free;
	p->free = i;
	return 1;
}

static int
has_item(const struct sig_process *p, const struct sig_pending *q, int sig)
{
	uint16_t i;

	for (i = q->first; i != SIG_LIST_END; i = p->item[i].next)
		if (p->item[i].info.si_signo == sig)
			return 1;
	return 0;
}

/* Takes the next signal out of eligible; its number, or 0. */
int
sig_take(struct sig_process *p, struct sig_pending *q, uint64_t eligible,
    siginfo_t *info)
{
	int sig = sig_next(q->set & eligible);

	if (sig == 0)
		return 0;
	if (!unlink_item(p, q, sig, info) && info != NULL) {
		memset(info, 0, sizeof(*info));
		info->si_signo = sig;
		info->si_code = SI_USER;
	}
	if (!has_item(p, q, sig))
		q->set &= ~sig_bit(sig);
	return sig;
}

/* Drops all pending signals of set. */
void
sig_discard(struct sig_process *p, struct sig_pending *q, uint64_t set)
{
	int sig;

	while ((sig = sig_next(q->set & set)) != 0) {
		while (unlink_item(p, q, sig, NULL))
			continue;
		q->set &= ~sig_bit(sig);
	}
}

/*
 * sigaction().  -EINVAL for a number that is none and for an attempt to
 * change SIGKILL or SIGSTOP.  Signals that are ignored from now on are no
 * longer pending (XSH 2.4.3).
 */
int
sig_set_action(struct sig_process *p, struct sig_thread *t, int sig,
    const struct sig_action *new, struct sig_action *old)
{
	if (!sig_valid(sig))
		return -EINVAL;
	if (new != NULL && (sig_bit(sig) & sig_unblockable()) != 0)
		return -EINVAL;
	if (old != NULL)
		*old = p->action[sig];
	if (new == NULL)
		return 0;
	p->action[sig] = *new;
	p->action[sig].mask &= ~sig_unblockable();
	p->action[sig].flags &= ~SA_RESTORER;
	if (sig_is_ignored(p, sig)) {
		sig_discard(p, &p->pending, sig_bit(sig));
		sig_discard(p, &t->pending, sig_bit(sig));
	}
	return 0;
}

/* sigprocmask(); set may be NULL.  -EINVAL if how is no known way. */
int
sig_set_mask(struct sig_thread *t, int how, const uint64_t *set,
    uint64_t *old)
{
	uint64_t mask = t->mask;

	if (set != NULL) {
		switch (how) {
		case SIG_BLOCK:
			mask |= *set;
			break;
		case SIG_UNBLOCK:
			mask &= ~*set;
			break;
		case SIG_SETMASK:
			mask = *set;
			break;
		default:
			return -EINVAL;
		}
	}
	if (old != NULL)
		*old = t->mask;
	t->mask = mask & ~sig_unblockable();
	return 0;
}

/* True if the stack pointer lies on the thread's alternate stack. */
int
sig_on_alt(const struct sig_thread *t, uintptr_t sp)
{
	if (t->alt.ss_flags & SS_DISABLE)
		return 0;
	return sp > (uintptr_t)t->alt.ss_sp &&
	    sp - (uintptr_t)t->alt.ss_sp <= t->alt.ss_size;
}

/*
 * sigaltstack().  -EPERM while the thread runs on it, -EINVAL for unknown
 * flags, -ENOMEM if it is smaller than MINSIGSTKSZ.
 */
int
sig_set_alt(struct sig_thread *t, uintptr_t sp, const stack_t *new,
    stack_t *old)
{
	stack_t now = t->alt;

	if (sig_on_alt(t, sp))
		now.ss_flags |= SS_ONSTACK;
	if (new != NULL) {
		if (now.ss_flags & SS_ONSTACK)
			return -EPERM;
		/* SS_ONSTACK alone is let pass, as everywhere. */
		if (new->ss_flags != 0 && new->ss_flags != SS_DISABLE &&
		    new->ss_flags != SS_ONSTACK)
			return -EINVAL;
		if (new->ss_flags & SS_DISABLE) {
			t->alt = (stack_t){ .ss_flags = SS_DISABLE };
		} else {
			if (new->ss_size < (size_t)MINSIGSTKSZ)
				return -ENOMEM;
			t->alt = *new;
			t->alt.ss_flags = 0;
		}
	}
	if (old != NULL)
		*old = now;
	return 0;
}

/*
 * Decides what delivering d->info to the thread means now.  For a handler it
 * fills in the rest of d and sets the mask for the time of the handler.
 */
enum sig_verdict
sig_prepare(struct sig_process *p, struct sig_thread *t,
    struct sig_delivery *d)
{
	int sig = d->info.si_signo;

	d->action = p->action[sig];
	if (sig_is_ignored(p, sig))
		return SIG_DO_NOTHING;
	if (d->action.handler == (void *)SIG_DFL)
		return sig_default_of(sig) == SIG_DEFAULT_STOP ?
		    SIG_DO_STOP : SIG_DO_TERMINATE;
	if (d->action.flags & SA_RESETHAND) {
		p->action[sig].handler = (void *)SIG_DFL;
		p->action[sig].flags &= ~SA_SIGINFO;
	}
	d->old_mask = t->mask;
	t->mask |= d->action.mask;
	if (!(d->action.flags & SA_NODEFER))
		t->mask |= sig_bit(sig);
	d->on_alt = (d->action.flags & SA_ONSTACK) != 0 &&
	    !(t->alt.ss_flags & SS_DISABLE);
	return SIG_DO_HANDLER;
}
