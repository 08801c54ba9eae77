/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The locks of newlib (include/sys/lock.h): three states in one word, as
 * lib/lock.c has it, without a rank, since newlib's order is its own.  The
 * owner of a recursive lock is its thread's block, which no other thread
 * has while it lives; while it holds one it is not cancelled.
 */
#include <sys/lock.h>

#include <errno.h>
#include <stdio.h>

#include "lib/lock.h"
#include "thread/room_impl.h"

static void
acquire(volatile uint32_t *word)
{
	uint32_t seen = 0;

	if (__atomic_compare_exchange_n(word, &seen, 1, 0, __ATOMIC_ACQUIRE,
	    __ATOMIC_RELAXED))
		return;
	while (__atomic_exchange_n(word, 2, __ATOMIC_ACQUIRE) != 0)
		platform_wait(word, 2);
}

static void
release(volatile uint32_t *word)
{
	if (__atomic_exchange_n(word, 0, __ATOMIC_RELEASE) == 2)
		platform_wake(word);
}

int
__isthmus_lock_init(struct __isthmus_lock *l)
{
	l->__state = 0;
	l->__depth = 0;
	l->__owner = 0;
	return 0;
}

int
__isthmus_lock_close(struct __isthmus_lock *l)
{
	return 0;
}

int
__isthmus_lock_acquire(struct __isthmus_lock *l)
{
	thr_self()->shield++;
	acquire(&l->__state);
	return 0;
}

int
__isthmus_lock_try_acquire(struct __isthmus_lock *l)
{
	uint32_t seen = 0;

	if (!__atomic_compare_exchange_n(&l->__state, &seen, 1, 0,
	    __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return EBUSY;
	thr_self()->shield++;
	return 0;
}

int
__isthmus_lock_release(struct __isthmus_lock *l)
{
	release(&l->__state);
	thr_self()->shield--;
	return 0;
}

int
__isthmus_lock_init_recursive(struct __isthmus_lock *l)
{
	return __isthmus_lock_init(l);
}

int
__isthmus_lock_close_recursive(struct __isthmus_lock *l)
{
	return __isthmus_lock_close(l);
}

int
__isthmus_lock_acquire_recursive(struct __isthmus_lock *l)
{
	struct thread *self = thr_self();
	unsigned long me = (unsigned long)self;

	self->shield++;
	if (l->__owner == me) {
		l->__depth++;
		return 0;
	}
	acquire(&l->__state);
	l->__owner = me;
	return 0;
}

int
__isthmus_lock_try_acquire_recursive(struct __isthmus_lock *l)
{
	struct thread *self = thr_self();
	unsigned long me = (unsigned long)self;

	if (l->__owner == me)
		l->__depth++;
	else if (__isthmus_lock_try_acquire(l) != 0)
		return EBUSY;
	else {
		l->__owner = me;
		return 0;
	}
	self->shield++;
	return 0;
}

int
__isthmus_lock_release_recursive(struct __isthmus_lock *l)
{
	if (l->__depth > 0) {
		l->__depth--;
	} else {
		l->__owner = 0;
		release(&l->__state);
	}
	thr_self()->shield--;
	return 0;
}

/*
 * After fork: locks of streams that threads held which the child does not
 * have.  newlib's list of all streams is walked by its own function.
 */
struct _glue;
extern struct _glue __sglue;
int _fwalk_sglue(struct _reent *, int (*)(struct _reent *, FILE *),
    struct _glue *);

static int
free_lock(struct _reent *r, FILE *f)
{
	struct __isthmus_lock *l = (struct __isthmus_lock *)&f->_lock;

	if (l->__state != 0 && l->__owner != (unsigned long)thr_self())
		__isthmus_lock_init(l);
	return 0;
}

void
thr_streams_forked(void)
{
	_fwalk_sglue(__getreent(), free_lock, &__sglue);
}
