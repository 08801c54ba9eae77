/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Attributes of threads (POSIX.1-2024 pthread_attr_*).  A __stacksize of 0 is
 * the default.
 */
#include "thread/room_impl.h"

#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <string.h>

/* What a thread gets that is made without any.  Fork class: copy. */
static pthread_attr_t usual = { .__guardsize = MM_PAGE,
    .__schedpolicy = SCHED_OTHER };

int
pthread_getattr_default_np(pthread_attr_t *a)
{
	thr_list_lock();
	*a = usual;
	thr_list_unlock();
	return 0;
}

/* EINVAL: one stack cannot be that of many. */
int
pthread_setattr_default_np(const pthread_attr_t *a)
{
	if (a->__stackaddr != NULL)
		return EINVAL;
	thr_list_lock();
	usual = *a;
	thr_list_unlock();
	return 0;
}

int
pthread_attr_init(pthread_attr_t *a)
{
	memset(a, 0, sizeof(*a));
	a->__guardsize = MM_PAGE;
	a->__schedpolicy = SCHED_OTHER;
	return 0;
}

int
pthread_attr_destroy(pthread_attr_t *a)
{
	return 0;
}

int
pthread_attr_getdetachstate(const pthread_attr_t *a, int *state)
{
	*state = a->__detachstate;
	return 0;
}

/* EINVAL: no such state. */
int
pthread_attr_setdetachstate(pthread_attr_t *a, int state)
{
	if (state != PTHREAD_CREATE_JOINABLE &&
	    state != PTHREAD_CREATE_DETACHED)
		return EINVAL;
	a->__detachstate = state;
	return 0;
}

int
pthread_attr_getguardsize(const pthread_attr_t *a, size_t *size)
{
	*size = a->__guardsize;
	return 0;
}

/* Rounded up to pages; there is always one page. */
int
pthread_attr_setguardsize(pthread_attr_t *a, size_t size)
{
	a->__guardsize = size;
	return 0;
}

int
pthread_attr_getinheritsched(const pthread_attr_t *a, int *inherit)
{
	*inherit = a->__inheritsched;
	return 0;
}

/* EINVAL: no such value. */
int
pthread_attr_setinheritsched(pthread_attr_t *a, int inherit)
{
	if (inherit != PTHREAD_INHERIT_SCHED &&
	    inherit != PTHREAD_EXPLICIT_SCHED)
		return EINVAL;
	a->__inheritsched = inherit;
	return 0;
}

int
pthread_attr_getschedparam(const pthread_attr_t *a, struct sched_param *p)
{
	*p = a->__schedparam;
	return 0;
}

/* EINVAL: a priority that the policy does not have. */
int
pthread_attr_setschedparam(pthread_attr_t *a, const struct sched_param *p)
{
	if (p->sched_priority < sched_get_priority_min(a->__schedpolicy) ||
	    p->sched_priority > sched_get_priority_max(a->__schedpolicy))
		return EINVAL;
	a->__schedparam = *p;
	return 0;
}

int
pthread_attr_getschedpolicy(const pthread_attr_t *a, int *policy)
{
	*policy = a->__schedpolicy;
	return 0;
}

/* EINVAL: no such policy. */
int
pthread_attr_setschedpolicy(pthread_attr_t *a, int policy)
{
	if (!thr_sched_valid(policy, 0) && !thr_sched_valid(policy, 1))
		return EINVAL;
	a->__schedpolicy = policy;
	return 0;
}

int
pthread_attr_getscope(const pthread_attr_t *a, int *scope)
{
	*scope = a->__scope;
	return 0;
}

/* EINVAL: no such value; ENOTSUP: all threads compete with all others. */
int
pthread_attr_setscope(pthread_attr_t *a, int scope)
{
	if (scope == PTHREAD_SCOPE_PROCESS)
		return ENOTSUP;
	return scope == PTHREAD_SCOPE_SYSTEM ? 0 : EINVAL;
}

int
pthread_attr_getstack(const pthread_attr_t *a, void **addr, size_t *size)
{
	*addr = a->__stackaddr;
	return pthread_attr_getstacksize(a, size);
}

/* EINVAL: smaller than PTHREAD_STACK_MIN, or not aligned to 16. */
int
pthread_attr_setstack(pthread_attr_t *a, void *addr, size_t size)
{
	if (size < PTHREAD_STACK_MIN || ((uintptr_t)addr & 15) != 0 ||
	    (size & 15) != 0)
		return EINVAL;
	a->__stackaddr = addr;
	a->__stacksize = size;
	return 0;
}

int
pthread_attr_getstacksize(const pthread_attr_t *a, size_t *size)
{
	*size = a->__stacksize != 0 ? a->__stacksize : MM_STACK_DEFAULT;
	return 0;
}

/* EINVAL: smaller than PTHREAD_STACK_MIN. */
int
pthread_attr_setstacksize(pthread_attr_t *a, size_t size)
{
	if (size < PTHREAD_STACK_MIN)
		return EINVAL;
	a->__stacksize = size;
	return 0;
}

/* glibc's; NULL: none, the creator's at the time. */
int
pthread_attr_setsigmask_np(pthread_attr_t *a, const __sigset_t *mask)
{
	a->__flags &= ~THR_ATTR_SIGMASK;
	if (mask != NULL)
		a->__flags |= THR_ATTR_SIGMASK;
	a->__sigmask = mask != NULL ? *mask : 0;
	return 0;
}

/* PTHREAD_ATTR_NO_SIGMASK_NP: none was set. */
int
pthread_attr_getsigmask_np(const pthread_attr_t *a, __sigset_t *mask)
{
	*mask = a->__sigmask;
	return a->__flags & THR_ATTR_SIGMASK ? 0 : PTHREAD_ATTR_NO_SIGMASK_NP;
}

/* Of Issue 6: the highest address, as stacks grow down. */
int
pthread_attr_getstackaddr(const pthread_attr_t *a, void **addr)
{
	size_t size;

	pthread_attr_getstacksize(a, &size);
	*addr = a->__stackaddr == NULL ? NULL :
	    (char *)a->__stackaddr + size;
	return 0;
}

/* EINVAL: not aligned; the size has to be set before. */
int
pthread_attr_setstackaddr(pthread_attr_t *a, void *addr)
{
	size_t size;

	if (((uintptr_t)addr & 15) != 0)
		return EINVAL;
	pthread_attr_getstacksize(a, &size);
	a->__stacksize = size;
	a->__stackaddr = (char *)addr - size;
	return 0;
}
