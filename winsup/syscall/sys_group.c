/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Process groups and sessions (XBD 3.264 to 3.269, XSH setpgid(), setsid()).
 */
#include "syscall/sys.h"

#include <errno.h>

#include "proc/room.h"

/* With the lock held: pid, or the caller for 0. */
static struct proc_entry *
find(struct proc_entry *self, pid_t pid)
{
	return pid == 0 || pid == self->pid ? self : proc_find(pid);
}

/* Always successful; 0 only where the process has no entry. */
long
sys_getpgrp(void)
{
	struct proc_entry *self = proc_self();

	return self != NULL ? self->pgid : 0;
}

static long
ask(pid_t pid, int session)
{
	struct proc_entry *self = proc_self(), *p;
	long r = -ESRCH;

	if (self == NULL || pid < 0)
		return -ESRCH;
	proc_lock();
	p = find(self, pid);
	if (p != NULL)
		r = session ? p->sid : p->pgid;
	proc_unlock();
	return r;
}

/* ESRCH: no such process. */
long
sys_getpgid(pid_t pid)
{
	return ask(pid, 0);
}

long
sys_getsid(pid_t pid)
{
	return ask(pid, 1);
}

static int
has_pgid(struct proc_entry *p, void *arg)
{
	const pid_t *pgid = arg;

	return p->pgid == *pgid;
}

/* With the lock held. */
static int
set_group(struct proc_entry *self, struct proc_entry *p, pid_t pgid)
{
	if (p == NULL || (p != self && p->ppid != self->pid))
		return -ESRCH;
	if (p->sid == p->pid || p->sid != self->sid)
		return -EPERM;
	if (p != self && p->execed)
		return -EACCES;
	if (pgid != p->pid && !proc_group_exists(pgid, self->sid))
		return -EPERM;
	p->pgid = pgid;
	return 0;
}

/*
 * EACCES: a child that has called exec; EINVAL: pgid < 0; EPERM: a session's
 * leader, another session, no such group; ESRCH: neither oneself nor a child.
 */
long
sys_setpgid(pid_t pid, pid_t pgid)
{
	struct proc_entry *self = proc_self(), *p;
	int r;

	if (pgid < 0 || pid < 0)
		return -EINVAL;
	if (self == NULL)
		return -ESRCH;
	proc_lock();
	p = find(self, pid);
	r = set_group(self, p, pgid != 0 || p == NULL ? pgid : p->pid);
	proc_unlock();
	return r;
}

/* System V's: never fails; a session's leader stays where it is. */
long
sys_setpgrp(void)
{
	sys_setpgid(0, 0);
	return sys_getpgrp();
}

/* EPERM: leads a group already, or a group has its number. */
long
sys_setsid(void)
{
	struct proc_entry *self = proc_self();
	pid_t pgid;
	long r;

	if (self == NULL)
		return -EPERM;
	pgid = self->pid;
	proc_lock();
	if (proc_each(has_pgid, &pgid)) {
		r = -EPERM;
	} else {
		self->pgid = self->sid = self->pid;
		self->foreground = PROC_NO_TERMINAL;
		r = self->pid;
	}
	proc_unlock();
	return r;
}
