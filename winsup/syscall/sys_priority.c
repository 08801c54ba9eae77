/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * nice() and setpriority().  The nice value is kept in the process' entry;
 * Windows knows five classes of it, which is what its scheduler goes by.
 * Windows lets everybody take any but the real-time class, so this system
 * gives everybody the privilege of POSIX to lower a nice value again.
 *
 * The values are results as well as errors are, so these functions set errno
 * themselves.
 */
#include "syscall/stub.h"

#include <sys/resource.h>
#include <unistd.h>

#include "account/room.h"
#include "nt/process.h"
#include "proc/room.h"

struct choice {
	int which, id;
	int set, value;		/* else only looked at */
	int lowest, found, error;
};

static int
is_meant(const struct choice *c, const struct proc_entry *p)
{
	switch (c->which) {
	case PRIO_PROCESS:
		return p->pid == c->id;
	case PRIO_PGRP:
		return p->pgid == c->id;
	}
	return p->uid == (uint32_t)c->id;
}

static int
visit(struct proc_entry *p, void *arg)
{
	struct choice *c = arg;

	if (!is_meant(c, p))
		return 0;
	c->found = 1;
	if (p->nice < c->lowest)
		c->lowest = p->nice;
	if (!c->set)
		return 0;
	if (p->uid != account_uid()) {
		c->error = -EPERM;
		return 0;
	}
	p->nice = (int8_t)c->value;
	/* One that has no process gets its class with it. */
	if (p->state != PROC_VIRTUAL && p->state != PROC_DEAD &&
	    p->winpid != 0)
		nt_process_nice(p->winpid, p->started, c->value);
	return 0;
}

/* 0 or -errno; the lowest nice value met is in c->lowest. */
static int
choose(struct choice *c)
{
	struct proc_entry *self = proc_self();

	if (c->which < PRIO_PROCESS || c->which > PRIO_USER)
		return -EINVAL;
	if (self == NULL)
		return -EAGAIN;
	if (c->id == 0)
		c->id = c->which == PRIO_PROCESS ? self->pid :
		    c->which == PRIO_PGRP ? self->pgid : (int)account_uid();
	c->lowest = PRIO_MAX;
	proc_lock();
	proc_each(visit, c);
	proc_unlock();
	return c->found ? c->error : -ESRCH;
}

/* XSH getpriority(): EINVAL, ESRCH; -1 is a value too. */
int
getpriority(int which, id_t who)
{
	struct choice c = { .which = which, .id = (int)who };

	return sys_ret(choose(&c)) < 0 ? -1 : c.lowest;
}

/* XSH setpriority(): EINVAL, ESRCH, EPERM; a value out of range is limited. */
int
setpriority(int which, id_t who, int value)
{
	struct choice c = { .which = which, .id = (int)who, .set = 1 };

	c.value = value < PRIO_MIN ? PRIO_MIN :
	    value > PRIO_MAX - 1 ? PRIO_MAX - 1 : value;
	return (int)sys_ret(choose(&c));
}

/* XSH nice(): the new value, which may be -1. */
int
nice(int add)
{
	struct choice c = { .which = PRIO_PROCESS };
	int r = choose(&c), value;

	if (r < 0)
		return (int)sys_ret(r);
	if (add > 2 * PRIO_MAX)
		add = 2 * PRIO_MAX;
	if (add < -2 * PRIO_MAX)
		add = -2 * PRIO_MAX;
	value = c.lowest + add;
	if (setpriority(PRIO_PROCESS, 0, value) < 0)
		return -1;
	return value < PRIO_MIN ? PRIO_MIN : value > PRIO_MAX - 1 ?
	    PRIO_MAX - 1 : value;
}
