/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sched.h: of the calling thread, as on Linux, when pid is 0 or this
 * process.  Windows has the priority of another process' threads only as a
 * class, which is nice()'s: asking for those is EPERM.
 */
#include "syscall/stub.h"

#include <pthread.h>
#include <sched.h>
#include <string.h>

#include "nt/process.h"
#include "nt/thread.h"
#include "proc/room.h"
#include "thread/room.h"

/* 0 for this process; -ESRCH, -EPERM. */
static long
check_pid(pid_t pid)
{
	struct proc_entry *p;

	if (pid == 0 || pid == sig_own_pid())
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
	if (policy == SCHED_FIFO || policy == SCHED_RR)
		return 99;
	return policy == SCHED_OTHER ? 0 : -EINVAL;
}

long
sys_sched_get_priority_min(int policy)
{
	if (policy == SCHED_FIFO || policy == SCHED_RR)
		return 1;
	return policy == SCHED_OTHER ? 0 : -EINVAL;
}

/* ESRCH, EPERM. */
long
sys_sched_getscheduler(pid_t pid)
{
	struct sched_param p;
	int policy;
	long r = check_pid(pid);

	if (r < 0)
		return r;
	r = -pthread_getschedparam(pthread_self(), &policy, &p);
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
	r = -pthread_setschedparam(pthread_self(), policy, param);
	return r < 0 ? r : old;
}

/* ESRCH, EPERM; EINVAL: NULL. */
long
sys_sched_getparam(pid_t pid, struct sched_param *param)
{
	int policy;
	long r = check_pid(pid);

	if (r < 0)
		return r;
	if (param == NULL)
		return -EINVAL;
	return -pthread_getschedparam(pthread_self(), &policy, param);
}

long
sys_sched_setparam(pid_t pid, const struct sched_param *param)
{
	long policy = sys_sched_getscheduler(pid);

	if (policy < 0)
		return policy;
	if (param == NULL)
		return -EINVAL;
	return -pthread_setschedparam(pthread_self(), (int)policy, param);
}

/* What a thread gets at a time: two ticks of Windows' clock on a client. */
long
sys_sched_rr_get_interval(pid_t pid, struct timespec *interval)
{
	long r = check_pid(pid);

	if (r < 0)
		return r;
	interval->tv_sec = 0;
	interval->tv_nsec = 2 * 15625000;
	return 0;
}

/* EINVAL: the set is too small; ESRCH, EPERM. */
long
sys_sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	long r = check_pid(pid);

	return r < 0 ? r : -pthread_getaffinity_np(pthread_self(), size, set);
}

/* EINVAL: no processor of this process' in it. */
long
sys_sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *set)
{
	long r = check_pid(pid);

	return r < 0 ? r : -pthread_setaffinity_np(pthread_self(), size, set);
}

long
sys_sched_getcpu(void)
{
	return nt_current_processor();
}
