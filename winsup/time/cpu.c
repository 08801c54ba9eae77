/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The CPU time of the running process.  Windows counts for its own process,
 * in which several of POSIX' may run one after the other (children in place),
 * and of one of POSIX' some time may have been spent in other Windows
 * processes (before an exec, or before it got one of its own).
 *
 * Fork class: copy.
 */
#include "time/room.h"

/* What Windows has counted that is not this process'; less than 0: lacks. */
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

int
time_cpu_self(struct nt_cpu_times *t)
{
	int err = nt_cpu_process(t);

	if (err == 0)
		time_cpu_own(t);
	return err;
}

/* Where Windows does not tell, nothing is known to be others'. */
void
time_cpu_begin(const struct nt_cpu_times *used)
{
	struct nt_cpu_times now;

	if (nt_cpu_process(&now) < 0)
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

	if (nt_cpu_process(&now) < 0)
		return;
	others.user += now.user - since->user;
	others.kernel += now.kernel - since->kernel;
}
