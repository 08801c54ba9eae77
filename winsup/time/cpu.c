/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The CPU time of the running process.  Windows counts for its own process,
 * in which several of POSIX' may run one after the other (children in place),
 * and of one of POSIX' some time may have been spent in other Windows
 * processes (before an exec, or before it got one of its own).
 *
 * Asking costs a call of the system, of Wine's server even, and the answer
 * is of the last tick, but programs call clock() in loops: what Windows told
 * less than a millisecond ago will do, unless others begin or end here.
 */
#include "time/room.h"

#include "lib/keep.h"
#include "lib/lock.h"

#define FRESH	(NT_PER_SECOND / 1000)

static struct lock lock = LOCK_INIT(LOCK_TIME, "CPU time");
KEEP static struct nt_cpu_times told;
KEEP static int64_t told_until;

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

static int
ask(struct nt_cpu_times *t, int now)
{
	int err = 0;

	lock_acquire(&lock);
	if ((now || nt_clock_monotonic() >= told_until) &&
	    (err = nt_cpu_process(&told)) == 0)
		told_until = nt_clock_monotonic() + FRESH;
	*t = told;
	lock_release(&lock);
	return err;
}

int
time_cpu_told(struct nt_cpu_times *t)
{
	return ask(t, 1);
}

int
time_cpu_self(struct nt_cpu_times *t)
{
	int err = ask(t, 0);

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

	if (ask(&now, 0) < 0)
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

	if (ask(&now, 1) < 0)
		return;
	others.user += now.user - since->user;
	others.kernel += now.kernel - since->kernel;
}
