/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * alarm(), setitimer(), timer_create(): times that end with a signal.
 */
#include "syscall/sys.h"

#include <errno.h>
#include <string.h>

#include "nt/clock.h"
#include "nt/sync.h"
#include "signal/room.h"
#include "syscall/tid.h"
#include "syscall/timer_thread.h"
#include "thread/room.h"
#include "time/room.h"

#define LONGEST	(INT64_MAX / 4)

/* 100 ns units, rounded up; -1 if it is no time. */
static int64_t
units_of(int64_t seconds, int64_t fraction, int64_t per_second)
{
	int64_t units;

	if (seconds < 0 || fraction < 0 || fraction >= per_second)
		return -1;
	if (per_second > NT_PER_SECOND)
		fraction = (fraction + 99) / 100;
	else
		fraction *= NT_PER_SECOND / per_second;
	if (__builtin_mul_overflow(seconds, NT_PER_SECOND, &units) ||
	    units > LONGEST)
		return LONGEST;
	return units + fraction;
}

/*
 * A child in place needs a process of its own before it can have timers;
 * and somebody has to wait for them.
 */
static int
begin(void)
{
	thr_may_block();
	return sig_listen();
}

static int64_t
swap_real(int64_t value, int64_t interval)
{
	int64_t old, left = sig_timer_left(sig_itimer(SIG_TIMER_REAL), &old);

	sig_itimer_set(SIG_TIMER_REAL, value, interval);
	return left;
}

/* Never fails; without memory for a listener the alarm does not go off. */
long
sys_alarm(unsigned int seconds)
{
	int64_t left;

	if (seconds != 0)
		begin();
	left = swap_real((int64_t)seconds * NT_PER_SECOND, 0);
	return (long)((left + NT_PER_SECOND - 1) / NT_PER_SECOND);
}

long
sys_ualarm(useconds_t value, useconds_t interval)
{
	if (value != 0)
		begin();
	return (long)((swap_real((int64_t)value * 10,
	    (int64_t)interval * 10) + 9) / 10);
}

static void
put_timeval(struct timeval *tv, int64_t units)
{
	tv->tv_sec = units / NT_PER_SECOND;
	tv->tv_usec = (units % NT_PER_SECOND + 9) / 10;
	if (tv->tv_usec == 1000000) {
		tv->tv_sec++;
		tv->tv_usec = 0;
	}
}

/* EINVAL: no such timer. */
long
sys_getitimer(int which, struct itimerval *value)
{
	int64_t left, interval;

	if (which < ITIMER_REAL || which > ITIMER_PROF)
		return -EINVAL;
	left = sig_timer_left(sig_itimer(which), &interval);
	put_timeval(&value->it_value, left);
	put_timeval(&value->it_interval, interval);
	return 0;
}

/* EINVAL: no such timer, no such time; EAGAIN, ENOMEM. */
long
sys_setitimer(int which, const struct itimerval *value,
    struct itimerval *old)
{
	int64_t first, interval;
	int r;

	if (which < ITIMER_REAL || which > ITIMER_PROF)
		return -EINVAL;
	first = units_of(value->it_value.tv_sec, value->it_value.tv_usec,
	    1000000);
	interval = units_of(value->it_interval.tv_sec,
	    value->it_interval.tv_usec, 1000000);
	if (first < 0 || interval < 0)
		return -EINVAL;
	if (first > 0 && (r = begin()) < 0)
		return r;
	if (old != NULL)
		sys_getitimer(which, old);
	/* As on Linux a stopped one forgets its interval, and only that one. */
	if (which == ITIMER_REAL && first == 0)
		interval = 0;
	return sig_itimer_set(which, first, interval);
}

_Static_assert(ITIMER_REAL == SIG_TIMER_REAL && ITIMER_VIRTUAL ==
    SIG_TIMER_VIRTUAL && ITIMER_PROF == SIG_TIMER_PROF, "setitimer()");

/* Is there such a clock?  That of the calling thread by its number. */
static int
find_clock(clockid_t *clock)
{
	struct timespec now;

	if (*clock == CLOCK_THREAD_CPUTIME_ID)
		*clock = time_cpu_thread(nt_thread_id());
	switch (*clock) {
	case CLOCK_REALTIME:
	case CLOCK_TAI:
	case CLOCK_MONOTONIC:
	case CLOCK_BOOTTIME:
		return 0;
	}
	return time_is_cpu(*clock) ? time_get(*clock, &now) : -EINVAL;
}

/* Linux's: a signal for a thread, which has to be there. */
static int
find_thread(pid_t tid, uint32_t *out)
{
	struct thread *t;

	*out = tid_of(tid);
	thr_list_lock();
	t = thr_find_tid(*out);
	thr_list_unlock();
	return t != NULL ? 0 : -EINVAL;
}

/*
 * EAGAIN: no timer is free, no memory, no thread; EINVAL: no such clock, no
 * such signal, no such thread; EFAULT.
 */
long
sys_timer_create(clockid_t clock, struct sigevent *event, timer_t *id)
{
	siginfo_t info;
	int notify = event != NULL ? event->sigev_notify : SIGEV_SIGNAL;
	struct sig_timer *t;
	timer_t made;
	uint32_t tid = 0;
	int r;

	if (notify < SIGEV_SIGNAL || notify > SIGEV_THREAD_ID)
		return -EINVAL;
	if (begin() < 0)	/* a child in place has no threads of its own */
		return -EAGAIN;
	if (find_clock(&clock) < 0 || (notify == SIGEV_THREAD_ID &&
	    find_thread(event->sigev_notify_thread_id, &tid) < 0))
		return -EINVAL;
	memset(&info, 0, sizeof(info));
	info.si_signo = event != NULL ? event->sigev_signo : SIGALRM;
	if ((notify == SIGEV_SIGNAL || notify == SIGEV_THREAD_ID) &&
	    !sig_valid(info.si_signo))
		return -EINVAL;
	if ((r = sig_timer_make(clock, notify, &info)) < 0)
		return r;
	t = sig_timer_of(r);
	if (notify == SIGEV_THREAD &&
	    (t->thread = timer_thread_make(clock, event)) == NULL) {
		sig_timer_drop(t);
		return -EAGAIN;
	}
	t->tid = tid;
	if (event != NULL)
		t->info.si_value = event->sigev_value;
	else
		t->info.si_value.sival_int = r;
	made = (timer_t)(long)r;
	if ((r = nt_move(id, &made, sizeof made)) < 0)
		sys_timer_delete(made);
	return r;
}

/* EINVAL: no such timer; so for all that follow. */
long
sys_timer_delete(timer_t id)
{
	struct sig_timer *t = sig_timer_of((long)id);

	if (t == NULL)
		return -EINVAL;
	if (t->thread != NULL)
		timer_thread_end(t->thread);
	sig_timer_drop(t);
	return 0;
}

static void
put_timespec(struct timespec *ts, int64_t units)
{
	ts->tv_sec = units / NT_PER_SECOND;
	ts->tv_nsec = units % NT_PER_SECOND * 100;
}

long
sys_timer_gettime(timer_t id, struct itimerspec *value)
{
	const struct sig_timer *t = sig_timer_of((long)id);
	int64_t left, interval;

	if (t == NULL)
		return -EINVAL;
	if (t->thread != NULL)
		left = timer_thread_left(t->thread, &interval);
	else
		left = sig_timer_left(t, &interval);
	put_timespec(&value->it_value, left);
	put_timespec(&value->it_interval, interval);
	return 0;
}

/* EINVAL also: no such time. */
long
sys_timer_settime(timer_t id, int flags, const struct itimerspec *value,
    struct itimerspec *old)
{
	struct sig_timer *t = sig_timer_of((long)id);
	int64_t first, interval;
	int absolute = flags & TIMER_ABSTIME;

	if (t == NULL)
		return -EINVAL;
	first = units_of(value->it_value.tv_sec, value->it_value.tv_nsec,
	    1000000000);
	interval = units_of(value->it_interval.tv_sec,
	    value->it_interval.tv_nsec, 1000000000);
	if (first < 0 || interval < 0)
		return -EINVAL;
	if (old != NULL)
		sys_timer_gettime(id, old);
	if (t->thread != NULL)
		timer_thread_set(t->thread, absolute, first, interval);
	else
		sig_timer_set(t, absolute, first, interval);
	return 0;
}

long
sys_timer_getoverrun(timer_t id)
{
	const struct sig_timer *t = sig_timer_of((long)id);

	if (t == NULL)
		return -EINVAL;
	return t->thread != NULL ? timer_thread_overrun(t->thread) :
	    t->overrun;
}
