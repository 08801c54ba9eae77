/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Averages of the load.  Windows keeps none, and there is no process of ours
 * that is always there to do it: whoever asks brings the table's averages up
 * to date with the processor time that was used since somebody asked last.
 * So the load is the number of busy processors; threads that wait for one do
 * not count.
 */
#include "proc/room_impl.h"

#include <errno.h>
#include <math.h>

#include "nt/clock.h"
#include "nt/process.h"

#define TICKS	100		/* a second */
#define FIXED	65536.0

/* The averages after dt seconds in which the load was now. */
static void
move_on(uint32_t avg[3], double dt, double now)
{
	static const double period[3] = { 60, 300, 900 };

	for (int i = 0; i < 3; i++) {
		double keep = exp(-dt / period[i]);

		avg[i] = (uint32_t)(avg[i] * keep + now * FIXED * (1 - keep));
	}
}

int
proc_load(uint32_t avg[3])
{
	struct proc_table *t;
	uint64_t used;
	uint32_t now, busy, dt;
	int e;

	if (proc_self() == NULL || (t = proc_table()) == NULL)
		return -EAGAIN;
	if ((e = nt_busy(&used)) < 0)
		return e;
	now = (uint32_t)(nt_clock_monotonic() / (NT_PER_SECOND / TICKS));
	busy = (uint32_t)(used / (NT_PER_SECOND / TICKS));
	proc_lock();
	if (t->load_at == 0 && now > 0) {
		/* The first to ask: what it was on the average. */
		for (int i = 0; i < 3; i++)
			t->load[i] = (uint32_t)(FIXED * busy / now);
	} else if ((dt = now - t->load_at) >= TICKS) {
		move_on(t->load, (double)dt / TICKS,
		    (double)(busy - t->load_busy) / dt);
	} else {
		now = t->load_at;
		busy = t->load_busy;
	}
	t->load_at = now;
	t->load_busy = busy;
	for (int i = 0; i < 3; i++)
		avg[i] = t->load[i];
	proc_unlock();
	return 0;
}
