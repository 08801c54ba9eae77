/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * getrlimit(), setrlimit() and prlimit().  The numbers of descriptors and of
 * processes are kept by those who count them, the others in lib/limits.c.
 * RLIMIT_RSS is only kept and passed on.
 */
#include "syscall/stub.h"

#include <sys/resource.h>
#include <unistd.h>

#include "fd/room.h"
#include "lib/limits.h"
#include "proc/room.h"
#include "thread/room.h"

_Static_assert(RLIMIT_CPU == LIMIT_CPU && RLIMIT_FSIZE == LIMIT_FSIZE &&
    RLIMIT_DATA == LIMIT_DATA && RLIMIT_STACK == LIMIT_STACK &&
    RLIMIT_CORE == LIMIT_CORE && RLIMIT_AS == LIMIT_AS &&
    RLIMIT_RSS == LIMIT_RSS && RLIMIT_MEMLOCK == LIMIT_MEMLOCK &&
    RLIMIT_NLIMITS == LIMITS && RLIM_INFINITY == LIMIT_NONE, "limits.h");

#define NPROC_MOST	(PROC_SLOTS - 2)

static struct rlimit
processes(void)
{
	const struct proc_entry *self = proc_is_expected() ? proc_self() :
	    proc_self_known();
	rlim_t soft = self != NULL ? self->nproc_soft : 0;
	rlim_t hard = self != NULL ? self->nproc_hard : 0;

	return (struct rlimit){ soft != 0 ? soft : NPROC_MOST,
	    hard != 0 ? hard : NPROC_MOST };
}

/*
 * Kept in the process' entry, for proc_new().  0, which would say that there
 * is no limit, is 1: this process is there.
 */
static int
limit_processes(const struct rlimit *new)
{
	struct proc_entry *self = proc_self();

	if (self == NULL)
		return -EAGAIN;
	proc_lock();
	self->nproc_soft = new->rlim_cur == 0 ? 1 : (uint16_t)new->rlim_cur;
	self->nproc_hard = new->rlim_max == 0 ? 1 : (uint16_t)new->rlim_max;
	proc_unlock();
	return 0;
}

static struct rlimit
limits_of(int resource)
{
	struct fd_limits fds;

	switch (resource) {
	case RLIMIT_NOFILE:
		fds = fd_get_limits();
		return (struct rlimit){ (rlim_t)fds.soft, (rlim_t)fds.hard };
	case RLIMIT_NPROC:
		return processes();
	}
	return (struct rlimit){ limits[resource].soft,
	    limits[resource].hard };
}

/* XSH getrlimit(): EINVAL (no such resource). */
long
sys_getrlimit(int resource, struct rlimit *out)
{
	if (resource < 0 || resource >= RLIMIT_NLIMITS)
		return -EINVAL;
	if (out == NULL)
		return -EFAULT;
	*out = limits_of(resource);
	return 0;
}

/*
 * XSH setrlimit(): EINVAL (no such resource, soft above hard), EPERM (hard
 * limit raised); EAGAIN where there is no room to count.
 */
long
sys_setrlimit(int resource, const struct rlimit *new)
{
	struct rlimit now;

	if (resource < 0 || resource >= RLIMIT_NLIMITS)
		return -EINVAL;
	if (new == NULL)
		return -EFAULT;
	if (new->rlim_cur > new->rlim_max)
		return -EINVAL;
	now = limits_of(resource);
	if (new->rlim_max > now.rlim_max)
		return -EPERM;
	if (resource == RLIMIT_NOFILE) {
		fd_set_limits((struct fd_limits){ (int)new->rlim_cur,
		    (int)new->rlim_max });
		return 0;
	}
	if (resource == RLIMIT_NPROC)
		return limit_processes(new);
	/* A child in place has no timers, and its time is short. */
	if (resource == RLIMIT_CPU)
		thr_may_block();
	limits[resource] = (struct limit){ new->rlim_cur, new->rlim_max };
	if (resource == RLIMIT_CPU)
		sig_limit_cpu();
	if (resource == RLIMIT_CORE)
		sig_core_limit();
	return 0;
}

/* --- of other processes --- */

struct seen {
	struct limit limit[LIMITS];
	struct fd_limits fds;
	uint16_t nproc_soft, nproc_hard;
};

static int
look(const struct proc_peek *k, void *arg)
{
	struct seen *s = arg;
	int e = proc_peek_var(k, limits, s->limit, sizeof s->limit);

	return e < 0 ? e : fd_see_limits(k, &s->fds);
}

static long
limits_there(pid_t pid, int resource, struct rlimit *out)
{
	const struct proc_entry *p;
	struct seen s = { .nproc_soft = 0 };
	long r;

	if ((r = proc_peek(pid, look, &s)) < 0)
		return r == -ENOENT ? -ESRCH : r == -EACCES ? -EPERM : r;
	proc_lock();
	if ((p = proc_find(pid)) != NULL) {
		s.nproc_soft = p->nproc_soft;
		s.nproc_hard = p->nproc_hard;
	}
	proc_unlock();
	if (resource == RLIMIT_NOFILE)
		*out = (struct rlimit){ (rlim_t)s.fds.soft,
		    (rlim_t)s.fds.hard };
	else if (resource == RLIMIT_NPROC)
		*out = (struct rlimit){
		    s.nproc_soft != 0 ? s.nproc_soft : NPROC_MOST,
		    s.nproc_hard != 0 ? s.nproc_hard : NPROC_MOST };
	else
		*out = (struct rlimit){ s.limit[resource].soft,
		    s.limit[resource].hard };
	return 0;
}

/*
 * As on Linux: EINVAL, ESRCH, EPERM; those of others can only be read.
 * EAGAIN: the process would not hold still.
 */
long
sys_prlimit(pid_t pid, int resource, const struct rlimit *new,
    struct rlimit *old)
{
	struct rlimit was;
	long r;

	if (resource < 0 || resource >= RLIMIT_NLIMITS)
		return -EINVAL;
	if (pid == 0 || pid == sys_getpid()) {
		was = limits_of(resource);
		r = new != NULL ? sys_setrlimit(resource, new) : 0;
	} else if (new != NULL && (r = sys_kill(pid, 0)) == 0)
		r = -EPERM;
	else if (new == NULL)
		r = limits_there(pid, resource, &was);
	if (r == 0 && old != NULL)
		*old = was;
	return r;
}

int
getdtablesize(void)
{
	return fd_get_limits().soft;
}
