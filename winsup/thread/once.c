/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pthread_once; a thread's own number; sched_yield.
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
 * The call counts as not made when the thread is cancelled in it, or when a
 * C++ exception passes through (this file is compiled with -fexceptions).
 */
static void
once_cancelled(void *state)
{
	once_leave(state);
}

struct running {
	struct thr_once *once;
	struct __pthread_cleanup cleanup;
};

static void
once_run_end(struct running *r)
{
	__pthread_cleanup_pop(&r->cleanup, 1);
}

static void
once_run(struct thr_once *once, void (*init)(void))
{
	struct running r __attribute__((cleanup(once_run_end))) = {
		.once = once
	};

	__pthread_cleanup_push(&r.cleanup, once_cancelled,
	    (void *)(uintptr_t)&once->state);
	if (__atomic_load_n(&once->done, __ATOMIC_ACQUIRE))
		return;
	init();
	__atomic_store_n(&once->done, 1, __ATOMIC_RELEASE);
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

/* Never fails (POSIX.1-2024 sched_yield). */
int
sched_yield(void)
{
	nt_yield();
	return 0;
}
