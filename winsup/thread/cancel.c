/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Cancellation (POSIX.1-2024 XSH 2.9.5).
 *
 * pthread_cancel() leaves a mark, and gets the thread out of where it rests
 * if that is a cancellation point.  The thread itself acts: when it enters a
 * point, when a point has been interrupted, or, if it wants to be cancelled
 * asynchronously, where it runs the program's own code.  A thread that holds
 * one of newlib's locks (those of streams) is not cancelled, so that the
 * lock is not left held: what blocks in a stream's function goes on.
 */
#include "thread/room_impl.h"

#include <errno.h>
#include <pthread.h>

#include "nt/clock.h"
#include "nt/interrupt.h"
#include "nt/sync.h"

int thr_points;			/* fork class: copy */

int
thr_cancel_due(const struct thread *t)
{
	return t->cancelled && t->cancel_state == PTHREAD_CANCEL_ENABLE &&
	    t->shield == 0;
}

void
thr_testcancel(void)
{
	if (thr_points && thr_cancel_due(thr_self()))
		pthread_exit(PTHREAD_CANCELED);
}

void
pthread_testcancel(void)
{
	thr_testcancel();
}

void
thr_point_enter(void)
{
	struct thread *t = thr_self();

	t->point = 1;
	if (thr_cancel_due(t))
		pthread_exit(PTHREAD_CANCELED);
}

/* What the call has done counts: only one that did nothing is left. */
void
thr_point_leave(long r)
{
	struct thread *t = thr_self();

	t->point = 0;
	if (r == -EINTR && thr_cancel_due(t))
		pthread_exit(PTHREAD_CANCELED);
}

void
thr_cancel_async(void)
{
	struct thread *t = thr_self();

	if (t->cancel_type == PTHREAD_CANCEL_ASYNCHRONOUS &&
	    thr_cancel_due(t))
		pthread_exit(PTHREAD_CANCELED);
}

/* Is there something to be done yet?  The list is locked. */
static int
is_to_notice(const struct thread *t)
{
	return t != NULL && t->cancelled && t->state < THR_ENDED &&
	    t->cancel_state == PTHREAD_CANCEL_ENABLE && t->shield == 0;
}

/* One attempt; 1: nothing more need be done. */
static int
attempt(struct thread *t)
{
	int async = t->cancel_type == PTHREAD_CANCEL_ASYNCHRONOUS;
	struct thr_host *h = t->host;
	nt_handle thread;
	int r;

	thr_hosts_lock();
	r = t->point || async || h->in_wait ? thr_host_kick(h) : 0;
	if (r == 0 && async) {
		r = -1;
		thread = thr_host_thread(h);
		if (thread != NULL && h->interrupted != NULL &&
		    nt_interrupt(thread, h->interrupted, 0))
			r = 1;
	}
	thr_hosts_unlock();
	return r >= 0;
}

#define TRIES		2000
#define SPINS		20

/*
 * Tried again while the thread is on its way to sleep: that is a matter of
 * its next instructions.
 */
static void
make_it_notice(pthread_t id)
{
	struct thread *t;
	int done = 0;

	for (unsigned i = 0; i < TRIES && !done; i++) {
		if (i > SPINS)
			nt_wait_handles(NULL, 0, nt_clock_monotonic() +
			    NT_PER_SECOND / 1000);
		else if (i > 0)
			nt_yield();
		thr_list_lock();
		t = thr_find(id);
		done = !is_to_notice(t) || attempt(t);
		thr_list_unlock();
	}
}

/* ESRCH: no such thread.  One that has ended, and is not joined, is let be. */
int
pthread_cancel(pthread_t id)
{
	struct thread *t;

	thr_points = 1;
	thr_list_lock();
	if ((t = thr_find(id)) != NULL)
		__atomic_store_n(&t->cancelled, 1, __ATOMIC_SEQ_CST);
	thr_list_unlock();
	if (t == NULL)
		return ESRCH;
	if (t == thr_self())
		thr_cancel_async();
	else
		make_it_notice(id);
	return 0;
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
	if (t->cancelled)
		thr_cancel_async();
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
	if (t->cancelled)
		thr_cancel_async();
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
