/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What processes use.  One that ends, or goes on as another program, leaves
 * what it and the children it has waited for have used; who waits for it adds
 * that to its own children's.  Windows keeps that of an ended process, too,
 * Wine does not.
 *
 * A child in place uses its parent's memory, and all else it does is counted
 * as its parent's but for the time: its peak is its parent's, as it was when
 * last asked for.
 */
#include "spawn/wait.h"

#include <string.h>

#include "lib/keep.h"
#include "nt/clock.h"
#include "nt/process.h"
#include "proc/room.h"
#include "spawn/fork.h"
#include "time/room.h"

/* Fork class of all three: copy; a child forgets the first two. */
static uint64_t used_user, used_system;	/* by those reaped, 100 ns */
static struct proc_usage used;		/* the same */
static struct proc_usage before;	/* by the programs before this one */

void
children_forget_usage(void)
{
	used_user = used_system = 0;
	memset(&used, 0, sizeof used);
	memset(&before, 0, sizeof before);
}

static void
add(struct proc_usage *to, const struct proc_usage *from)
{
	if (to->peak < from->peak)
		to->peak = from->peak;
	to->faults += from->faults;
	to->reads += from->reads;
	to->writes += from->writes;
}

static void
put(struct rusage *ru, uint64_t user, uint64_t system,
    const struct proc_usage *u)
{
	memset(ru, 0, sizeof *ru);
	ru->ru_utime.tv_sec = (time_t)(user / NT_PER_SECOND);
	ru->ru_utime.tv_usec = (suseconds_t)(user % NT_PER_SECOND / 10);
	ru->ru_stime.tv_sec = (time_t)(system / NT_PER_SECOND);
	ru->ru_stime.tv_usec = (suseconds_t)(system % NT_PER_SECOND / 10);
	ru->ru_maxrss = (long)u->peak;
	ru->ru_minflt = (long)u->faults;
	ru->ru_inblock = (long)u->reads;
	ru->ru_oublock = (long)u->writes;
}

static void
convert(struct proc_usage *u, const struct nt_usage *nt)
{
	u->peak = (uint32_t)(nt->peak_set / 1024);
	u->faults = (uint32_t)nt->page_faults;
	u->reads = (uint32_t)nt->reads;
	u->writes = (uint32_t)nt->writes;
}

/* Of this Windows process, or of the child in its place. */
static int
ask(struct proc_usage *u)
{
	KEEP static uint32_t peak;
	struct nt_usage nt;
	int e = 0;

	memset(u, 0, sizeof *u);
	if (fork_level == 0 || peak == 0) {
		if ((e = nt_usage_process(&nt)) < 0)
			return e;
		convert(u, &nt);
		peak = u->peak;
	}
	if (fork_level > 0)
		*u = (struct proc_usage){ .peak = peak };
	return e;
}

int
usage_self(struct rusage *ru)
{
	struct nt_cpu_times own;
	struct proc_usage u;
	int e;

	if ((e = ask(&u)) < 0 || (e = time_cpu_self(&own)) < 0)
		return e;
	add(&u, &before);
	put(ru, (uint64_t)own.user, (uint64_t)own.kernel, &u);
	return 0;
}

void
children_usage(struct rusage *ru)
{
	put(ru, used_user, used_system, &used);
}

void
children_pass_usage(struct usage_passed *out)
{
	struct nt_cpu_times own;

	if (time_cpu_self(&own) < 0)
		own.user = own.kernel = 0;
	out->user = own.user;
	out->system = own.kernel;
	out->children_user = (int64_t)used_user;
	out->children_system = (int64_t)used_system;
	ask(&out->own);
	add(&out->own, &before);
	out->children = used;
}

void
children_take_usage(const struct usage_passed *in)
{
	struct nt_cpu_times own = { in->user, in->system };

	time_cpu_passed(&own);
	used_user = (uint64_t)in->children_user;
	used_system = (uint64_t)in->children_system;
	used = in->children;
	before = in->own;
}

void
children_leave_usage(struct proc_entry *self)
{
	struct usage_passed u;

	children_pass_usage(&u);
	add(&u.own, &u.children);
	self->usage = u.own;
	/* Not 0, which would say that it has left nothing. */
	self->user_time = (uint64_t)(u.user + u.children_user) + 1;
	self->system_time = (uint64_t)(u.system + u.children_system);
}

void
children_usage_of(const struct proc_entry *p, const struct child *c,
    struct rusage *ru, int adds)
{
	uint64_t user = p->user_time, system = p->system_time;
	struct proc_usage u = p->usage;
	struct nt_cpu_times cpu;
	struct nt_usage nt;

	/* It was ended from outside, or knows nothing of the table. */
	if (user + system == 0 && c != NULL) {
		if (nt_cpu_of_ended(c->process, &cpu) == 0) {
			user = (uint64_t)cpu.user;
			system = (uint64_t)cpu.kernel;
		}
		nt_usage_of(c->process, &nt);
		convert(&u, &nt);
	}
	if (ru != NULL)
		put(ru, user, system, &u);
	if (!adds)
		return;
	used_user += user;
	used_system += system;
	add(&used, &u);
}
