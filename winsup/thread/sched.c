/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Scheduling of threads (POSIX.1-2024 sched.h, pthread_*sched*), their names,
 * processors, clocks.
 *
 * SCHED_OTHER has the priority 0 only.  SCHED_FIFO and SCHED_RR have 1 to 99,
 * as elsewhere, which are Windows' levels above the normal one: it has three
 * within a process' class (winbase.h, SetThreadPriority), and shares the
 * processor among threads of one level by turns in any case.
 */
#include "thread/room_impl.h"

#include <errno.h>
#include <sched.h>
#include <string.h>

#include "lib/lock.h"
#include "nt/fault.h"
#include "nt/sync.h"

#define RT_MIN	1
#define RT_MAX	99

static int
is_real_time(int policy)
{
	return policy == SCHED_FIFO || policy == SCHED_RR;
}

/* Linux's two that give way to others. */
static int
is_background(int policy)
{
	return policy == SCHED_BATCH || policy == SCHED_IDLE;
}

int
thr_sched_valid(int policy, int priority)
{
	if (policy == SCHED_OTHER || is_background(policy))
		return priority == 0;
	return is_real_time(policy) && priority >= RT_MIN &&
	    priority <= RT_MAX;
}

/*
 * Windows' value: 0 normal, 1 above normal, 2 highest, 15 time critical; -1
 * below normal, -15 idle.
 */
int
thr_sched_level(int policy, int priority)
{
	if (is_background(policy))
		return policy == SCHED_BATCH ? -1 : -15;
	if (!is_real_time(policy))
		return 0;
	return priority <= 33 ? 1 : priority <= 66 ? 2 : 15;
}

static int
apply(struct thread *t)
{
	int level = thr_sched_level(t->policy, t->priority), r;
	int lifted = thr_sched_level(SCHED_FIFO, t->lifted);
	nt_handle h;

	if (t->lifted > 0 && lifted > level)
		level = lifted;
	thr_hosts_lock();
	h = thr_host_thread(t->host);
	r = h == NULL ? -ESRCH : nt_thread_priority(h, level);
	thr_hosts_unlock();
	return r;
}

int
thr_prio_own(void)
{
	return thr_self()->priority;
}

void
thr_prio_lift(uint32_t tid, int prio, int exact)
{
	struct thread *t;

	thr_list_lock();
	t = thr_find_tid(tid);
	if (t != NULL && t->lifted != prio && (exact || t->lifted < prio)) {
		t->lifted = prio;
		apply(t);
	}
	thr_list_unlock();
}

int
thr_sched_apply(struct thread *t)
{
	return thr_sched_level(t->policy, t->priority) == 0 ? 0 : apply(t);
}

/* ESRCH; EINVAL; EPERM. */
int
pthread_setschedparam(pthread_t id, int policy, const struct sched_param *p)
{
	struct thread *t;
	int r = 0, old_policy, old_priority;

	if (!thr_sched_valid(policy, p->sched_priority))
		return EINVAL;
	thr_list_lock();
	if ((t = thr_find(id)) == NULL) {
		r = -ESRCH;
	} else {
		old_policy = t->policy;
		old_priority = t->priority;
		t->policy = policy;
		t->priority = p->sched_priority;
		if (t->state < THR_ENDING && (r = apply(t)) < 0) {
			t->policy = old_policy;
			t->priority = old_priority;
		}
	}
	thr_list_unlock();
	if (r == 0 && t == thr_main_thread())
		thr_sched_hook(policy, p->sched_priority);
	return r == -EACCES ? EPERM : -r;
}

int
pthread_getschedparam(pthread_t id, int *policy, struct sched_param *p)
{
	struct thread *t;

	thr_list_lock();
	if ((t = thr_find(id)) != NULL) {
		*policy = t->policy;
		memset(p, 0, sizeof(*p));
		p->sched_priority = t->priority;
	}
	thr_list_unlock();
	return t == NULL ? ESRCH : 0;
}

int
pthread_setschedprio(pthread_t id, int priority)
{
	struct sched_param p;
	int policy, err;

	if ((err = pthread_getschedparam(id, &policy, &p)) != 0)
		return err;
	p.sched_priority = priority;
	return pthread_setschedparam(id, policy, &p);
}

/* The level is of no effect: every thread is one of the system's. */
static int concurrency;

int
pthread_getconcurrency(void)
{
	return concurrency;
}

/* EINVAL: negative. */
int
pthread_setconcurrency(int level)
{
	if (level < 0)
		return EINVAL;
	concurrency = level;
	return 0;
}

/* ESRCH; ERANGE: longer than 15 bytes. */
int
pthread_setname_np(pthread_t id, const char *name)
{
	struct thread *t;
	nt_handle h;

	if (strlen(name) >= THR_NAME_MAX)
		return ERANGE;
	thr_list_lock();
	if ((t = thr_find(id)) != NULL) {
		strcpy(t->name, name);
		thr_hosts_lock();
		if (t->state < THR_ENDING &&
		    (h = thr_host_thread(t->host)) != NULL)
			nt_thread_describe(h, name);
		thr_hosts_unlock();
	}
	thr_list_unlock();
	return t == NULL ? ESRCH : 0;
}

extern char *program_invocation_short_name;

/* ESRCH; ERANGE: less than 16 bytes, as on Linux. */
int
pthread_getname_np(pthread_t id, char *out, size_t size)
{
	struct thread *t;
	int err = ESRCH;

	thr_list_lock();
	if ((t = thr_find(id)) != NULL) {
		err = size < THR_NAME_MAX ? ERANGE : 0;
		if (err == 0)
			strlcpy(out, t->name[0] != '\0' ? t->name :
			    program_invocation_short_name, THR_NAME_MAX);
	}
	thr_list_unlock();
	return err;
}

/* The stack of a thread that pthread_create() did not make. */
static void
other_stack(const struct thread *t, struct mm_stack *s)
{
	struct nt_stack_bounds b;

	mm_stack_now(s);
	if (t == thr_self()) {
		nt_stack_get(&b);
		if (b.base != s->base) {
			s->base = b.base;
			s->limit = b.limit;
			s->dealloc = s->low = b.dealloc;
		}
	}
}

/* As on Linux: what the thread has; ESRCH. */
int
pthread_getattr_np(pthread_t id, pthread_attr_t *a)
{
	struct mm_stack s;
	struct thread *t;

	pthread_attr_init(a);
	thr_list_lock();
	if ((t = thr_find(id)) != NULL) {
		s = t->stack;
		if (s.base == NULL)
			other_stack(t, &s);
		a->__detachstate = t->detached;
		a->__schedpolicy = t->policy;
		a->__schedparam.sched_priority = t->priority;
		a->__guardsize = t->guard;
		a->__stackaddr = s.dealloc;
		/* Of ours the lowest pages are never to be used. */
		if (t->own_stack)
			a->__stackaddr = (char *)s.dealloc + MM_STACK_SYSTEM;
		a->__stacksize = (size_t)((char *)s.base -
		    (char *)a->__stackaddr);
	}
	thr_list_unlock();
	return t == NULL ? ESRCH : 0;
}

/* EINVAL: no processor of the process' in the set. */
int
pthread_attr_setaffinity_np(pthread_attr_t *a, size_t size,
    const cpu_set_t *set)
{
	struct nt_cpus own, cpus = { 0 };
	struct nt_groups g;
	uint64_t all;
	int r;

	nt_groups(&g);
	if (set != NULL && size != 0 &&
	    ((r = nt_process_cpus(&own, &all)) < 0 ||
	    (r = thr_cpus_take(&g, &own, set, size, &cpus)) < 0))
		return -r;
	a->__affinity = cpus.mask;
	a->__flags &= (1 << THR_ATTR_GROUP) - 1;
	a->__flags |= cpus.group << THR_ATTR_GROUP;
	return 0;
}

/* EINVAL: the set is too small.  What was not set is all there are. */
int
pthread_attr_getaffinity_np(const pthread_attr_t *a, size_t size,
    cpu_set_t *set)
{
	struct nt_cpus cpus = { a->__affinity,
	    (uint16_t)(a->__flags >> THR_ATTR_GROUP) };
	struct nt_groups g;
	int r;

	nt_groups(&g);
	r = thr_cpus_show(&g, &cpus, set, size);
	if (r == 0 && cpus.mask == 0)
		memset(set, 0xff, size);
	return -r;
}

/* What the thread is to have of the set; the lists are locked. */
static int
set_cpus(nt_handle thread, const cpu_set_t *set, size_t size)
{
	struct nt_cpus own, now, cpus;
	struct nt_groups g;
	uint64_t all;
	int r;

	if ((r = nt_process_cpus(&own, &all)) < 0 ||
	    (r = nt_thread_cpus(thread, &now)) < 0)
		return r;
	nt_groups(&g);
	if (now.group != own.group)
		own = (struct nt_cpus){ UINT64_MAX, now.group };
	if ((r = thr_cpus_take(&g, &own, set, size, &cpus)) < 0)
		return r;
	return nt_thread_set_cpus(thread, &cpus);
}

/* EINVAL: no processor of the process' in the set; ESRCH. */
int
pthread_setaffinity_np(pthread_t id, size_t size, const cpu_set_t *set)
{
	struct thread *t;
	nt_handle h;
	int r = -ESRCH;

	thr_list_lock();
	if ((t = thr_find(id)) != NULL && t->state < THR_ENDING) {
		thr_hosts_lock();
		if ((h = thr_host_thread(t->host)) != NULL)
			r = set_cpus(h, set, size);
		thr_hosts_unlock();
	}
	thr_list_unlock();
	return -r;
}

/* EINVAL: the set is too small; ESRCH. */
int
pthread_getaffinity_np(pthread_t id, size_t size, cpu_set_t *set)
{
	struct nt_cpus cpus;
	struct nt_groups g;
	struct thread *t;
	nt_handle h;
	int r = -ESRCH;

	thr_list_lock();
	if ((t = thr_find(id)) != NULL && t->state < THR_ENDING) {
		thr_hosts_lock();
		if ((h = thr_host_thread(t->host)) != NULL)
			r = nt_thread_cpus(h, &cpus);
		thr_hosts_unlock();
	}
	thr_list_unlock();
	nt_groups(&g);
	if (r == 0)
		r = thr_cpus_show(&g, &cpus, set, size);
	return -r;
}

/* ESRCH.  time/ reads such a clock; see thr_clock_thread(). */
int
pthread_getcpuclockid(pthread_t id, clockid_t *clock)
{
	struct thread *t;
	uint32_t tid = 0;

	thr_may_block();	/* a child in place: not its parent's thread */
	thr_list_lock();
	if ((t = thr_find(id)) != NULL && t->state < THR_ENDING) {
		thr_hosts_lock();
		tid = t->host->id;
		thr_hosts_unlock();
	}
	thr_list_unlock();
	if (tid == 0)
		return ESRCH;
	*clock = THR_CLOCK | tid;
	return 0;
}

int
pthread_yield(void)
{
	nt_yield();
	return 0;
}
