/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * POSIX threads (XBD <pthread.h>). The types are in <sys/_pthreadtypes.h>.
 */
#ifndef _PTHREAD_H
#define _PTHREAD_H

#include <sys/cdefs.h>
#include <sys/features.h>
#include <sys/_sigset.h>
#include <sys/types.h>
#include <sched.h>
#include <time.h>

#define PTHREAD_CREATE_JOINABLE		0
#define PTHREAD_CREATE_DETACHED		1

#define PTHREAD_INHERIT_SCHED		0
#define PTHREAD_EXPLICIT_SCHED		1

#define PTHREAD_SCOPE_SYSTEM		0
#define PTHREAD_SCOPE_PROCESS		1

#define PTHREAD_PROCESS_PRIVATE		0
#define PTHREAD_PROCESS_SHARED		1

#define PTHREAD_PRIO_NONE		0
#define PTHREAD_PRIO_INHERIT		1
#define PTHREAD_PRIO_PROTECT		2

#define PTHREAD_CANCEL_ENABLE		0
#define PTHREAD_CANCEL_DISABLE		1
#define PTHREAD_CANCEL_DEFERRED		0
#define PTHREAD_CANCEL_ASYNCHRONOUS	1
#define PTHREAD_CANCELED		((void *)-1)

#define PTHREAD_MUTEX_NORMAL		0
#define PTHREAD_MUTEX_RECURSIVE		1
#define PTHREAD_MUTEX_ERRORCHECK	2
#define PTHREAD_MUTEX_DEFAULT		PTHREAD_MUTEX_NORMAL
#define PTHREAD_MUTEX_STALLED		0
#define PTHREAD_MUTEX_ROBUST		1

#define PTHREAD_BARRIER_SERIAL_THREAD	(-1)

#if __POSIX_VISIBLE >= 202405
#define PTHREAD_NULL			((pthread_t)0)
#endif
#define PTHREAD_ONCE_INIT		0
#define PTHREAD_MUTEX_INITIALIZER	{ 0, { 0 } }
#define PTHREAD_COND_INITIALIZER	{ 0, { 0 } }
#define PTHREAD_RWLOCK_INITIALIZER	{ 0, { 0 } }
#if __MISC_VISIBLE || __GNU_VISIBLE
#define PTHREAD_NORMAL_MUTEX_INITIALIZER_NP	{ PTHREAD_MUTEX_NORMAL, { 0 } }
#define PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP				\
	{ PTHREAD_MUTEX_RECURSIVE, { 0 } }
#define PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP				\
	{ PTHREAD_MUTEX_ERRORCHECK, { 0 } }
#define PTHREAD_MUTEX_RECURSIVE_NP	PTHREAD_MUTEX_RECURSIVE
#define PTHREAD_MUTEX_ERRORCHECK_NP	PTHREAD_MUTEX_ERRORCHECK
#define PTHREAD_MUTEX_FAST_NP		PTHREAD_MUTEX_NORMAL
#endif

/* One entry of a thread's stack of cleanup handlers. */
struct __pthread_cleanup {
	void		(*__routine)(void *);
	void		*__arg;
	struct __pthread_cleanup *__next;
	long		__spare;
};

#ifdef __cplusplus
extern "C" {
#endif

void __pthread_cleanup_push(struct __pthread_cleanup *__c,
    void (*__routine)(void *), void *__arg);
void __pthread_cleanup_pop(struct __pthread_cleanup *__c, int __execute);

/* Each opens or closes a block, as POSIX allows. */
#ifdef __cplusplus
} /* extern "C" */

/* What leaves the block by an exception runs the handler. */
struct __pthread_cleanup_scope {
	struct __pthread_cleanup	__entry;
	int				__execute;

	__pthread_cleanup_scope(void (*__routine)(void *), void *__arg)
	    : __execute(1)
	{
		__pthread_cleanup_push(&__entry, __routine, __arg);
	}
	~__pthread_cleanup_scope()
	{
		__pthread_cleanup_pop(&__entry, __execute);
	}
};

#define pthread_cleanup_push(__routine, __arg)				\
	do {								\
		__pthread_cleanup_scope __cleanup_scope((__routine),	\
		    (__arg))
#define pthread_cleanup_pop(__run)					\
		__cleanup_scope.__execute = (__run);			\
	} while (0)

extern "C" {
#else
#define pthread_cleanup_push(__routine, __arg)				\
	do {								\
		struct __pthread_cleanup __cleanup_entry;		\
		__pthread_cleanup_push(&__cleanup_entry, (__routine), (__arg))
#define pthread_cleanup_pop(__execute)					\
		__pthread_cleanup_pop(&__cleanup_entry, (__execute));	\
	} while (0)
#endif

int pthread_atfork(void (*__prepare)(void), void (*__parent)(void),
    void (*__child)(void));

int pthread_attr_init(pthread_attr_t *__attr);
int pthread_attr_destroy(pthread_attr_t *__attr);
int pthread_attr_getdetachstate(const pthread_attr_t *__attr, int *__state);
int pthread_attr_setdetachstate(pthread_attr_t *__attr, int __state);
int pthread_attr_getguardsize(const pthread_attr_t *__restrict __attr,
    size_t *__restrict __size);
int pthread_attr_setguardsize(pthread_attr_t *__attr, size_t __size);
int pthread_attr_getinheritsched(const pthread_attr_t *__restrict __attr,
    int *__restrict __inherit);
int pthread_attr_setinheritsched(pthread_attr_t *__attr, int __inherit);
int pthread_attr_getschedparam(const pthread_attr_t *__restrict __attr,
    struct sched_param *__restrict __param);
int pthread_attr_setschedparam(pthread_attr_t *__restrict __attr,
    const struct sched_param *__restrict __param);
int pthread_attr_getschedpolicy(const pthread_attr_t *__restrict __attr,
    int *__restrict __policy);
int pthread_attr_setschedpolicy(pthread_attr_t *__attr, int __policy);
int pthread_attr_getscope(const pthread_attr_t *__restrict __attr,
    int *__restrict __scope);
int pthread_attr_setscope(pthread_attr_t *__attr, int __scope);
int pthread_attr_getstack(const pthread_attr_t *__restrict __attr,
    void **__restrict __addr, size_t *__restrict __size);
int pthread_attr_setstack(pthread_attr_t *__attr, void *__addr,
    size_t __size);
int pthread_attr_getstacksize(const pthread_attr_t *__restrict __attr,
    size_t *__restrict __size);
int pthread_attr_setstacksize(pthread_attr_t *__attr, size_t __size);
#if __MISC_VISIBLE || __POSIX_VISIBLE < 200809
int pthread_attr_getstackaddr(const pthread_attr_t *__attr, void **__addr);
int pthread_attr_setstackaddr(pthread_attr_t *__attr, void *__addr);
#endif

int pthread_barrier_init(pthread_barrier_t *__restrict __barrier,
    const pthread_barrierattr_t *__restrict __attr, unsigned int __count);
int pthread_barrier_destroy(pthread_barrier_t *__barrier);
int pthread_barrier_wait(pthread_barrier_t *__barrier);
int pthread_barrierattr_init(pthread_barrierattr_t *__attr);
int pthread_barrierattr_destroy(pthread_barrierattr_t *__attr);
int pthread_barrierattr_getpshared(
    const pthread_barrierattr_t *__restrict __attr, int *__restrict __shared);
int pthread_barrierattr_setpshared(pthread_barrierattr_t *__attr,
    int __shared);

int pthread_create(pthread_t *__restrict __thr,
    const pthread_attr_t *__restrict __attr, void *(*__start)(void *),
    void *__restrict __arg);
int pthread_cancel(pthread_t __thr);
int pthread_detach(pthread_t __thr);
int pthread_equal(pthread_t __a, pthread_t __b);
void pthread_exit(void *__value) __attribute__((__noreturn__));
int pthread_getcpuclockid(pthread_t __thr, clockid_t *__clock);
int pthread_getschedparam(pthread_t __thr, int *__restrict __policy,
    struct sched_param *__restrict __param);
int pthread_setschedparam(pthread_t __thr, int __policy,
    const struct sched_param *__param);
int pthread_setschedprio(pthread_t __thr, int __prio);
int pthread_join(pthread_t __thr, void **__value);
pthread_t pthread_self(void);
int pthread_setcancelstate(int __state, int *__old);
int pthread_setcanceltype(int __type, int *__old);
void pthread_testcancel(void);
#if __MISC_VISIBLE || (__XSI_VISIBLE && __XSI_VISIBLE < 800)
int pthread_getconcurrency(void);
int pthread_setconcurrency(int __level);
#endif

int pthread_cond_init(pthread_cond_t *__restrict __cond,
    const pthread_condattr_t *__restrict __attr);
int pthread_cond_destroy(pthread_cond_t *__cond);
int pthread_cond_signal(pthread_cond_t *__cond);
int pthread_cond_broadcast(pthread_cond_t *__cond);
int pthread_cond_wait(pthread_cond_t *__restrict __cond,
    pthread_mutex_t *__restrict __mutex);
int pthread_cond_timedwait(pthread_cond_t *__restrict __cond,
    pthread_mutex_t *__restrict __mutex,
    const struct timespec *__restrict __abstime);
int pthread_condattr_init(pthread_condattr_t *__attr);
int pthread_condattr_destroy(pthread_condattr_t *__attr);
int pthread_condattr_getclock(const pthread_condattr_t *__restrict __attr,
    clockid_t *__restrict __clock);
int pthread_condattr_setclock(pthread_condattr_t *__attr, clockid_t __clock);
int pthread_condattr_getpshared(const pthread_condattr_t *__restrict __attr,
    int *__restrict __shared);
int pthread_condattr_setpshared(pthread_condattr_t *__attr, int __shared);

void *pthread_getspecific(pthread_key_t __key);
int pthread_setspecific(pthread_key_t __key, const void *__value);
int pthread_key_create(pthread_key_t *__key, void (*__destructor)(void *));
int pthread_key_delete(pthread_key_t __key);
int pthread_once(pthread_once_t *__once, void (*__init)(void));

int pthread_mutex_init(pthread_mutex_t *__restrict __mutex,
    const pthread_mutexattr_t *__restrict __attr);
int pthread_mutex_destroy(pthread_mutex_t *__mutex);
int pthread_mutex_consistent(pthread_mutex_t *__mutex);
int pthread_mutex_getprioceiling(const pthread_mutex_t *__restrict __mutex,
    int *__restrict __ceiling);
int pthread_mutex_setprioceiling(pthread_mutex_t *__restrict __mutex,
    int __ceiling, int *__restrict __old);
int pthread_mutex_lock(pthread_mutex_t *__mutex);
int pthread_mutex_timedlock(pthread_mutex_t *__restrict __mutex,
    const struct timespec *__restrict __abstime);
int pthread_mutex_trylock(pthread_mutex_t *__mutex);
int pthread_mutex_unlock(pthread_mutex_t *__mutex);
int pthread_mutexattr_init(pthread_mutexattr_t *__attr);
int pthread_mutexattr_destroy(pthread_mutexattr_t *__attr);
int pthread_mutexattr_getprioceiling(
    const pthread_mutexattr_t *__restrict __attr, int *__restrict __ceiling);
int pthread_mutexattr_setprioceiling(pthread_mutexattr_t *__attr,
    int __ceiling);
int pthread_mutexattr_getprotocol(const pthread_mutexattr_t *__restrict __attr,
    int *__restrict __protocol);
int pthread_mutexattr_setprotocol(pthread_mutexattr_t *__attr,
    int __protocol);
int pthread_mutexattr_getpshared(const pthread_mutexattr_t *__restrict __attr,
    int *__restrict __shared);
int pthread_mutexattr_setpshared(pthread_mutexattr_t *__attr, int __shared);
int pthread_mutexattr_getrobust(const pthread_mutexattr_t *__restrict __attr,
    int *__restrict __robust);
int pthread_mutexattr_setrobust(pthread_mutexattr_t *__attr, int __robust);
int pthread_mutexattr_gettype(const pthread_mutexattr_t *__restrict __attr,
    int *__restrict __type);
int pthread_mutexattr_settype(pthread_mutexattr_t *__attr, int __type);

int pthread_rwlock_init(pthread_rwlock_t *__restrict __lock,
    const pthread_rwlockattr_t *__restrict __attr);
int pthread_rwlock_destroy(pthread_rwlock_t *__lock);
int pthread_rwlock_rdlock(pthread_rwlock_t *__lock);
int pthread_rwlock_timedrdlock(pthread_rwlock_t *__restrict __lock,
    const struct timespec *__restrict __abstime);
int pthread_rwlock_timedwrlock(pthread_rwlock_t *__restrict __lock,
    const struct timespec *__restrict __abstime);
int pthread_rwlock_tryrdlock(pthread_rwlock_t *__lock);
int pthread_rwlock_trywrlock(pthread_rwlock_t *__lock);
int pthread_rwlock_unlock(pthread_rwlock_t *__lock);
int pthread_rwlock_wrlock(pthread_rwlock_t *__lock);
int pthread_rwlockattr_init(pthread_rwlockattr_t *__attr);
int pthread_rwlockattr_destroy(pthread_rwlockattr_t *__attr);
int pthread_rwlockattr_getpshared(
    const pthread_rwlockattr_t *__restrict __attr, int *__restrict __shared);
int pthread_rwlockattr_setpshared(pthread_rwlockattr_t *__attr, int __shared);

int pthread_spin_init(pthread_spinlock_t *__lock, int __shared);
int pthread_spin_destroy(pthread_spinlock_t *__lock);
int pthread_spin_lock(pthread_spinlock_t *__lock);
int pthread_spin_trylock(pthread_spinlock_t *__lock);
int pthread_spin_unlock(pthread_spinlock_t *__lock);

/* libstdc++'s headers use these in strict modes too. */
#if __POSIX_VISIBLE >= 202405 || __GNU_VISIBLE || defined(__cplusplus)
int pthread_cond_clockwait(pthread_cond_t *__restrict __cond,
    pthread_mutex_t *__restrict __mutex, clockid_t __clock,
    const struct timespec *__restrict __abstime);
int pthread_mutex_clocklock(pthread_mutex_t *__restrict __mutex,
    clockid_t __clock, const struct timespec *__restrict __abstime);
int pthread_rwlock_clockrdlock(pthread_rwlock_t *__restrict __lock,
    clockid_t __clock, const struct timespec *__restrict __abstime);
int pthread_rwlock_clockwrlock(pthread_rwlock_t *__restrict __lock,
    clockid_t __clock, const struct timespec *__restrict __abstime);
#endif

#if __GNU_VISIBLE || __MISC_VISIBLE
int pthread_yield(void);
int pthread_getname_np(pthread_t __thr, char *__buf, size_t __size);
int pthread_setname_np(pthread_t __thr, const char *__name);
int pthread_getattr_np(pthread_t __thr, pthread_attr_t *__attr);

/* In locks of each kind a reader that has one already gets another. */
#define PTHREAD_RWLOCK_PREFER_READER_NP			0
#define PTHREAD_RWLOCK_PREFER_WRITER_NP			1
#define PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP	2
#define PTHREAD_RWLOCK_DEFAULT_NP	PTHREAD_RWLOCK_PREFER_READER_NP
int pthread_rwlockattr_getkind_np(const pthread_rwlockattr_t *__attr,
    int *__kind);
int pthread_rwlockattr_setkind_np(pthread_rwlockattr_t *__attr, int __kind);
#endif
#if __GNU_VISIBLE
int pthread_getaffinity_np(pthread_t __thr, size_t __size,
    cpu_set_t *__set);
int pthread_setaffinity_np(pthread_t __thr, size_t __size,
    const cpu_set_t *__set);
int pthread_attr_getaffinity_np(const pthread_attr_t *__attr, size_t __size,
    cpu_set_t *__set);
int pthread_attr_setaffinity_np(pthread_attr_t *__attr, size_t __size,
    const cpu_set_t *__set);
#define PTHREAD_ATTR_NO_SIGMASK_NP	(-1)
int pthread_attr_getsigmask_np(const pthread_attr_t *__attr,
    __sigset_t *__mask);
int pthread_attr_setsigmask_np(pthread_attr_t *__attr,
    const __sigset_t *__mask);
int pthread_getattr_default_np(pthread_attr_t *__attr);
int pthread_setattr_default_np(const pthread_attr_t *__attr);
int pthread_tryjoin_np(pthread_t __thr, void **__value);
int pthread_timedjoin_np(pthread_t __thr, void **__value,
    const struct timespec *__abstime);
int pthread_clockjoin_np(pthread_t __thr, void **__value,
    clockid_t __clock, const struct timespec *__abstime);
#endif

#ifdef __cplusplus
}
#endif

#endif /* _PTHREAD_H */
