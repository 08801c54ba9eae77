/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Timers that send signals: setitimer()'s three and those of timer_create().
 * They are of the process, which looks at them when the listener has told it
 * that the time may have come (time/due.c).
 *
 * Fork class: a child has none (sig_fork_child()).
 */
#include "signal/room.h"

#include <errno.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

#include "lib/limits.h"
#include "lib/lock.h"
#include "nt/clock.h"
#include "nt/sync.h"
#include "thread/room.h"

static struct sig_timer timers[SIG_TIMERS];
static volatile int any_armed;
static int64_t cpu_most;		/* RLIMIT_CPU's hard limit */

/* A timer is changed, and runs out, in one thread at a time. */
static struct lock timers_lock = LOCK_INIT(LOCK_TIMER, "timers");

static const struct {
	int sig;
	clockid_t clock;
} itimers[] = {
	{ SIGALRM, CLOCK_MONOTONIC },
	{ SIGVTALRM, TIME_CLOCK_USER },
	{ SIGPROF, CLOCK_PROCESS_CPUTIME_ID },
	{ SIGXCPU, CLOCK_PROCESS_CPUTIME_ID }
};

static int
is_armed(const struct sig_timer *t)
{
	return t->used && t->look != NT_FOREVER;
}

/* With the lock held. */
static void
tell_listener(void)
{
	int64_t first = NT_FOREVER;

	for (int i = 0; i < SIG_TIMERS; i++)
		if (is_armed(&timers[i]) && timers[i].look < first)
			first = timers[i].look;
	any_armed = first != NT_FOREVER;
	sig_timer_at(first);
}

/* A free one, not armed; its number, or -EAGAIN. */
int
sig_timer_make(clockid_t clock, int notify, const siginfo_t *info)
{
	struct sig_timer *t;
	int i = SIG_TIMER_FREE;

	lock_acquire(&timers_lock);
	while (i < SIG_TIMERS && timers[i].used)
		i++;
	if (i < SIG_TIMERS) {
		t = &timers[i];
		memset(t, 0, sizeof(*t));
		t->look = NT_FOREVER;
		t->clock = clock;
		t->notify = notify;
		t->info = *info;
		t->info.si_code = SI_TIMER;
		t->info.si_timerid = (timer_t)i;
		t->used = 1;
	}
	lock_release(&timers_lock);
	return i < SIG_TIMERS ? i : -EAGAIN;
}

struct sig_timer *
sig_timer_of(long id)
{
	if (id < SIG_TIMER_FREE || id >= SIG_TIMERS || !timers[id].used)
		return NULL;
	return &timers[id];
}

void
sig_timer_tell(siginfo_t *info)
{
	const struct sig_timer *t;

	if (info != NULL && info->si_code == SI_TIMER &&
	    (t = sig_timer_of((long)info->si_timerid)) != NULL)
		info->si_overrun = t->overrun;
}

/* With the lock held. */
static void
set(struct sig_timer *t, int absolute, int64_t value, int64_t interval)
{
	t->overrun = 0;
	t->due.interval = interval;
	t->look = value == 0 ? NT_FOREVER :
	    time_due_set(&t->due, t->clock, absolute, value, interval);
	tell_listener();
}

void
sig_timer_set(struct sig_timer *t, int absolute, int64_t value,
    int64_t interval)
{
	lock_acquire(&timers_lock);
	set(t, absolute, value, interval);
	lock_release(&timers_lock);
}

void
sig_timer_drop(struct sig_timer *t)
{
	lock_acquire(&timers_lock);
	set(t, 0, 0, 0);
	t->used = 0;
	lock_release(&timers_lock);
}

int64_t
sig_timer_left(const struct sig_timer *t, int64_t *interval)
{
	int64_t left;

	lock_acquire(&timers_lock);
	*interval = t->due.interval;
	left = is_armed(t) ? time_due_left(&t->due) : 0;
	lock_release(&timers_lock);
	return left;
}

/* With the lock held: one of setitimer()'s, made at its first use. */
static struct sig_timer *
interval_timer(int which)
{
	struct sig_timer *t = &timers[which];

	if (!t->used) {
		memset(t, 0, sizeof(*t));
		t->notify = SIGEV_SIGNAL;
		t->clock = itimers[which].clock;
		t->info.si_signo = itimers[which].sig;
		t->info.si_code = SI_KERNEL;
		t->used = 1;
	}
	return t;
}

/* setitimer() in 100 ns units; value 0 stops it. */
int
sig_itimer_set(int which, int64_t value, int64_t interval)
{
	lock_acquire(&timers_lock);
	set(interval_timer(which), 0, value, interval);
	lock_release(&timers_lock);
	return 0;
}

static int64_t
units_of(uint64_t seconds)
{
	return seconds > INT64_MAX / NT_PER_SECOND ? INT64_MAX :
	    seconds == 0 ? NT_PER_SECOND : (int64_t)seconds * NT_PER_SECOND;
}

/*
 * RLIMIT_CPU: SIGXCPU at the soft limit and each second from then on, SIGKILL
 * at the hard one.
 */
void
sig_limit_cpu(void)
{
	int64_t soft = units_of(limits[LIMIT_CPU].soft);

	cpu_most = units_of(limits[LIMIT_CPU].hard);
	if (soft == INT64_MAX && !timers[SIG_TIMER_LIMIT].used)
		return;
	if (soft != INT64_MAX && sig_listen() < 0)
		return;
	lock_acquire(&timers_lock);
	set(interval_timer(SIG_TIMER_LIMIT), 1,
	    soft != INT64_MAX ? soft : 0, NT_PER_SECOND);
	lock_release(&timers_lock);
}

struct sig_timer *
sig_itimer(int which)
{
	return &timers[which];
}

/* The thread's, or with none the process' signals that wait. */
static struct sig_pending *
queue_of(const struct sig_timer *t, struct thread **to)
{
	*to = NULL;
	if (t->notify != SIGEV_THREAD_ID)
		return &sig_process()->pending;
	*to = thr_find_tid(t->tid);
	return *to == NULL || (*to)->sig == NULL ? NULL :
	    &(*to)->sig->pending;
}

/* With the locks of the signals and of the list of threads. */
static int64_t
generate(const struct sig_timer *t, int64_t n)
{
	struct sig_process *p = sig_process();
	struct thread *to;
	struct sig_pending *q = queue_of(t, &to);

	if (q == NULL)
		return n - 1;		/* the thread has ended */
	if (t->info.si_code == SI_TIMER &&
	    (q->set & sig_bit(t->info.si_signo)) != 0)
		return t->overrun + n;
	sig_generate(p, to == NULL ? sig_thread() : to->sig, q, &t->info, 0);
	p->posted++;
	if (to != NULL && to != thr_self())
		sig_call(to);
	/* One that is ignored is no signal that overruns could belong to. */
	return (q->set & sig_bit(t->info.si_signo)) != 0 ? n - 1 : t->overrun;
}

/* The signal of a timer that ran out n times since it was last looked at. */
static void
fire(struct sig_timer *t, int64_t n)
{
	struct sig_process *p = sig_process();
	int64_t missed;

	if (t->notify == SIGEV_NONE || t->notify == SIGEV_THREAD)
		return;
	if (t == &timers[SIG_TIMER_LIMIT] &&
	    time_due_now(t->clock) >= cpu_most)
		t->info.si_signo = SIGKILL;
	lock_acquire(&p->lock);
	thr_list_lock();
	missed = generate(t, n);
	thr_list_unlock();
	lock_release(&p->lock);
	t->overrun = missed < INT32_MAX ? (int)missed : INT32_MAX;
}

void
sig_timers_expire(void)
{
	struct sig_timer *t;
	int64_t now = 0, look, n;
	int changed = 0;

	/* Where another thread is at it, the listener asks again. */
	if (!any_armed || !lock_try(&timers_lock))
		return;
	for (int i = 0; i < SIG_TIMERS; i++) {
		t = &timers[i];
		if (!is_armed(t))
			continue;
		if (now == 0)
			now = nt_clock_monotonic();
		if (t->look > now)
			continue;
		changed = 1;
		n = time_due_expire(&t->due, &look);
		t->look = look;
		if (n > 0)
			fire(t, n);
	}
	if (changed)
		tell_listener();
	lock_release(&timers_lock);
}

/* In memory of a child: its parent's timers go on. */
void
sig_timers_clear(void)
{
	memset(timers, 0, sizeof(timers));
	any_armed = 0;
}
