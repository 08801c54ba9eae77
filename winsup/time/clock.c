/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The POSIX clocks on Windows' counters.
 *
 * CLOCK_REALTIME is the system time as fine as it goes; the coarse clocks
 * are the same counters as of the last tick.  CLOCK_MONOTONIC,
 * CLOCK_MONOTONIC_RAW and CLOCK_BOOTTIME are one clock: the performance
 * counter, which is not steered by time synchronisation and goes on during
 * suspension (Microsoft: "Acquiring high-resolution time stamps").
 * CLOCK_TAI is CLOCK_REALTIME and the leap seconds up to 2017, the last one
 * there was.
 */
#include "time/room.h"

#include <errno.h>

#include "nt/sync.h"
#include "thread/room.h"

#define NS	INT64_C(1000000000)

/* Clocks of others' CPU time: this bit, the number, and 1 for a thread. */
#define CPU_OTHER	0x40000000u

clockid_t
time_cpu_process(uint32_t winpid)
{
	return (clockid_t)(CPU_OTHER | (winpid & ~3u));
}

clockid_t
time_cpu_thread(uint32_t tid)
{
	return (clockid_t)(CPU_OTHER | (tid & ~3u) | 1);
}

static int
is_other(clockid_t clock)
{
	return ((unsigned)clock & 0xc0000002u) == CPU_OTHER;
}

int
time_is_cpu(clockid_t clock)
{
	return clock == CLOCK_PROCESS_CPUTIME_ID ||
	    clock == CLOCK_THREAD_CPUTIME_ID || is_other(clock);
}

static int
cpu_of_other(clockid_t clock, struct nt_cpu_times *cpu)
{
	uint32_t number = (unsigned)clock & ~(CPU_OTHER | 3u);
	int err;

	err = (unsigned)clock & 1 ? nt_cpu_of_thread(number, cpu) :
	    nt_cpu_of_process(number, cpu);
	return err < 0 ? -EINVAL : 0;
}

void
time_from_nt(int64_t nt, struct timespec *ts)
{
	int64_t t = nt - NT_EPOCH_DELTA;
	int64_t sec = t / NT_PER_SECOND, rest = t % NT_PER_SECOND;

	if (rest < 0) {
		rest += NT_PER_SECOND;
		sec--;
	}
	ts->tv_sec = sec;
	ts->tv_nsec = (long)(rest * 100);
}

int64_t
time_to_nt(const struct timespec *ts)
{
	int64_t t;

	if (__builtin_mul_overflow((int64_t)ts->tv_sec, NT_PER_SECOND, &t) ||
	    __builtin_add_overflow(t, NT_EPOCH_DELTA + ts->tv_nsec / 100, &t))
		return ts->tv_sec < 0 ? INT64_MIN : INT64_MAX;
	return t;
}

static void
from_ns(int64_t ns, struct timespec *ts)
{
	ts->tv_sec = ns / NS;
	ts->tv_nsec = (long)(ns % NS);
}

/* The counter as of the last tick: as cheap, and as coarse as promised. */
static int64_t
monotonic_coarse(void)
{
	int64_t tick = nt_clock_tick() * 100, now = nt_clock_monotonic_ns();

	return now - now % tick;
}

int
time_get(clockid_t clock, struct timespec *ts)
{
	struct nt_cpu_times cpu;
	int err;

	switch (clock) {
	case CLOCK_REALTIME:
		time_from_nt(nt_clock_system(), ts);
		return 0;
	case CLOCK_TAI:
		time_from_nt(nt_clock_system(), ts);
		ts->tv_sec += TIME_TAI;
		return 0;
	case CLOCK_REALTIME_COARSE:
		time_from_nt(nt_clock_system_coarse(), ts);
		return 0;
	case CLOCK_MONOTONIC:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_BOOTTIME:
		from_ns(nt_clock_monotonic_ns(), ts);
		return 0;
	case CLOCK_MONOTONIC_COARSE:
		from_ns(monotonic_coarse(), ts);
		return 0;
	case CLOCK_PROCESS_CPUTIME_ID:
		err = time_cpu_self(&cpu);
		break;
	case CLOCK_THREAD_CPUTIME_ID:
		err = nt_cpu_thread(&cpu);
		break;
	default:
		if (!is_other(clock))
			return -EINVAL;
		err = cpu_of_other(clock, &cpu);
	}
	if (err == 0)
		from_ns((cpu.user + cpu.kernel) * 100, ts);
	return err;
}

int
time_resolution(clockid_t clock, struct timespec *ts)
{
	struct nt_cpu_times cpu;

	if (is_other(clock)) {
		if (cpu_of_other(clock, &cpu) < 0)
			return -EINVAL;
		clock = CLOCK_PROCESS_CPUTIME_ID;
	}
	switch (clock) {
	case CLOCK_REALTIME:
	case CLOCK_TAI:
		from_ns(100, ts);
		return 0;
	case CLOCK_MONOTONIC:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_BOOTTIME:
		from_ns(nt_clock_monotonic_step_ns(), ts);
		return 0;
	case CLOCK_REALTIME_COARSE:
	case CLOCK_MONOTONIC_COARSE:
	case CLOCK_PROCESS_CPUTIME_ID:
	case CLOCK_THREAD_CPUTIME_ID:
		from_ns(nt_clock_tick() * 100, ts);
		return 0;
	default:
		return -EINVAL;
	}
}

int
time_set(clockid_t clock, const struct timespec *ts)
{
	struct timespec now;
	int err;

	if (ts->tv_nsec < 0 || ts->tv_nsec >= NS)
		return -EINVAL;
	if (clock == CLOCK_REALTIME)
		return ts->tv_sec < 0 ? -EINVAL :
		    nt_clock_set_system(time_to_nt(ts));
	if ((err = time_get(clock, &now)) < 0)
		return err;
	return time_is_cpu(clock) ? -EPERM : -EINVAL;
}

/* Sleeps until a clock of others' CPU time shows *at, or *at more. */
static int
sleep_cpu(clockid_t clock, int absolute, const struct timespec *at)
{
	struct timespec now;
	int64_t end, left;
	int err;

	if ((err = time_get(clock, &now)) < 0)
		return err;
	/* A thread would wait for its own CPU time: never. */
	if (clock == CLOCK_THREAD_CPUTIME_ID ||
	    clock == time_cpu_thread(nt_thread_id()))
		return -EINVAL;
	end = time_to_nt(at);
	if (!absolute && (at->tv_sec < 0 || __builtin_add_overflow(end,
	    time_to_nt(&now) - NT_EPOCH_DELTA, &end)))
		return -EINVAL;
	while (time_get(clock, &now) == 0 &&
	    (left = end - time_to_nt(&now)) > 0)
		if (thr_wait(NULL, 0, time_due_look(clock, left)) == -EINTR)
			return -EINTR;
	return 0;
}

/* A clock that advances as CLOCK_MONOTONIC does. */
static int
is_steady(clockid_t clock)
{
	return clock == CLOCK_MONOTONIC || clock == CLOCK_BOOTTIME;
}

int
time_sleep(clockid_t clock, int absolute, const struct timespec *at)
{
	struct timespec limit, now;
	struct thr_until until;
	int64_t deadline;
	int err;

	if (at->tv_nsec < 0 || at->tv_nsec >= NS)
		return -EINVAL;
	if (clock == CLOCK_TAI) {
		limit = *at;
		if (absolute && limit.tv_sec > INT64_MIN + TIME_TAI)
			limit.tv_sec -= TIME_TAI;
		at = &limit;
		clock = CLOCK_REALTIME;
	}
	if (time_is_cpu(clock))
		return sleep_cpu(clock, absolute, at);
	if (clock != CLOCK_REALTIME && !is_steady(clock)) {
		err = time_get(clock, &now);
		return err < 0 ? -EINVAL : -ENOTSUP;
	}
	if (!absolute) {
		/* Setting the clock does not touch a relative sleep. */
		if (at->tv_sec < 0)
			return -EINVAL;
		clock = CLOCK_MONOTONIC;
		time_get(clock, &now);
		now.tv_nsec += at->tv_nsec;
		if (now.tv_nsec >= NS) {
			now.tv_nsec -= NS;
			now.tv_sec++;
		}
		if (__builtin_add_overflow(now.tv_sec, at->tv_sec,
		    &limit.tv_sec))
			limit.tv_sec = INT64_MAX;
		limit.tv_nsec = now.tv_nsec;
		at = &limit;
	}
	until.clock = is_steady(clock) ? CLOCK_MONOTONIC : clock;
	until.at = at;
	while ((deadline = thr_until_look(until)) >
	    nt_clock_monotonic())
		if (thr_wait(NULL, 0, deadline) == -EINTR)
			return -EINTR;
	return 0;
}
