/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signals (XBD <signal.h>, XSH 2.4): what one process can do to itself.
 */
#include "syscall/sys.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "nt/clock.h"
#include "nt/sync.h"
#include "signal/room.h"
#include "thread/room.h"

_Static_assert(sizeof(sigset_t) == sizeof(uint64_t), "one bit per signal");

/*
 * The new disposition of sig, a handler for a fault made sure to be called.
 * EINVAL: no such signal, or SIGKILL or SIGSTOP; ENOMEM.
 */
static long
set_action(int sig, const struct sig_action *new, struct sig_action *old)
{
	struct sig_process *p = sig_process();
	struct sig_thread *t = sig_thread();
	int r;

	if (new != NULL && sig_is_fault(sig) &&
	    new->handler != (void *)SIG_DFL &&
	    new->handler != (void *)SIG_IGN) {
		r = sig_watch_faults();
		if (r < 0)
			return r;
	}
	lock_acquire(&p->lock);
	r = sig_set_action(p, t, sig, new, old);
	lock_release(&p->lock);
	if (r == 0 && new != NULL) {
		/* The console's thread looks for it in the table. */
		if (sig == SIGINT || sig == SIGHUP)
			proc_self();
		sig_mirror();
	}
	return r;
}

/* EINVAL, ENOMEM: see set_action(). */
long
sys_sigaction(int sig, const struct sigaction *act, struct sigaction *old)
{
	struct sig_action new, was;
	long r;

	if (act != NULL)
		new = (struct sig_action){ (void *)act->sa_handler,
		    act->sa_mask, act->sa_flags };
	r = set_action(sig, act != NULL ? &new : NULL, &was);
	if (r == 0 && old != NULL) {
		memset(old, 0, sizeof(*old));
		old->sa_handler = (_sig_func_ptr)was.handler;
		old->sa_mask = was.mask;
		old->sa_flags = was.flags;
	}
	return r;
}

/* Signals that siginterrupt() made interrupt calls; no lock: one word. */
static volatile uint64_t interrupting;

static long
swap_handler(int sig, _sig_func_ptr handler, int flags)
{
	struct sig_action old, new = { (void *)handler, 0, flags };
	long r;

	if (handler == SIG_ERR)
		return -EINVAL;
	r = set_action(sig, &new, &old);
	return r < 0 ? r : (long)old.handler;
}

/* BSD's: the handler stays and calls are restarted.  EINVAL, ENOMEM. */
long
sys_signal(int sig, _sig_func_ptr handler)
{
	int restart = 1;

	if (sig_valid(sig) && (interrupting & sig_bit(sig)) != 0)
		restart = 0;
	return swap_handler(sig, handler, restart ? SA_RESTART : 0);
}

/* EINVAL: no such signal, or one that cannot be caught. */
long
sys_siginterrupt(int sig, int flag)
{
	struct sig_action a;
	long r = set_action(sig, NULL, &a);

	if (r < 0)
		return r;
	if (flag) {
		__sync_fetch_and_or(&interrupting, sig_bit(sig));
		a.flags &= ~SA_RESTART;
	} else {
		__sync_fetch_and_and(&interrupting, ~sig_bit(sig));
		a.flags |= SA_RESTART;
	}
	return set_action(sig, &a, NULL);
}

/* EINVAL: how. */
long
sys_sigprocmask(int how, const sigset_t *set, sigset_t *old)
{
	return sig_change_mask(how, set, old);
}

long
sys_pthread_sigmask(int how, const sigset_t *set, sigset_t *old)
{
	return sig_change_mask(how, set, old);
}

/* Never fails. */
long
sys_sigpending(sigset_t *set)
{
	*set = sig_pending_set();
	return 0;
}

/* EINTR, always. */
long
sys_sigsuspend(const sigset_t *mask)
{
	return sig_suspend(*mask);
}

/* EINTR, always. */
long
sys_pause(void)
{
	return sig_suspend(sig_thread()->mask);
}

/* EINVAL: a signal of the set that no one may wait for. */
long
sys_sigwait(const sigset_t *set, int *sig)
{
	int r;

	do {
		r = sig_accept(*set, NULL, NT_FOREVER);
		/* XSH sigwait has no EINTR. */
	} while (r == -EINTR && !thr_cancel_due(thr_self()));
	if (r < 0)
		return r;
	*sig = r;
	return 0;
}

/*
 * Who asks like this wants POSIX' codes, which know nothing of SI_TKILL; a
 * handler is given it, as on Linux.
 */
static long
accept_info(sigset_t set, siginfo_t *info, int64_t deadline)
{
	int r = sig_accept(set, info, deadline);

	if (r > 0 && info != NULL && info->si_code == SI_TKILL)
		info->si_code = SI_USER;
	return r;
}

/* EINTR: a handler ran. */
long
sys_sigwaitinfo(const sigset_t *set, siginfo_t *info)
{
	return accept_info(*set, info, NT_FOREVER);
}

/* EAGAIN: the time has passed; EINTR: a handler ran; EINVAL: timeout. */
long
sys_sigtimedwait(const sigset_t *set, siginfo_t *info,
    const struct timespec *timeout)
{
	int64_t deadline = NT_FOREVER, now;

	if (timeout != NULL) {
		if (timeout->tv_sec < 0 || timeout->tv_nsec < 0 ||
		    timeout->tv_nsec >= 1000000000)
			return -EINVAL;
		now = nt_clock_monotonic();
		if (timeout->tv_sec < (INT64_MAX - now) / 10000000 - 1)
			deadline = now + timeout->tv_sec * 10000000 +
			    (timeout->tv_nsec + 99) / 100;
	}
	return accept_info(*set, info, deadline);
}

static void
fill_info(siginfo_t *info, int sig, int code)
{
	memset(info, 0, sizeof(*info));
	info->si_signo = sig;
	info->si_code = code;
	info->si_pid = sig_own_pid();
	info->si_uid = getuid();
}

/* EINVAL: no such signal. */
long
sys_raise(int sig)
{
	return sig == 0 ? 0 : sig_raise(sig);
}

/*
 * XSH kill(): EINVAL, no such signal; ESRCH, no such process or group; EPERM,
 * none of them may be signalled.
 */
long
sys_kill(pid_t pid, int sig)
{
	siginfo_t info;

	if (sig != 0 && !sig_valid(sig))
		return -EINVAL;
	fill_info(&info, sig, SI_USER);
	return sig_send(pid, &info, 0);
}

/* EINVAL, ESRCH, EPERM: as kill(); 0 is the caller's own group. */
long
sys_killpg(pid_t pgrp, int sig)
{
	if (pgrp < 0 || pgrp == 1)
		return pgrp < 0 ? -EINVAL : -ESRCH;
	return sys_kill(-pgrp, sig);
}

/* EAGAIN: {SIGQUEUE_MAX} signals wait already; EINVAL, ESRCH as kill(). */
long
sys_sigqueue(pid_t pid, int sig, const union sigval value)
{
	siginfo_t info;

	if (sig != 0 && !sig_valid(sig))
		return -EINVAL;
	if (pid <= 0)
		return -ESRCH;
	fill_info(&info, sig, SI_QUEUE);
	info.si_value = value;
	return sig_send(pid, &info, 1);
}

/* ESRCH: no such thread; EINVAL: sig. */
long
sys_pthread_kill(pthread_t thread, int sig)
{
	siginfo_t info;

	fill_info(&info, sig, SI_TKILL);
	return sig_send_thread(thread, &info, 0);
}

/* As on Linux: the same with a value; EAGAIN: too many are queued. */
long
sys_pthread_sigqueue(pthread_t thread, int sig, const union sigval value)
{
	siginfo_t info;

	fill_info(&info, sig, SI_QUEUE);
	info.si_value = value;
	return sig_send_thread(thread, &info, 1);
}

/* EPERM: it is in use; EINVAL: flags; ENOMEM: below MINSIGSTKSZ. */
long
sys_sigaltstack(const stack_t *new, stack_t *old)
{
	return sig_set_alt(sig_thread(), (uintptr_t)__builtin_frame_address(0),
	    new, old);
}

long
sys_abort(void)
{
	sig_abort();
}

/* The sets.  EINVAL: no such signal. */
long
sys_sigemptyset(sigset_t *set)
{
	*set = 0;
	return 0;
}

long
sys_sigfillset(sigset_t *set)
{
	*set = ~(sigset_t)0;
	return 0;
}

long
sys_sigaddset(sigset_t *set, int sig)
{
	if (!sig_valid(sig))
		return -EINVAL;
	*set |= sig_bit(sig);
	return 0;
}

long
sys_sigdelset(sigset_t *set, int sig)
{
	if (!sig_valid(sig))
		return -EINVAL;
	*set &= ~sig_bit(sig);
	return 0;
}

long
sys_sigismember(const sigset_t *set, int sig)
{
	if (!sig_valid(sig))
		return -EINVAL;
	return (*set & sig_bit(sig)) != 0;
}

/* GNU's. */
long
sys_sigisemptyset(const sigset_t *set)
{
	return *set == 0;
}

long
sys_sigandset(sigset_t *to, const sigset_t *a, const sigset_t *b)
{
	*to = *a & *b;
	return 0;
}

long
sys_sigorset(sigset_t *to, const sigset_t *a, const sigset_t *b)
{
	*to = *a | *b;
	return 0;
}

/* System V's, of SUSv4.  EINVAL: no such signal, or it cannot be caught. */
static long
change_one(int how, int sig)
{
	uint64_t set;

	if (!sig_valid(sig) || (sig_bit(sig) & sig_unblockable()) != 0)
		return -EINVAL;
	set = sig_bit(sig);
	return sig_change_mask(how, &set, NULL);
}

long
sys_sighold(int sig)
{
	return change_one(SIG_BLOCK, sig);
}

long
sys_sigrelse(int sig)
{
	return change_one(SIG_UNBLOCK, sig);
}

/* sigpause(), by its name in <signal.h>.  EINTR, or EINVAL. */
long
sys___xpg_sigpause(int sig)
{
	if (!sig_valid(sig))
		return -EINVAL;
	return sig_suspend(sig_thread()->mask & ~sig_bit(sig));
}

long
sys_sigignore(int sig)
{
	long r = swap_handler(sig, SIG_IGN, 0);

	return r < 0 && r > -4096 ? r : 0;
}

#define HOLD	((_sig_func_ptr)2)	/* SIG_HOLD: block it, keep the rest */

long
sys_sigset(int sig, _sig_func_ptr handler)
{
	struct sig_thread *t = sig_thread();
	struct sig_action old;
	int blocked;
	long r;

	if (!sig_valid(sig))
		return -EINVAL;
	blocked = (t->mask & sig_bit(sig)) != 0;
	r = handler == HOLD ? set_action(sig, NULL, &old) :
	    swap_handler(sig, handler, 0);
	if (handler == HOLD && r == 0)
		r = (long)old.handler;
	if (r < 0 && r > -4096)
		return r;
	change_one(handler == HOLD ? SIG_BLOCK : SIG_UNBLOCK, sig);
	return blocked ? (long)HOLD : r;
}
