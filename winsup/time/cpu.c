/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The CPU time of the running process.  Windows counts for its own process,
 * in which several of POSIX' may run one after the other (children in place),
 * and of one of POSIX' some time may have been spent in other Windows
 * processes (before an exec, or before it got one of its own).
 *
 * Asking costs a call of the system, of Wine's server even, and the answer
 * is of the last tick (15.6 ms on Windows, 10 ms on Wine).  So what Windows
 * told less than a millisecond ago will do for clock(), and what it told in
 * this tick where a child in place begins or ends: by whom the tick is found
 * running has used it, as it is with processes.
 */
#include "time/room.h"

#include "lib/keep.h"
#include "lib/lock.h"

#define FRESH	(NT_PER_SECOND / 1000)
#define TICK	(NT_PER_SECOND / 100)

static struct lock lock = LOCK_INIT(LOCK_TIME, "CPU time");
KEEP static struct nt_cpu_times told;
KEEP static int64_t told_at;

/*
 * What Windows has counted that is not this process'; less than 0: lacks.
 * Fork class: copy.
 */
static struct nt_cpu_times others;

static int64_t
difference(int64_t a, int64_t b)
{
	return a > b ? a - b : 0;
}

void
time_cpu_own(struct nt_cpu_times *t)
{
	t->user = difference(t->user, others.user);
	t->kernel = difference(t->kernel, others.kernel);
}

/* What was told less than age ago, in 100 ns, or is told now. */
static int
ask(struct nt_cpu_times *t, int64_t age)
{
	int err = 0;

	lock_acquire(&lock);
	if ((told_at == 0 || nt_clock_monotonic() - told_at >= age) &&
	    (err = nt_cpu_process(&told)) == 0)
		told_at = nt_clock_monotonic();
	*t = told;
	lock_release(&lock);
	return err;
}

int
time_cpu_told(struct nt_cpu_times *t)
{
	return ask(t, TICK);
}

int
time_cpu_self(struct nt_cpu_times *t)
{
	int err = ask(t, FRESH);

	if (err == 0)
		time_cpu_own(t);
	return err;
}

/*
 * Where Windows does not tell, nothing is known to be others'.  A child in
 * place begins right after time_cpu_told().
 */
void
time_cpu_begin(const struct nt_cpu_times *used)
{
	struct nt_cpu_times now;

	if (ask(&now, TICK) < 0)
		now.user = now.kernel = 0;
	others.user = now.user - used->user;
	others.kernel = now.kernel - used->kernel;
}

void
time_cpu_passed(const struct nt_cpu_times *used)
{
	others.user = -used->user;
	others.kernel = -used->kernel;
}

void
time_cpu_skip(const struct nt_cpu_times *since)
{
	struct nt_cpu_times now;

	if (ask(&now, TICK) < 0)
		return;
	others.user += now.user - since->user;
	others.kernel += now.kernel - since->kernel;
}
