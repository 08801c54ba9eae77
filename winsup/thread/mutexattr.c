/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Attributes of mutexes (POSIX.1-2024 pthread_mutexattr_*).
 */
#include "thread/objects.h"

#include <errno.h>
#include <string.h>

#include "thread/held.h"

#define GETTER(name, field)						\
int									\
pthread_mutexattr_get##name(const pthread_mutexattr_t *attr, int *value) \
{									\
	*value = attr->field;						\
	return 0;							\
}

GETTER(type, __type)
GETTER(pshared, __pshared)
GETTER(robust, __robust)
GETTER(protocol, __protocol)

int
pthread_mutexattr_init(pthread_mutexattr_t *attr)
{
	memset(attr, 0, sizeof(*attr));
	attr->__type = PTHREAD_MUTEX_DEFAULT;
	return 0;
}

int
pthread_mutexattr_destroy(pthread_mutexattr_t *attr)
{
	return 0;
}

/* EINVAL: no such type; so for the others. */
int
pthread_mutexattr_settype(pthread_mutexattr_t *attr, int type)
{
	if (type != PTHREAD_MUTEX_NORMAL && type != PTHREAD_MUTEX_RECURSIVE &&
	    type != PTHREAD_MUTEX_ERRORCHECK)
		return EINVAL;
	attr->__type = type;
	return 0;
}

int
pthread_mutexattr_setpshared(pthread_mutexattr_t *attr, int shared)
{
	if (!thr_valid_pshared(shared))
		return EINVAL;
	attr->__pshared = shared;
	return 0;
}

int
pthread_mutexattr_setrobust(pthread_mutexattr_t *attr, int robust)
{
	if (robust != PTHREAD_MUTEX_ROBUST && robust != PTHREAD_MUTEX_STALLED)
		return EINVAL;
	attr->__robust = robust;
	return 0;
}

int
pthread_mutexattr_setprotocol(pthread_mutexattr_t *attr, int protocol)
{
	if (protocol != PTHREAD_PRIO_NONE &&
	    protocol != PTHREAD_PRIO_INHERIT &&
	    protocol != PTHREAD_PRIO_PROTECT)
		return EINVAL;
	attr->__protocol = protocol;
	return 0;
}

/* Unset it is the lowest priority of SCHED_FIFO. */
int
pthread_mutexattr_getprioceiling(const pthread_mutexattr_t *attr,
    int *ceiling)
{
	*ceiling = held_ceiling_of(attr->__prioceiling);
	return 0;
}

/* EINVAL: no priority of SCHED_FIFO. */
int
pthread_mutexattr_setprioceiling(pthread_mutexattr_t *attr, int ceiling)
{
	if (!held_is_ceiling(ceiling))
		return EINVAL;
	attr->__prioceiling = ceiling;
	return 0;
}
