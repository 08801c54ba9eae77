/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Clocks, sleeping and the zone.  Functions return 0 or -errno.
 */
#ifndef ISTHMUS_TIME_ROOM_H
#define ISTHMUS_TIME_ROOM_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "nt/clock.h"

/*
 * Clocks of the CPU time of a process or a thread, by the system's number
 * for it, which is a multiple of 4 below 2^30.
 */
clockid_t time_cpu_process(uint32_t winpid);
clockid_t time_cpu_thread(uint32_t tid);
/* Is it CPU time that the clock counts? */
int time_is_cpu(clockid_t);

/*
 * CPU time of the running process, in place or not; -errno.  time_cpu_own()
 * makes it of what nt_cpu_process() told.
 */
int time_cpu_self(struct nt_cpu_times *);
void time_cpu_own(struct nt_cpu_times *);
/* What nt_cpu_process() told in this tick. */
int time_cpu_told(struct nt_cpu_times *);
/*
 * A process begins here that has used that much elsewhere; the second form
 * for one that has its Windows process from the start.
 */
void time_cpu_begin(const struct nt_cpu_times *used);
void time_cpu_passed(const struct nt_cpu_times *used);
/* Another one ran in place since time_cpu_told() told that. */
void time_cpu_skip(const struct nt_cpu_times *since);

/* CLOCK_TAI's seconds ahead of UTC since 2017-01-01. */
#define TIME_TAI	37

/*
 * -EINVAL: no such clock.  time_set also -EPERM: not the system's clock, or
 * no privilege.
 */
int time_get(clockid_t, struct timespec *);
int time_resolution(clockid_t, struct timespec *);
int time_set(clockid_t, const struct timespec *);

/*
 * Sleeps until the clock shows *at (absolute), or for the time *at; -EINVAL
 * for a bad time or clock, -ENOTSUP for a clock that cannot be slept on.
 */
int time_sleep(clockid_t, int absolute, const struct timespec *at);

/*
 * A time that somebody waits for, in 100 ns on CLOCK_MONOTONIC,
 * CLOCK_REALTIME (since 1970), a clock of CPU time, or the running process'
 * user time; and the interval at which it comes again, 0: once.
 */
#define TIME_CLOCK_USER	((clockid_t)0x20000000)
struct time_due {
	clockid_t clock;
	int64_t at, interval;
};
/*
 * The value is that of any of timer_create()'s clocks; with a time on
 * CLOCK_REALTIME or CLOCK_TAI those two go by the clock as it is set.
 * Results are readings of nt_clock_monotonic() at which it may have come.
 */
int64_t time_due_set(struct time_due *, clockid_t, int absolute,
    int64_t value, int64_t interval);
/* How often it has come since it was looked at last, and when to look next. */
int64_t time_due_expire(struct time_due *, int64_t *look);
int64_t time_due_left(const struct time_due *);		/* at least 1 */
int64_t time_due_now(clockid_t);
/* When that much of the clock's time can have passed at the earliest. */
int64_t time_due_look(clockid_t, int64_t left);

/* NT's 100 ns since 1601, and POSIX's time. */
void time_from_nt(int64_t nt, struct timespec *);
int64_t time_to_nt(const struct timespec *);	/* saturates */

/*
 * The POSIX TZ string (XBD 8.3) of a zone as Windows keeps it.  Returns the
 * length, or -ERANGE if size is too small.
 */
long time_zone_string(const struct nt_zone *, char *buf, size_t size);

/*
 * What TZ would be, were it set: for localtime() and tzset() where it is
 * not.  Asks Windows, so call it late.  0 or -errno.
 */
int time_host_zone(char *buf, size_t size);

/*
 * What the registry calls that zone.  -ENOENT: it has no name there, or its
 * clocks are not changed though those of the zone are.
 */
int time_host_key(char *buf, size_t size);

#endif
