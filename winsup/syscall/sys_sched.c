/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sched.h: of the calling thread, as on Linux, when pid is 0 or this
 * process.  Of another process it is the main thread's policy and priority,
 * which the table has (Windows tells no more than it was told), and the
 * processors of all its threads.
 */
#include "syscall/stub.h"

#include <pthread.h>
#include <sched.h>
#include <string.h>

#include "account/room.h"
#include "nt/process.h"
#include "nt/processor.h"
#include "nt/thread.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "syscall/args.h"
#include "syscall/tid.h"
#include "thread/room.h"

/* Linux's. */
long
sys_gettid(void)
{
	if (thr_self()->host == thr_host_main())
		return sys_getpid();
	return TID_MARK | (long)nt_thread_id();
}

/* 0 for this process or thread; -ESRCH; -EPERM: another one. */
static long
check_pid(pid_t pid)
{
	struct proc_entry *p;

	if (pid == 0 || pid == sys_getpid() || pid == sys_gettid())
		return 0;
	if (pid < 0)
		return -EINVAL;
	if (proc_self() == NULL)
		return -ESRCH;
	proc_lock();
	p = proc_find(pid);
	proc_unlock();
	return p == NULL ? -ESRCH : -EPERM;
}

/* EINVAL: no such policy. */
long
sys_sched_get_priority_max(int policy)
{
	if (thr_sched_valid(policy, 0))
		return 0;
	return thr_sched_valid(policy, 99) ? 99 : -EINVAL;
}

long
sys_sched_get_priority_min(int policy)
{
	if (thr_sched_valid(policy, 0))
		return 0;
	return thr_sched_valid(policy, 1) ? 1 : -EINVAL;
}

/* thr_sched_hook: others can see it. */
static void
publish(int policy, int priority)
{
	struct proc_entry *e = proc_self_known();

	if (e == NULL)
		return;
	e->sched_policy = (int8_t)policy;
	e->sched_priority = (int8_t)priority;
}

void (*thr_sched_hook)(int, int) = publish;

/* What another process has given this one's main thread is its own now. */
static void
take_notice(void)
{
	struct proc_entry *e = proc_self_known();

	if (e == NULL || thr_self() != thr_main_thread() ||
	    !__atomic_exchange_n(&e->sched_set, 0, __ATOMIC_SEQ_CST))
		return;
	pthread_setschedparam(pthread_self(), e->sched_policy,
	    &(struct sched_param){ e->sched_priority });
}

/* -EINVAL, -ESRCH, -EPERM. */
static long
get_schedule(pid_t pid, int *policy, struct sched_param *param)
{
	const struct proc_entry *p;
	long r = check_pid(pid);

	if (r == 0) {
		take_notice();
		return -pthread_getschedparam(pthread_self(), policy, param);
	}
	if (r != -EPERM)
		return r;
	proc_lock();
	if ((p = proc_find(pid)) != NULL) {
		*policy = p->sched_policy;
		param->sched_priority = p->sched_priority;
	}
	proc_unlock();
	return p != NULL ? 0 : -ESRCH;
}

/* Of another process' main thread; one that is in place takes notice later. */
static long
set_other(pid_t pid, int policy, int priority)
{
	struct proc_entry *p;
	uint32_t winpid = 0;
	long r = 0;

	if (!thr_sched_valid(policy, priority))
		return -EINVAL;
	proc_lock();
	if ((p = proc_find(pid)) == NULL) {
		r = -ESRCH;
	} else if (p->uid != account_uid()) {
		r = -EPERM;
	} else {
		p->sched_policy = (int8_t)policy;
		p->sched_priority = (int8_t)priority;
		p->sched_set = 1;
		if (p->state != PROC_VIRTUAL && p->state != PROC_DEAD)
			winpid = p->winpid;
	}
	proc_unlock();
	if (winpid != 0)
		r = nt_process_priority(winpid,
		    thr_sched_level(policy, priority));
	return r;
}

static long
set_schedule(pid_t pid, int policy, const struct sched_param *param)
{
	long r = check_pid(pid);

	if (r == 0)
		return -pthread_setschedparam(pthread_self(), policy, param);
	return r == -EPERM ? set_other(pid, policy, param->sched_priority) : r;
}

/* EINVAL, ESRCH, EPERM. */
long
sys_sched_getscheduler(pid_t pid)
{
	struct sched_param p;
	int policy;
	long r = get_schedule(pid, &policy, &p);

	return r < 0 ? r : policy;
}

/* The former policy; EINVAL, ESRCH, EPERM. */
long
sys_sched_setscheduler(pid_t pid, int policy, const struct sched_param *param)
{
	long old = sys_sched_getscheduler(pid), r;

	if (old < 0)
		return old;
	if (param == NULL)
		return -EINVAL;
	r = set_schedule(pid, policy, param);
	return r < 0 ? r : old;
}

/* ESRCH, EPERM; EINVAL: NULL. */
long
sys_sched_getparam(pid_t pid, struct sched_param *param)
{
	int policy;

	return param == NULL ? -EINVAL : get_schedule(pid, &policy, param);
}

long
sys_sched_setparam(pid_t pid, const struct sched_param *param)
{
	long policy = sys_sched_getscheduler(pid);

	if (policy < 0)
		return policy;
	return param == NULL ? -EINVAL :
	    set_schedule(pid, (int)policy, param);
}

/* What a thread gets at a time: two ticks of Windows' clock on a client. */
long
sys_sched_rr_get_interval(pid_t pid, struct timespec *interval)
{
	long r = check_pid(pid);

	if (r < 0 && r != -EPERM)
		return r;
	interval->tv_sec = 0;
	interval->tv_nsec = 2 * 15625000;
	return 0;
}

/*
 * Windows' number of another process, which check_pid() has found.  -ESRCH;
 * -EPERM: it runs in its parent's place, and has no processors of its own.
 */
static long
winpid_of(pid_t pid, uint32_t *winpid)
{
	const struct proc_entry *p;
	long r = -ESRCH;

	proc_lock();
	p = proc_find(pid);
	if (p != NULL && p->state == PROC_VIRTUAL) {
		r = -EPERM;
	} else if (p != NULL && p->state != PROC_DEAD && !proc_is_gone(p)) {
		*winpid = p->winpid;
		r = 0;
	}
	proc_unlock();
	return r;
}

/* EFAULT, EINVAL: the set is too small; ESRCH, EPERM. */
long
sys_sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	struct nt_groups g;
	struct nt_cpus cpus;
	uint32_t winpid;
	long r = check_pid(pid);

	if (sys_reach(set, size, 1) < 0)
		return -EFAULT;
	if (r == 0)
		return -pthread_getaffinity_np(pthread_self(), size, set);
	if (r != -EPERM)
		return r;
	if ((r = winpid_of(pid, &winpid)) < 0 ||
	    (r = nt_process_cpus_of(winpid, &cpus)) < 0)
		return r;
	nt_groups(&g);
	return thr_cpus_show(&g, &cpus, set, size);
}

/*
 * EINVAL: no processor in it, or none of the group of another process;
 * ESRCH, EPERM.  The only thread of a process sets the process', which its
 * children and programs inherit; but not where it changes its group.
 */
long
sys_sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *set)
{
	struct nt_cpus own, other, cpus;
	struct nt_groups g;
	uint32_t winpid = 0;
	uint64_t all;
	long r = check_pid(pid);

	if (r == 0 && thr_count() > 1)
		return -pthread_setaffinity_np(pthread_self(), size, set);
	if (r < 0 && (r != -EPERM || (r = winpid_of(pid, &winpid)) < 0))
		return r;
	if ((r = nt_process_cpus(&own, &all)) < 0)
		return r;
	own.mask = all;
	if (winpid != 0) {
		if ((r = nt_process_cpus_of(winpid, &other)) < 0)
			return r;
		own.group = other.group;
	}
	nt_groups(&g);
	if ((r = thr_cpus_take(&g, &own, set, size, &cpus)) < 0)
		return r;
	if (winpid != 0)
		return cpus.group != own.group ? -EINVAL :
		    nt_process_set_cpus(winpid, cpus.mask);
	if (cpus.group == own.group)
		r = nt_process_set_cpus(0, cpus.mask);
	return r < 0 ? r : nt_self_set_cpus(&cpus);
}

long
sys_sched_getcpu(void)
{
	return nt_current_processor();
}
