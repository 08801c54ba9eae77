/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Times that timers and sleepers wait for, on any clock.  A steady clock's is
 * known; nobody tells when the system's time is set, nor how much CPU time is
 * used: there it is looked at again when it may be so far at the earliest.
 */
#include "time/room.h"

#include "nt/process.h"
#include "nt/sync.h"

#define LOOK	NT_PER_SECOND		/* at the system's time */
#define LEAST	(NT_PER_SECOND / 1000)	/* at CPU time */

static int64_t
processors(void)
{
	static volatile unsigned n;	/* fork class: share */
	struct nt_machine m;

	if (n == 0)
		n = nt_machine(&m) < 0 ? 1 : m.processors;
	return n;
}

int64_t
time_due_now(clockid_t clock)
{
	struct nt_cpu_times cpu;
	struct timespec ts;

	if (clock == CLOCK_MONOTONIC)
		return nt_clock_monotonic();
	if (clock == CLOCK_REALTIME)
		return nt_clock_system() - NT_EPOCH_DELTA;
	if (clock == TIME_CLOCK_USER)
		return time_cpu_self(&cpu) < 0 ? 0 : cpu.user;
	return time_get(clock, &ts) < 0 ? 0 :
	    ts.tv_sec * NT_PER_SECOND + ts.tv_nsec / 100;
}

int64_t
time_due_look(clockid_t clock, int64_t left)
{
	int64_t now = nt_clock_monotonic();

	if (left <= 0 || clock == CLOCK_MONOTONIC)
		return now + left;
	if (clock == CLOCK_REALTIME)
		return now + (left < LOOK ? left : LOOK);
	/* No more than all processors' time can be used up meanwhile. */
	left /= processors();
	return now + (left > LEAST ? left : LEAST);
}

int64_t
time_due_set(struct time_due *d, clockid_t clock, int absolute, int64_t value,
    int64_t interval)
{
	int64_t now;

	if (clock == CLOCK_TAI && absolute)
		value -= TIME_TAI * NT_PER_SECOND;
	/* Setting the clock does not touch a relative time. */
	if (clock == CLOCK_TAI || clock == CLOCK_REALTIME)
		clock = absolute ? CLOCK_REALTIME : CLOCK_MONOTONIC;
	else if (clock == CLOCK_BOOTTIME)
		clock = CLOCK_MONOTONIC;
	now = time_due_now(clock);
	d->clock = clock;
	d->at = absolute ? value : now + value;
	d->interval = interval;
	return time_due_look(clock, d->at - now);
}

int64_t
time_due_left(const struct time_due *d)
{
	int64_t left = d->at - time_due_now(d->clock);

	return left > 0 ? left : 1;
}

int64_t
time_due_expire(struct time_due *d, int64_t *look)
{
	int64_t now = time_due_now(d->clock), n = 0;

	if (now >= d->at) {
		n = 1;
		if (d->interval == 0) {
			*look = NT_FOREVER;
			return n;
		}
		n += (now - d->at) / d->interval;
		d->at += n * d->interval;
	}
	*look = time_due_look(d->clock, d->at - now);
	return n;
}
