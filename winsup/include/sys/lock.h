/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The locks newlib uses inside, as it wants them from the target. Not for
 * programs.
 *
 * A lock is plain data: all zero is unlocked, nothing need be allocated, and
 * a forked child may reset one by zeroing it. The functions are in the
 * DLL's thread room; all return 0, or an error number where noted:
 *
 *	__isthmus_lock_init		set to unlocked
 *	__isthmus_lock_acquire		wait until it is ours
 *	__isthmus_lock_try_acquire	0, or EBUSY
 *	__isthmus_lock_release		the next waiter may go on
 *	__isthmus_lock_close		it will not be used again
 *
 * The _recursive ones count how often the owner took it. Signals are not
 * held off, and no lock is a cancellation point.
 */
#ifndef __SYS_LOCK_H__
#define __SYS_LOCK_H__

struct __isthmus_lock {
	volatile unsigned int	__state;  /* 0 free, 1 held, 2 with waiters */
	unsigned int		__depth;  /* of a recursive lock */
	volatile unsigned long	__owner;  /* names the owning thread, 0: none */
	void			*__spare;
};

typedef struct __isthmus_lock _LOCK_T;
typedef struct __isthmus_lock _LOCK_RECURSIVE_T;

#ifdef __cplusplus
extern "C" {
#endif

int __isthmus_lock_init(struct __isthmus_lock *);
int __isthmus_lock_acquire(struct __isthmus_lock *);
int __isthmus_lock_try_acquire(struct __isthmus_lock *);
int __isthmus_lock_release(struct __isthmus_lock *);
int __isthmus_lock_close(struct __isthmus_lock *);
int __isthmus_lock_init_recursive(struct __isthmus_lock *);
int __isthmus_lock_acquire_recursive(struct __isthmus_lock *);
int __isthmus_lock_try_acquire_recursive(struct __isthmus_lock *);
int __isthmus_lock_release_recursive(struct __isthmus_lock *);
int __isthmus_lock_close_recursive(struct __isthmus_lock *);

#ifdef __cplusplus
}
#endif

#define __LOCK_INITIALIZER	{ 0, 0, 0, 0 }
#define __LOCK_INIT(__class, __lock)					\
	__class _LOCK_T __lock = __LOCK_INITIALIZER
#define __LOCK_INIT_RECURSIVE(__class, __lock)				\
	__class _LOCK_RECURSIVE_T __lock = __LOCK_INITIALIZER

#define __lock_init(__l)		__isthmus_lock_init(&(__l))
#define __lock_acquire(__l)		__isthmus_lock_acquire(&(__l))
#define __lock_try_acquire(__l)		__isthmus_lock_try_acquire(&(__l))
#define __lock_release(__l)		__isthmus_lock_release(&(__l))
#define __lock_close(__l)		__isthmus_lock_close(&(__l))
#define __lock_init_recursive(__l)					\
	__isthmus_lock_init_recursive(&(__l))
#define __lock_acquire_recursive(__l)					\
	__isthmus_lock_acquire_recursive(&(__l))
#define __lock_try_acquire_recursive(__l)				\
	__isthmus_lock_try_acquire_recursive(&(__l))
#define __lock_release_recursive(__l)					\
	__isthmus_lock_release_recursive(&(__l))
#define __lock_close_recursive(__l)					\
	__isthmus_lock_close_recursive(&(__l))

#endif /* __SYS_LOCK_H__ */
