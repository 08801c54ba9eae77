/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signals to other processes.  The sender looks at what the entry says of
 * the receiver's dispositions.  What is caught or blocked becomes pending
 * there, and the receiver's bell is rung; default actions are carried out by
 * the sender, with the table's lock held.  But a core file is left by the
 * receiver itself, which listens if it is to.
 */
#include "signal/room.h"

#include <errno.h>
#include <string.h>

#include "lib/keep.h"
#include "lib/trace.h"
#include "nt/clock.h"
#include "nt/interrupt.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "thread/room.h"

struct sending {
	struct proc_signal signal;
	int must_queue;
	pid_t pgid;			/* 0: everybody */
	const struct proc_entry *self;
	int found_self;
	unsigned found, reached;
	int error;
};

enum outcome { ACT_NOTHING, ACT_PEND, ACT_END, ACT_STOP };

static int
is_stop(int sig)
{
	return sig_default_of(sig) == SIG_DEFAULT_STOP;
}

static enum outcome
outcome_of(const struct proc_entry *p, int sig)
{
	uint64_t bit = sig_bit(sig);
	int in_place = p->state == PROC_VIRTUAL || p->state == PROC_NEW ||
	    p->winpid == 0 || p->held == p->winpid;

	if ((bit & sig_unblockable()) == 0) {
		if ((p->sig_blocked | p->sig_caught) & bit)
			return ACT_PEND;
		if (p->sig_ignored & bit)
			return ACT_NOTHING;
	}
	switch (sig_default_of(sig)) {
	case SIG_DEFAULT_IGNORE:
	case SIG_DEFAULT_CONTINUE:
		return ACT_NOTHING;
	case SIG_DEFAULT_STOP:
		return in_place ? ACT_PEND : ACT_STOP;
	case SIG_DEFAULT_CORE:
		if (p->sig_flags & PROC_DUMPS)
			return ACT_PEND;
		/* FALLTHROUGH */
	default:
		/* One that is stopped dies of others when it goes on. */
		return in_place || (p->state == PROC_STOPPED &&
		    sig != SIGKILL) ? ACT_PEND : ACT_END;
	}
}

static int
end_process(struct proc_entry *p, int sig)
{
	int r = nt_process_kill(p->winpid, p->started, 128 + (uint32_t)sig);

	if (r == 0)
		proc_ended(p, sig);
	return r == -ESRCH ? 0 : r;	/* it has ended by itself */
}

static int
stop_process(struct proc_entry *p, int sig)
{
	int r;

	if (p->state == PROC_STOPPED || (sig != SIGSTOP &&
	    proc_group_is_orphaned(p->pgid, NULL)))
		return 0;
	p->status = sig << 8 | 0x7f;
	p->state = PROC_STOPPED;
	p->suspended = PROC_SUSPENDED;
	r = nt_process_stop(p->winpid, p->started, 1);
	if (r < 0) {
		p->state = PROC_RUNNING;
		p->suspended = 0;
		return r == -ESRCH ? 0 : r;
	}
	p->stop_pending = 1;
	p->continue_pending = 0;
	proc_tell_parent(p);
	return 0;
}

/* SIGCONT lets a process go on whatever it does with the signal. */
static int
continue_process(struct proc_entry *p)
{
	int r = 0;

	if (p->state != PROC_STOPPED)
		return 0;
	if (p->suspended)
		r = nt_process_stop(p->winpid, p->started, 0);
	if (r < 0 && r != -ESRCH)
		return r;
	p->suspended = 0;
	p->state = PROC_RUNNING;
	p->stop_pending = 0;
	p->continue_pending = 1;
	proc_tell_parent(p);
	proc_ring(p);
	sig_settle(p);
	return 0;
}

/* With the lock held: 0 or -errno. */
static int
send_one(struct proc_entry *p, const struct proc_signal *s, int must_queue)
{
	const struct proc_entry *self = proc_self_known();
	int r = 0, sig = s->sig;

	if (self != NULL && p->uid != self->uid)
		return -EPERM;
	if (sig == 0 || p->state == PROC_DEAD)
		return 0;
	if (sig == SIGCONT) {
		proc_discard(p, sig_bit(SIGSTOP) | sig_bit(SIGTSTP) |
		    sig_bit(SIGTTIN) | sig_bit(SIGTTOU));
		if ((r = continue_process(p)) < 0)
			return r;
	} else if (is_stop(sig)) {
		proc_discard(p, sig_bit(SIGCONT));
	}
	switch (outcome_of(p, sig)) {
	case ACT_NOTHING:
		break;
	case ACT_PEND:
		r = proc_post(p, s, must_queue, SIG_QUEUE_MAX);
		if (r == 0 && p->winpid == nt_process_id())
			thr_signal_wanted = 1;
		if (r == 0)
			proc_wake(p, sig);
		break;
	case ACT_END:
		r = end_process(p, sig);
		break;
	case ACT_STOP:
		r = stop_process(p, sig);
		break;
	}
	trace(TRACE_SIGNAL, "signal %d from %d to %d: %d", sig, s->sender,
	    p->pid, r);
	return r;
}

static int
send_to_member(struct proc_entry *p, void *arg)
{
	struct sending *w = arg;
	int r;

	if (w->pgid != 0 && p->pgid != w->pgid)
		return 0;
	if (p == w->self) {
		w->found_self = w->pgid != 0;
		return 0;
	}
	/* Do not let one that has died long ago hide that nobody is left. */
	if (proc_forget_gone(p))
		return 0;
	w->found++;
	r = send_one(p, &w->signal, w->must_queue);
	if (r == 0)
		w->reached++;
	else if (w->error == 0)
		w->error = r;
	return 0;
}

static void
describe(struct proc_signal *s, const siginfo_t *info)
{
	memset(s, 0, sizeof(*s));
	s->sig = info->si_signo;
	s->code = info->si_code;
	s->sender = info->si_pid;
	s->uid = info->si_uid;
	s->value = (uintptr_t)info->si_value.sival_ptr;
}

static int
send_to_self(const siginfo_t *info, int must_queue)
{
	return info->si_signo == 0 ? 0 : sig_send_self(info, 0, must_queue);
}

static int
send_to_pid(struct sending *w, pid_t pid)
{
	struct proc_entry *p;
	int r;

	proc_lock();
	p = proc_find(pid);
	if (p == NULL || proc_forget_gone(p))
		r = -ESRCH;
	else
		r = send_one(p, &w->signal, w->must_queue);
	proc_unlock();
	return r;
}

/* XSH kill(), of the group or of everybody but oneself. */
static int
send_to_many(struct sending *w, const siginfo_t *info)
{
	proc_lock();
	proc_each(send_to_member, w);
	proc_unlock();
	if (w->found_self) {
		send_to_self(info, w->must_queue);
		return 0;
	}
	if (w->found == 0)
		return -ESRCH;
	return w->reached > 0 ? 0 : w->error;
}

int
sig_send(pid_t pid, const siginfo_t *info, int must_queue)
{
	struct proc_entry *self = proc_self();
	struct sending w = { .must_queue = must_queue, .self = self };

	if (info->si_signo != 0 && !sig_valid(info->si_signo))
		return -EINVAL;
	if (self == NULL)
		return pid == 0 || pid == sig_own_pid() ?
		    send_to_self(info, must_queue) : -ESRCH;
	describe(&w.signal, info);
	if (pid == self->pid)
		return send_to_self(info, must_queue);
	if (pid > 0)
		return send_to_pid(&w, pid);
	if (pid == INT32_MIN)
		return -ESRCH;
	w.pgid = pid == 0 ? self->pgid : pid == -1 ? 0 : -pid;
	return send_to_many(&w, info);
}

void
sig_settle(struct proc_entry *p)
{
	for (int sig = 1; sig <= SIG_MAX; sig++) {
		if ((p->sig_pending & sig_bit(sig)) == 0)
			continue;
		switch (outcome_of(p, sig)) {
		case ACT_PEND:
			continue;
		case ACT_END:
			end_process(p, sig);
			return;
		case ACT_STOP:
			stop_process(p, sig);
			/* FALLTHROUGH */
		case ACT_NOTHING:
			proc_discard(p, sig_bit(sig));
		}
	}
}

/* Threads that hold it; guarded by the table's lock. */
KEEP static unsigned holding;

void
sig_hold(struct proc_entry *p)
{
	sig_core_await();
	proc_lock();
	if (p->winpid == nt_process_id()) {
		p->held = p->winpid;
		holding++;
	}
	proc_unlock();
	if (sig_is_ending())
		sig_be_last();
}

void
sig_let_go(struct proc_entry *p)
{
	uint32_t own = nt_process_id();

	proc_lock();
	if ((p->winpid == own || p->held == own) &&
	    (holding == 0 || --holding == 0))
		p->held = 0;
	if (p->sig_pending != 0)
		thr_signal_wanted = 1;
	proc_unlock();
}

void
sig_await_held(void)
{
	int64_t until = nt_clock_monotonic() + NT_PER_SECOND;

	while (__atomic_load_n(&holding, __ATOMIC_SEQ_CST) > 0 &&
	    nt_clock_monotonic() < until)
		nt_wait_handles(NULL, 0, nt_clock_monotonic() +
		    NT_PER_SECOND / 1000);
}

void
sig_let_go_late(struct proc_entry *p)
{
	int sig;

	proc_lock();
	if (p->held != nt_process_id()) {
		proc_unlock();
		return;
	}
	p->held = 0;
	for (sig = 1; sig <= SIG_MAX; sig++)
		if ((p->sig_pending & sig_bit(sig)) != 0 &&
		    outcome_of(p, sig) == ACT_END)
			break;
	if (sig <= SIG_MAX)
		proc_ended(p, sig);
	proc_unlock();
	if (sig <= SIG_MAX)
		nt_exit_process(128 + (uint32_t)sig);
}

void
sig_send_key(struct proc_entry *p, int sig)
{
	const struct proc_signal s = { .sig = sig, .code = SI_KERNEL };

	send_one(p, &s, 0);
}

struct orphans {
	struct proc_entry *gone;
	pid_t pgid;
};

static int
hang_up(struct proc_entry *p, void *arg)
{
	struct orphans *o = arg;
	struct proc_signal s = { .code = SI_KERNEL };

	if (p->pgid != o->pgid || p == o->gone)
		return 0;
	s.sig = SIGHUP;
	send_one(p, &s, 0);
	s.sig = SIGCONT;
	send_one(p, &s, 0);
	return 0;
}

static int
hang_up_member(struct proc_entry *p, void *arg)
{
	const struct proc_entry *leader = arg;
	const struct proc_signal s = { .sig = SIGHUP, .code = SI_KERNEL };

	if (p != leader && p->sid == leader->sid &&
	    p->pgid == leader->foreground)
		send_one(p, &s, 0);
	return 0;
}

/* XSH _Exit(): the foreground group of a session that loses its leader. */
void
proc_hang_up(struct proc_entry *leader)
{
	proc_each(hang_up_member, leader);
}

static int
check_group(struct proc_entry *p, void *arg)
{
	struct orphans *o = arg;

	if (p->state != PROC_STOPPED || p == o->gone)
		return 0;
	o->pgid = p->pgid;
	if (proc_group_is_orphaned(p->pgid, o->gone) &&
	    !proc_group_is_orphaned(p->pgid, NULL))
		proc_each(hang_up, o);
	return 0;
}

/* XSH _Exit(): a stopped group that is orphaned by it is hung up. */
void
proc_orphans(struct proc_entry *gone)
{
	struct orphans o = { .gone = gone };

	proc_each(check_group, &o);
}
