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

#include "lib/lock.h"
#include "nt/clock.h"
#include "nt/file.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "time/room.h"

static struct sig_timer timers[SIG_TIMERS];

/* Two threads shall neither take the same one nor let one run out twice. */
static struct lock timers_lock = LOCK_INIT(LOCK_TIMER, "timers");

static const int itimer_signal[] = { SIGALRM, SIGVTALRM, SIGPROF };

static int
is_armed(const struct sig_timer *t)
{
	return t->used && t->deadline != NT_FOREVER;
}

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

void
sig_timer_set(struct sig_timer *t, int64_t deadline, int64_t interval)
{
	t->interval = interval;
	t->overrun = 0;
	t->deadline = deadline;
	tell_listener();
}

/* Does it count CPU time? */
static int
is_cpu(const struct sig_timer *t)
{
	long which = t - timers;

	return which == SIG_TIMER_VIRTUAL || which == SIG_TIMER_PROF ||
	    (which >= SIG_TIMER_FREE && time_is_cpu(t->clock));
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
	if (nt_cpu_process(&cpu) < 0)
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

void
sig_timer_set_cpu(struct sig_timer *t, int64_t value, int absolute,
    int64_t interval)
{
	int64_t now = cpu_time(t), deadline = NT_FOREVER;

	t->cpu = absolute ? value : now + value;
	if (value > 0)
		deadline = t->cpu > now ? earliest(t->cpu - now) :
		    nt_clock_monotonic();
	sig_timer_set(t, deadline, interval);
}

int64_t
sig_timer_left(const struct sig_timer *t)
{
	int64_t left;

	if (!is_armed(t))
		return 0;
	left = is_cpu(t) ? t->cpu - cpu_time(t) :
	    t->deadline - nt_clock_monotonic();
	return left > 0 ? left : 1;
}

/* setitimer() in 100 ns units; value 0 stops it. */
int
sig_itimer_set(int which, int64_t value, int64_t interval)
{
	struct sig_timer *t = &timers[which];
	int64_t deadline = NT_FOREVER;

	if (!t->used) {
		memset(t, 0, sizeof(*t));
		t->notify = SIGEV_SIGNAL;
		t->info.si_signo = itimer_signal[which];
		t->info.si_code = SI_KERNEL;
		t->used = 1;
	}
	if (value > 0 && __builtin_add_overflow(nt_clock_monotonic(), value,
	    &deadline))
		deadline = NT_FOREVER - 1;
	if (which != SIG_TIMER_REAL)
		sig_timer_set_cpu(t, value, 0, interval);
	else
		sig_timer_set(t, deadline, interval);
	return 0;
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

	/* Where another thread does it, that one passes signals on. */
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
	lock_release(&timers_lock);
	if (changed)
		tell_listener();
}

/* In memory of a child: its parent's timers go on. */
void
sig_timers_clear(void)
{
	memset(timers, 0, sizeof(timers));
}
