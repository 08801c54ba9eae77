/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Threads of pthread_create(): their start, end, and who waits for it
 * (POSIX.1-2024 XSH 2.9).
 *
 * The system starts a thread on a small stack of its own; the thread changes
 * to one of ours, or the program's, and comes back to the first one at its
 * end.  There it gives the other one back and tells that it is gone: from
 * then on it touches nothing that fork copies or puts back.
 */
#include "thread/room_impl.h"

#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "lib/fault.h"
#include "lib/lock.h"
#include "nt/clock.h"
#include "nt/sync.h"

volatile int thr_live = 1;

/*
 * The thread has left its stack for the system's.  Its block may be used
 * again at once, so that locks find the host by another one.
 */
static void
gone(struct thread *t)
{
	struct thread last = { .host = t->host };
	struct thr_host *h = t->host;
	int detached;

	nt_self_set(&last);
	if (t->own_stack)
		mm_stack_drop(&t->stack);
	thr_list_lock();
	t->own_stack = 0;
	t->state = THR_ENDED;
	detached = t->detached;
	if (detached)
		thr_block_free(t);
	thr_list_unlock();
	nt_self_set(NULL);
	thr_host_leave(h);
	thr_count_add(-1);
	if (detached) {
		thr_host_free(h);
		return;
	}
	__atomic_store_n(&h->gone, 1, __ATOMIC_SEQ_CST);
	nt_wake_word_all(&h->gone);
}

static void *
run(void *arg)
{
	struct thread *t = arg;

	return t->start != NULL ? t->start(t->arg) :
	    (void *)(intptr_t)t->c11_start(t->arg);
}

static void
body(void *arg)
{
	struct thread *t = arg;

	t->tid = nt_thread_id();
	t->state = THR_RUNNING;
	thr_sched_apply(t);
	if (t->cpus.mask != 0)
		nt_self_set_cpus(&t->cpus);
	t->result = thr_frame_run(run, t);
	thr_end(thr_self());
}

static uint32_t
thread_main(void *arg)
{
	struct thread *t = arg;
	struct nt_stack_bounds b;

	/* The slot of a new thread is there: it cannot fail. */
	nt_self_set(t);
	b.base = t->stack.base;
	b.limit = t->stack.limit;
	b.dealloc = t->stack.dealloc;
	nt_stack_run(body, t, &b, &t->host->home);
	gone(t);
	return 0;
}

/* The main thread has called pthread_exit(): others go on. */
static void __attribute__((noreturn))
rest_for_ever(void)
{
	static volatile uint32_t never;

	for (;;)
		nt_wait_word(&never, 0, NT_FOREVER);
}

/*
 * What is left of a thread that has left its frames, or cannot: cleanup
 * handlers, destructors; the last thread ends the process with status 0.
 */
void
thr_end(struct thread *t)
{
	t->cancel_state = PTHREAD_CANCEL_DISABLE;
	t->cancel_type = PTHREAD_CANCEL_DEFERRED;
	t->point = 0;
	thr_cleanup_run(t, UINTPTR_MAX);
	thr_dtors_done(t);
	thr_keys_done(t);
	if (t->foreign)
		nt_thread_exit();	/* thr_detach() does the rest */
	if (__atomic_sub_fetch(&thr_live, 1, __ATOMIC_SEQ_CST) == 0)
		exit(0);
	thr_list_lock();
	t->state = THR_ENDING;
	thr_list_unlock();
	thr_exit_hook(t);
	if (t->host == thr_host_main()) {
		thr_list_lock();
		t->state = THR_ENDED;
		thr_list_unlock();
		__atomic_store_n(&t->host->gone, 1, __ATOMIC_SEQ_CST);
		nt_wake_word_all(&t->host->gone);
		rest_for_ever();
	}
	thr_block_done(t);
	mm_free(t->sig);
	t->sig = NULL;
	nt_stack_home(&t->host->home);
}

/*
 * XSH pthread_exit().  Frames that were interrupted anywhere, by an
 * asynchronous cancellation, are not unwound: C++ has no tables for that.
 */
void
pthread_exit(void *value)
{
	struct thread *t = thr_self();
	int async = t->cancel_type == PTHREAD_CANCEL_ASYNCHRONOUS;

	t->cancel_state = PTHREAD_CANCEL_DISABLE;
	t->cancel_type = PTHREAD_CANCEL_DEFERRED;
	t->point = 0;
	t->result = value;
	if (!async)
		thr_unwind(t);
	thr_end(t);
}

/* The stack that the attributes want; EAGAIN. */
static int
make_stack(struct thread *t, const pthread_attr_t *a)
{
	size_t size = a != NULL && a->__stacksize != 0 ? a->__stacksize :
	    MM_STACK_DEFAULT;

	t->guard = a != NULL ? a->__guardsize : MM_PAGE;
	if (a != NULL && a->__stackaddr != NULL) {
		t->stack.low = t->stack.limit = t->stack.dealloc =
		    a->__stackaddr;
		t->stack.base = (char *)a->__stackaddr + size;
		return 0;
	}
	if (mm_stack_make(size, t->guard, &t->stack) < 0)
		return EAGAIN;
	t->own_stack = 1;
	return 0;
}

static void
apply(struct thread *t, const struct thread *self, const pthread_attr_t *a)
{
	t->policy = self->policy;
	t->priority = self->priority;
	memcpy(t->name, self->name, sizeof(t->name));
	if (a == NULL)
		return;
	t->detached = a->__detachstate == PTHREAD_CREATE_DETACHED;
	t->cpus.mask = a->__affinity;
	t->cpus.group = (uint16_t)(a->__flags >> THR_ATTR_GROUP);
	if (a->__inheritsched == PTHREAD_EXPLICIT_SCHED) {
		t->policy = a->__schedpolicy;
		t->priority = a->__schedparam.sched_priority;
	}
}

static void
unmake(struct thread *t)
{
	if (t->own_stack)
		mm_stack_drop(&t->stack);
	mm_free(t->sig);
	if (t->host != NULL) {
		thr_host_leave(t->host);
		thr_host_free(t->host);
	}
	thr_list_lock();
	thr_block_free(t);
	thr_list_unlock();
}

static int
start(struct thread *t)
{
	struct thr_host *h = t->host;
	nt_handle thread;
	uint32_t id;
	int e;

	thr_count_add(1);
	__atomic_add_fetch(&thr_live, 1, __ATOMIC_SEQ_CST);
	if ((e = fault("thr.create")) == 0) {
		/* It may be gone before this returns: not a word about t. */
		thr_hosts_lock();
		e = nt_thread_create(thread_main, t, &thread, &id);
		if (e == 0) {
			h->thread = thread;
			h->id = id;
		}
		thr_hosts_unlock();
	}
	if (e < 0) {
		__atomic_sub_fetch(&thr_live, 1, __ATOMIC_SEQ_CST);
		thr_count_add(-1);
	}
	return -e;
}

int
thr_create(pthread_t *out, const pthread_attr_t *attr, void *(*fn)(void *),
    int (*c11)(void *), void *arg)
{
	struct thread *t, *self;
	pthread_attr_t usual;
	int err;

	if (attr == NULL) {
		pthread_getattr_default_np(&usual);
		attr = &usual;
	}
	if (attr->__inheritsched == PTHREAD_EXPLICIT_SCHED &&
	    !thr_sched_valid(attr->__schedpolicy,
	    attr->__schedparam.sched_priority))
		return EINVAL;
	thr_may_block();	/* a child in place gets its own process */
	self = thr_self();
	if ((t = thr_block_make()) == NULL)
		return EAGAIN;
	t->start = fn;
	t->c11_start = c11;
	t->arg = arg;
	apply(t, self, attr);
	if ((t->host = thr_host_make()) == NULL || make_stack(t, attr) != 0) {
		unmake(t);
		return EAGAIN;
	}
	if (thr_start_hook(t, self, attr) < 0) {
		unmake(t);
		return EAGAIN;
	}
	thr_points = 1;
	*out = (pthread_t)t;
	if ((err = start(t)) != 0)
		unmake(t);
	return err;
}

/*
 * EAGAIN: no memory, or no thread of the system; EINVAL: the attributes'
 * policy does not have their priority.
 */
int
pthread_create(pthread_t *out, const pthread_attr_t *attr,
    void *(*fn)(void *), void *arg)
{
	return thr_create(out, attr, fn, NULL, arg);
}

/*
 * Begins to wait for a thread; 0 with its block, or an error number.  Only
 * one may.  EBUSY: it has not ended, and may_wait is 0.
 */
static int
join_begin(pthread_t id, int may_wait, struct thread **out)
{
	struct thread *t, *self = thr_self();
	int err = 0;

	thr_list_lock();
	t = thr_find(id);
	if (t == NULL)
		err = ESRCH;
	else if (t->detached)
		err = EINVAL;
	else if (t == self || self->joiner == t)
		err = EDEADLK;
	else if (!may_wait && !__atomic_load_n(&t->host->gone,
	    __ATOMIC_ACQUIRE))
		err = EBUSY;
	else if (t->joiner != NULL)
		err = EINVAL;
	else
		t->joiner = self;
	thr_list_unlock();
	*out = t;
	return err;
}

/* Takes what the thread has left. */
static void
join_end(struct thread *t, void **value)
{
	struct thr_host *h = t->host;

	if (value != NULL)
		*value = t->result;
	thr_list_lock();
	thr_block_free(t);
	thr_list_unlock();
	thr_host_free(h);
}

static int
join(pthread_t id, void **value, struct thr_until until)
{
	struct thread *t;
	struct thr_host *h;
	int64_t deadline;
	int err, r = 0;

	if ((err = join_begin(id, 1, &t)) != 0)
		return err;
	h = t->host;
	while (!__atomic_load_n(&h->gone, __ATOMIC_ACQUIRE)) {
		deadline = thr_until_look(until);
		r = deadline <= nt_clock_monotonic() ? -ETIMEDOUT :
		    thr_wait_word_point(&h->gone, 0, deadline);
		if (r == -ECANCELED || (r == -ETIMEDOUT &&
		    thr_until_deadline(until) <= nt_clock_monotonic()))
			break;
		r = 0;
	}
	if (r < 0) {
		thr_list_lock();
		t->joiner = NULL;
		thr_list_unlock();
		if (r == -ECANCELED)
			thr_testcancel();
		return ETIMEDOUT;
	}
	join_end(t, value);
	return 0;
}

/*
 * ESRCH: no such thread; EINVAL: it is detached, or another thread waits for
 * it; EDEADLK: it is the caller, or waits for the caller.
 */
int
pthread_join(pthread_t id, void **value)
{
	thr_testcancel();
	return join(id, value, (struct thr_until){ CLOCK_REALTIME, NULL });
}

/* As on Linux: EBUSY: it has not ended. */
int
pthread_tryjoin_np(pthread_t id, void **value)
{
	struct thread *t;
	int err;

	if ((err = join_begin(id, 0, &t)) == 0)
		join_end(t, value);
	return err;
}

/* ETIMEDOUT; EINVAL: no such time or clock. */
int
pthread_clockjoin_np(pthread_t id, void **value, clockid_t clock,
    const struct timespec *at)
{
	struct thr_until until = { clock, at };

	if (thr_until_check(until) < 0)
		return EINVAL;
	thr_testcancel();
	return join(id, value, until);
}

int
pthread_timedjoin_np(pthread_t id, void **value, const struct timespec *at)
{
	return pthread_clockjoin_np(id, value, CLOCK_REALTIME, at);
}

/* ESRCH: no such thread; EINVAL: it is detached already. */
int
pthread_detach(pthread_t id)
{
	struct thr_host *h = NULL;
	struct thread *t;
	int err = 0;

	thr_list_lock();
	if ((t = thr_find(id)) == NULL) {
		err = ESRCH;
	} else if (t->detached) {
		err = EINVAL;
	} else {
		t->detached = 1;
		/* Else the thread itself does that. */
		if (t->state == THR_ENDED && t->host != thr_host_main()) {
			h = t->host;
			thr_block_free(t);
		}
	}
	thr_list_unlock();
	if (h != NULL) {
		while (!__atomic_load_n(&h->gone, __ATOMIC_ACQUIRE))
			nt_wait_word(&h->gone, 0, NT_FOREVER);
		thr_host_free(h);
	}
	return err;
}
