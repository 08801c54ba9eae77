/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Clocks, sleeping, resource use (time.h, sys/time.h, sys/times.h,
 * sys/resource.h).
 *
 * clock_gettime(), gettimeofday() and time() are hot, and exported without a
 * stub; a bad pointer is the caller's fault (POSIX lets it be).
 */
#include "syscall/stub.h"

#include <string.h>

#include "proc/room.h"
#include "signal/room.h"
#include "spawn/wait.h"
#include "syscall/args.h"
#include "time/room.h"
#include "thread/room.h"

#define TICKS	1000			/* sysconf(_SC_CLK_TCK) */

/*
 * Windows knows of its own threads only: a child that runs in its parent's
 * place gets a process of its own before it looks at its thread's time.
 */
#define OWN_THREAD_TIME()	thr_may_block()

/* EINVAL: no such clock. */
int
clock_gettime(clockid_t clock, struct timespec *ts)
{
	if (clock == CLOCK_THREAD_CPUTIME_ID)
		OWN_THREAD_TIME();
	return (int)sys_ret(time_get(clock, ts));
}

/* Cannot fail. */
int
gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
	struct timespec ts;

	if (tv == NULL)
		return 0;
	time_from_nt(nt_clock_system(), &ts);
	tv->tv_sec = ts.tv_sec;
	tv->tv_usec = ts.tv_nsec / 1000;
	return 0;
}

/* Cannot fail. */
time_t
time(time_t *out)
{
	struct timespec ts;

	time_from_nt(nt_clock_system(), &ts);
	if (out != NULL)
		*out = ts.tv_sec;
	return ts.tv_sec;
}

/* What ISO C calls the clocks; 0 is none of its bases. */
static const clockid_t bases[] = {
	[TIME_UTC] = CLOCK_REALTIME,
	[TIME_MONOTONIC] = CLOCK_MONOTONIC,
	[TIME_ACTIVE] = CLOCK_PROCESS_CPUTIME_ID,
	[TIME_THREAD_ACTIVE] = CLOCK_THREAD_CPUTIME_ID,
};

static int
is_base(int base)
{
	return base > 0 && base < (int)(sizeof(bases) / sizeof(bases[0]));
}

/* ISO C 7.29.2.5: base, or 0 for one that does not exist. */
int
timespec_get(struct timespec *ts, int base)
{
	return is_base(base) && time_get(bases[base], ts) == 0 ? base : 0;
}

int
timespec_getres(struct timespec *ts, int base)
{
	if (!is_base(base))
		return 0;
	if (ts != NULL)
		time_resolution(bases[base], ts);
	return base;
}

/* EINVAL: no such clock. */
long
sys_clock_getres(clockid_t clock, struct timespec *res)
{
	struct timespec ts;
	int err = time_resolution(clock, &ts);

	if (err == 0 && res != NULL)
		*res = ts;
	return err;
}

/* EINVAL: no such clock or time; EPERM: no right to set it. */
long
sys_clock_settime(clockid_t clock, const struct timespec *ts)
{
	return time_set(clock, ts);
}

/* EINVAL, EPERM: as clock_settime; the zone argument must be NULL. */
long
sys_settimeofday(const struct timeval *tv, const struct timezone *zone)
{
	struct timespec ts;

	if (zone != NULL || tv == NULL ||
	    tv->tv_usec < 0 || tv->tv_usec > 999999)
		return -EINVAL;
	ts.tv_sec = tv->tv_sec;
	ts.tv_nsec = tv->tv_usec * 1000;
	return time_set(CLOCK_REALTIME, &ts);
}

/* ESRCH: no such process. */
long
sys_clock_getcpuclockid(pid_t pid, clockid_t *clock)
{
	const struct proc_entry *p;
	uint32_t winpid = 0;
	int err;

	if (pid == 0 || pid == getpid()) {
		*clock = CLOCK_PROCESS_CPUTIME_ID;
		return 0;
	}
	if (pid < 0 || (err = proc_table_open()) < 0)
		return -ESRCH;
	proc_lock();
	p = proc_find(pid);
	while (p != NULL && p->state == PROC_VIRTUAL)
		p = proc_find(p->ppid);		/* runs in its place */
	if (p != NULL && p->state != PROC_DEAD && !proc_is_gone(p))
		winpid = p->winpid;
	proc_unlock();
	if (winpid == 0)
		return -ESRCH;
	*clock = time_cpu_process(winpid);
	return 0;
}

/* A relative sleep on the system's time does not see it set. */
static int64_t
counted(clockid_t clock)
{
	struct timespec ts;

	if (!time_is_cpu(clock) || time_get(clock, &ts) < 0)
		return nt_clock_monotonic();
	return ts.tv_sec * NT_PER_SECOND + ts.tv_nsec / 100;
}

/*
 * Sleeps for *ts, counted by clock; EINTR: a handler is to run, *left is what
 * remains then.
 */
static long
sleep_for(clockid_t clock, const struct timespec *ts, struct timespec *left)
{
	struct timespec over = *ts;
	int64_t begun = counted(clock), rest;
	long r = time_sleep(clock, 0, ts);

	if (r != -EINTR || left == NULL)
		return r;
	if (__builtin_mul_overflow((int64_t)ts->tv_sec, NT_PER_SECOND,
	    &rest))
		return nt_move(left, &over, sizeof over) < 0 ? -EFAULT : r;
	rest += (ts->tv_nsec + 99) / 100 - (counted(clock) - begun);
	if (rest < 0)
		rest = 0;
	over.tv_sec = rest / NT_PER_SECOND;
	over.tv_nsec = rest % NT_PER_SECOND * 100;
	return nt_move(left, &over, sizeof over) < 0 ? -EFAULT : r;
}

/*
 * EINVAL: bad time or clock; EINTR: a handler ran, the rest of a relative
 * sleep is in *left.
 */
long
sys_clock_nanosleep(clockid_t clock, int flags, const struct timespec *ts,
    struct timespec *left)
{
	if (flags & TIMER_ABSTIME)
		return time_sleep(clock, 1, ts);
	return sleep_for(clock, ts, left);
}

/* EINVAL: bad time; EINTR: as clock_nanosleep(). */
long
sys_nanosleep(const struct timespec *ts, struct timespec *left)
{
	return sleep_for(CLOCK_REALTIME, ts, left);
}

/* The seconds that are left when a handler runs, rounded up. */
long
sys_sleep(unsigned int seconds)
{
	struct timespec ts = { .tv_sec = seconds }, left;

	if (sleep_for(CLOCK_REALTIME, &ts, &left) != -EINTR)
		return 0;
	/* Its result does not tell the stub that it was interrupted. */
	thr_testcancel();
	return left.tv_sec + (left.tv_nsec > 0);
}

/* EINTR; EINVAL of old systems for a million and more is not given. */
long
sys_usleep(useconds_t us)
{
	struct timespec ts = {
		.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000
	};

	return sleep_for(CLOCK_REALTIME, &ts, NULL);
}

/*
 * thrd_sleep has results of its own (ISO C 7.28.5.7): 0, -1 for a handler,
 * less for errors.  It is a cancellation point.
 */
int
thrd_sleep(const struct timespec *ts, struct timespec *left)
{
	long r;

	thr_point_begin();
	r = sleep_for(CLOCK_REALTIME, ts, left);
	thr_point_end(r);
	if (r != -EINTR)
		return r == 0 ? 0 : -2;
	sig_deliver();
	return -1;
}

static void
to_timeval(int64_t t, struct timeval *tv)
{
	tv->tv_sec = t / NT_PER_SECOND;
	tv->tv_usec = t % NT_PER_SECOND / 10;
}

/*
 * EINVAL: no such `who'.  Page faults are counted together by Windows and
 * shown as minor ones; what it does not count is 0.
 */
long
sys_getrusage(int who, struct rusage *out)
{
	struct nt_cpu_times cpu;
	int err;

	switch (who) {
	case RUSAGE_SELF:
		return usage_self(out);
	case RUSAGE_THREAD:
		OWN_THREAD_TIME();
		if ((err = nt_cpu_thread(&cpu)) < 0)
			return err;
		memset(out, 0, sizeof(*out));
		to_timeval(cpu.user, &out->ru_utime);
		to_timeval(cpu.kernel, &out->ru_stime);
		return 0;
	case RUSAGE_CHILDREN:
		children_usage(out);
		return 0;
	default:
		return -EINVAL;
	}
}

static clock_t
ticks(const struct timeval *tv)
{
	return (clock_t)(tv->tv_sec * TICKS + tv->tv_usec * TICKS / 1000000);
}

/* Ticks since the system's start. */
long
sys_times(struct tms *out)
{
	const int64_t unit = NT_PER_SECOND / TICKS;
	struct nt_cpu_times cpu;
	struct rusage children;
	int err;

	if (out != NULL) {
		if ((err = time_cpu_self(&cpu)) < 0)
			return err;
		out->tms_utime = (clock_t)(cpu.user / unit);
		out->tms_stime = (clock_t)(cpu.kernel / unit);
		children_usage(&children);
		out->tms_cutime = ticks(&children.ru_utime);
		out->tms_cstime = ticks(&children.ru_stime);
	}
	return (long)(nt_clock_monotonic() / unit);
}

_Static_assert(NT_PER_SECOND % CLOCKS_PER_SEC == 0, "clock()");

/* CPU time of the process; -1 if it cannot be told. */
clock_t
clock(void)
{
	struct nt_cpu_times cpu;

	if (time_cpu_self(&cpu) < 0)
		return (clock_t)-1;
	return (clock_t)((cpu.user + cpu.kernel) /
	    (NT_PER_SECOND / CLOCKS_PER_SEC));
}
