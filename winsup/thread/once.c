/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pthread_once, and what a thread may ask about itself: identity, the state
 * of cancellation, cleanup handlers.
 */
#include "thread/objects.h"

#include <errno.h>
#include <sched.h>

#include "nt/sync.h"

enum { ONCE_IDLE, ONCE_RUNNING, ONCE_AWAITED };

static void
once_leave(volatile uint32_t *state)
{
	if (__atomic_exchange_n(state, ONCE_IDLE, __ATOMIC_SEQ_CST) ==
	    ONCE_AWAITED)
		nt_wake_word_all(state);
}

/*
 * The cleanup runs at the end of the block and also when a C++ exception
 * passes through: the call then counts as not made (this file is compiled
 * with -fexceptions).
 */
static void
once_run_end(struct thr_once **o)
{
	once_leave(&(*o)->state);
}

static void
once_run(struct thr_once *once, void (*init)(void))
{
	struct thr_once *o __attribute__((cleanup(once_run_end))) = once;

	if (__atomic_load_n(&o->done, __ATOMIC_ACQUIRE))
		return;
	init();
	__atomic_store_n(&o->done, 1, __ATOMIC_RELEASE);
}

int
pthread_once(pthread_once_t *once, void (*init)(void))
{
	struct thr_once *o = (struct thr_once *)once;
	uint32_t seen;

	while (!__atomic_load_n(&o->done, __ATOMIC_ACQUIRE)) {
		seen = ONCE_IDLE;
		if (__atomic_compare_exchange_n(&o->state, &seen,
		    ONCE_RUNNING, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
			once_run(o, init);
			continue;
		}
		if (seen == ONCE_AWAITED || __atomic_compare_exchange_n(
		    &o->state, &seen, ONCE_AWAITED, 0, __ATOMIC_SEQ_CST,
		    __ATOMIC_SEQ_CST))
			thr_wait_word(&o->state, ONCE_AWAITED, NT_FOREVER);
	}
	return 0;
}

pthread_t
pthread_self(void)
{
	return (pthread_t)thr_self();
}

int
pthread_equal(pthread_t a, pthread_t b)
{
	return a == b;
}

/* EINVAL: no such state. */
int
pthread_setcancelstate(int state, int *old)
{
	struct thread *t = thr_self();

	if (state != PTHREAD_CANCEL_ENABLE && state != PTHREAD_CANCEL_DISABLE)
		return EINVAL;
	if (old != NULL)
		*old = t->cancel_state;
	t->cancel_state = state;
	return 0;
}

/* EINVAL: no such type. */
int
pthread_setcanceltype(int type, int *old)
{
	struct thread *t = thr_self();

	if (type != PTHREAD_CANCEL_DEFERRED &&
	    type != PTHREAD_CANCEL_ASYNCHRONOUS)
		return EINVAL;
	if (old != NULL)
		*old = t->cancel_type;
	t->cancel_type = type;
	return 0;
}

void
__pthread_cleanup_push(struct __pthread_cleanup *c, void (*routine)(void *),
    void *arg)
{
	struct thread *t = thr_self();

	c->__routine = routine;
	c->__arg = arg;
	c->__next = t->cleanup;
	t->cleanup = c;
}

void
__pthread_cleanup_pop(struct __pthread_cleanup *c, int execute)
{
	thr_self()->cleanup = c->__next;
	if (execute)
		c->__routine(c->__arg);
}

/* Never fails (POSIX.1-2024 sched_yield). */
int
sched_yield(void)
{
	nt_yield();
	return 0;
}
