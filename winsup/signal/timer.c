/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Timers that send signals: setitimer()'s three and those of timer_create().
 * They are of the process, which looks at them when the listener has told it
 * that the time has come.  A timer of CPU time is looked at when it could
 * have been used up at the earliest.
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
#include "nt/file.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "time/room.h"

static struct sig_timer timers[SIG_TIMERS];
static int64_t cpu_most;		/* RLIMIT_CPU's hard limit */

/* A timer is changed, and runs out, in one thread at a time. */
static struct lock timers_lock = LOCK_INIT(LOCK_TIMER, "timers");

static const int itimer_signal[] = { SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU };

static int
is_armed(const struct sig_timer *t)
{
	return t->used && t->deadline != NT_FOREVER;
}

/* With the lock held. */
static void
tell_listener(void)
{
	int64_t first = NT_FOREVER;

	for (int i = 0; i < SIG_TIMERS; i++)
		if (is_armed(&timers[i]) && timers[i].deadline < first)
			first = timers[i].deadline;
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
		t->deadline = NT_FOREVER;
		t->clock = clock;
		t->notify = notify;
		t->info = *info;
		t->info.si_code = SI_TIMER;
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

/* With the lock held. */
static void
set(struct sig_timer *t, int64_t deadline, int64_t interval)
{
	t->interval = interval;
	t->overrun = 0;
	t->deadline = deadline;
	tell_listener();
}

void
sig_timer_set(struct sig_timer *t, int64_t deadline, int64_t interval)
{
	lock_acquire(&timers_lock);
	set(t, deadline, interval);
	lock_release(&timers_lock);
}

void
sig_timer_drop(struct sig_timer *t)
{
	lock_acquire(&timers_lock);
	set(t, NT_FOREVER, 0);
	t->used = 0;
	lock_release(&timers_lock);
}

/* Does it count CPU time? */
static int
is_cpu(const struct sig_timer *t)
{
	long which = t - timers;

	return which >= SIG_TIMER_FREE ? time_is_cpu(t->clock) :
	    which != SIG_TIMER_REAL;
}

/* What a timer of CPU time has measured so far. */
static int64_t
cpu_time(const struct sig_timer *t)
{
	struct nt_cpu_times cpu;
	struct timespec ts;

	if (t - timers >= SIG_TIMER_FREE)
		return time_get(t->clock, &ts) < 0 ? 0 :
		    ts.tv_sec * NT_PER_SECOND + ts.tv_nsec / 100;
	if (time_cpu_self(&cpu) < 0)
		return 0;
	return t - timers == SIG_TIMER_VIRTUAL ? cpu.user :
	    cpu.user + cpu.kernel;
}

#define LEAST	(NT_PER_SECOND / 1000)

/* When that much CPU time can have been used at the earliest. */
static int64_t
earliest(int64_t left)
{
	static volatile unsigned cpus;	/* fork class: share */
	struct nt_machine m;

	if (cpus == 0)
		cpus = nt_machine(&m) < 0 ? 1 : m.processors;
	left /= cpus;
	return nt_clock_monotonic() + (left > LEAST ? left : LEAST);
}

/* With the lock held; value 0 stops it. */
static void
set_cpu(struct sig_timer *t, int64_t value, int absolute, int64_t interval)
{
	int64_t now = cpu_time(t), deadline = NT_FOREVER;

	t->cpu = absolute ? value : now + value;
	if (value > 0)
		deadline = t->cpu > now ? earliest(t->cpu - now) :
		    nt_clock_monotonic();
	set(t, deadline, interval);
}

void
sig_timer_set_cpu(struct sig_timer *t, int64_t value, int absolute,
    int64_t interval)
{
	lock_acquire(&timers_lock);
	set_cpu(t, value, absolute, interval);
	lock_release(&timers_lock);
}

int64_t
sig_timer_left(const struct sig_timer *t, int64_t *interval)
{
	int64_t left = 0;

	lock_acquire(&timers_lock);
	*interval = t->interval;
	if (is_armed(t)) {
		left = is_cpu(t) ? t->cpu - cpu_time(t) :
		    t->deadline - nt_clock_monotonic();
		if (left <= 0)
			left = 1;
	}
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
		t->info.si_signo = itimer_signal[which];
		t->info.si_code = SI_KERNEL;
		t->used = 1;
	}
	return t;
}

/* setitimer() in 100 ns units; value 0 stops it. */
int
sig_itimer_set(int which, int64_t value, int64_t interval)
{
	int64_t deadline = NT_FOREVER;
	struct sig_timer *t;

	if (value > 0 && __builtin_add_overflow(nt_clock_monotonic(), value,
	    &deadline))
		deadline = NT_FOREVER - 1;
	lock_acquire(&timers_lock);
	t = interval_timer(which);
	if (which != SIG_TIMER_REAL)
		set_cpu(t, value, 0, interval);
	else
		set(t, deadline, interval);
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
	set_cpu(interval_timer(SIG_TIMER_LIMIT),
	    soft != INT64_MAX ? soft : 0, 1, NT_PER_SECOND);
	lock_release(&timers_lock);
}

struct sig_timer *
sig_itimer(int which)
{
	return &timers[which];
}

/* The signal of a timer that ran out n times since it was last looked at. */
static void
fire(struct sig_timer *t, int64_t n)
{
	struct sig_process *p = sig_process();
	int64_t missed = n - 1;

	if (t->notify != SIGEV_SIGNAL)
		return;
	if (t == &timers[SIG_TIMER_LIMIT] && cpu_time(t) >= cpu_most)
		t->info.si_signo = SIGKILL;
	lock_acquire(&p->lock);
	if (t->info.si_code == SI_TIMER &&
	    (p->pending.set & sig_bit(t->info.si_signo)) != 0) {
		missed += t->overrun + 1;
	} else {
		sig_generate(p, sig_thread(), &p->pending, &t->info, 0);
		p->posted++;
	}
	lock_release(&p->lock);
	t->overrun = missed < INT32_MAX ? (int)missed : INT32_MAX;
}

/*
 * How often a timer of CPU time has run out; it is put off until it can run
 * out again.
 */
static int64_t
expire_cpu(struct sig_timer *t)
{
	int64_t used = cpu_time(t), n = 0;

	if (used >= t->cpu) {
		n = 1;
		if (t->interval == 0) {
			t->deadline = NT_FOREVER;
			return n;
		}
		n += (used - t->cpu) / t->interval;
		t->cpu += n * t->interval;
	}
	t->deadline = earliest(t->cpu - used);
	return n;
}

static int64_t
expire(struct sig_timer *t, int64_t now)
{
	int64_t n = 1;

	if (is_cpu(t))
		return expire_cpu(t);
	if (t->interval > 0) {
		n += (now - t->deadline) / t->interval;
		t->deadline += n * t->interval;
	} else
		t->deadline = NT_FOREVER;
	return n;
}

void
sig_timers_expire(void)
{
	struct sig_timer *t;
	int64_t now = 0, n;
	int changed = 0;

	/* Where another thread is at it, the listener asks again. */
	if (!lock_try(&timers_lock))
		return;
	for (int i = 0; i < SIG_TIMERS; i++) {
		t = &timers[i];
		if (!is_armed(t))
			continue;
		if (now == 0)
			now = nt_clock_monotonic();
		if (t->deadline > now)
			continue;
		changed = 1;
		if ((n = expire(t, now)) > 0)
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
}
