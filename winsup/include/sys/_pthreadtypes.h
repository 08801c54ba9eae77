/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The types of <pthread.h> that POSIX wants in <sys/types.h>
 * (XBD <sys/types.h>). Included by that header only.
 *
 * Synchronisation objects hold no pointer a second process could not follow,
 * so they work in shared memory. All zero is the static initialiser of the
 * default kind; __type marks the others. What __state means is known to the
 * DLL's thread room alone.
 */
#ifndef _SYS__PTHREADTYPES_H_
#define _SYS__PTHREADTYPES_H_

#include <sys/sched.h>

typedef struct __pthread *pthread_t;
typedef unsigned int pthread_key_t;
typedef volatile int pthread_spinlock_t;
typedef long pthread_once_t;

typedef struct {
	int		__type;
	int		__state[15];
} __attribute__((__aligned__(8))) pthread_mutex_t;

typedef struct {
	int		__type;
	int		__state[15];
} __attribute__((__aligned__(8))) pthread_cond_t;

typedef struct {
	int		__type;
	int		__state[15];
} __attribute__((__aligned__(8))) pthread_rwlock_t;

typedef struct {
	int		__type;
	int		__state[15];
} __attribute__((__aligned__(8))) pthread_barrier_t;

typedef struct {
	int		__detachstate;
	int		__inheritsched;
	int		__schedpolicy;
	int		__scope;
	struct sched_param	__schedparam;
	int		__flags;	/* 1: __sigmask is set */
	__size_t	__guardsize;
	__size_t	__stacksize;
	void		*__stackaddr;
	__size_t	__affinity;	/* processors, a bit each; 0: any */
	__size_t	__sigmask;
} __attribute__((__aligned__(8))) pthread_attr_t;

typedef struct {
	int		__type;
	int		__pshared;
	int		__robust;
	int		__protocol;
	int		__prioceiling;
	int		__spare[11];
} __attribute__((__aligned__(8))) pthread_mutexattr_t;

typedef struct {
	int		__pshared;
	__clockid_t	__clock;
	int		__spare[14];
} __attribute__((__aligned__(8))) pthread_condattr_t;

typedef struct {
	int		__pshared;
	int		__kind;
	int		__spare[14];
} __attribute__((__aligned__(8))) pthread_rwlockattr_t;

typedef struct {
	int		__pshared;
	int		__spare[15];
} __attribute__((__aligned__(8))) pthread_barrierattr_t;

#endif /* _SYS__PTHREADTYPES_H_ */
