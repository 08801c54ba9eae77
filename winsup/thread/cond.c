/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Condition variables (POSIX.1-2024 pthread_cond_*).
 *
 * Of one process: those who wait stand in a queue, each with a word of its
 * own to sleep on.  Who signals takes the first one out of the queue and
 * wakes it, so that no wake-up is lost or goes to somebody who came later,
 * and nobody who was woken looks at the condition variable again: it may be
 * destroyed and freed at once.
 *
 * Shared by processes: a waiter remembers the turn before it lets go of the
 * mutex and sleeps while the turn is that; whoever signals raises it and
 * wakes the oldest of the table (shared.c).
 */
#include "thread/objects.h"

#include <errno.h>
#include <string.h>

#include "lib/keep.h"
#include "nt/clock.h"
#include "nt/sync.h"
#include "thread/shared.h"

/* One who waits; on its stack. */
struct thr_waiter {
	struct thr_waiter *next, *prev;
	volatile uint32_t woken;
	int queued;			/* the guard */
};

static struct thr_cond *
cond_of(pthread_cond_t *c)
{
	return (struct thr_cond *)c;
}

static clockid_t
clock_of(const struct thr_cond *c)
{
	return c->clock == 0 ? CLOCK_REALTIME : (clockid_t)c->clock;
}

static int
is_bad(const struct thr_cond *c, const char *call)
{
	thr_check_destroyed(c->clock, call);
	return c->clock == THR_DESTROYED;
}

/*
 * Queues are changed under one of these, chosen by address: not a part of
 * the condition variable, which may be gone when its last waiter looks up.
 * Held for some instructions only; free in a child of fork, whatever its
 * parent's threads did.
 */
#define GUARDS	32

KEEP static struct {
	volatile uint32_t word;
	uint32_t reserved[15];		/* a cache line each */
} guards[GUARDS];

static volatile uint32_t *
guard_of(const struct thr_cond *c)
{
	return &guards[(uintptr_t)c / sizeof(pthread_cond_t) % GUARDS].word;
}

static void
guard_take(struct thr_cond *c)
{
	volatile uint32_t *word = guard_of(c);
	uint32_t seen = 0;

	if (!__atomic_compare_exchange_n(word, &seen, 1, 0, __ATOMIC_ACQUIRE,
	    __ATOMIC_RELAXED))
		while (__atomic_exchange_n(word, 2, __ATOMIC_ACQUIRE) != 0)
			nt_wait_word(word, 2, NT_FOREVER);
}

/* For one that is there: waiters of the process that was forked are not. */
static void
guard_take_fresh(struct thr_cond *c)
{
	guard_take(c);
	if (__builtin_expect(c->era != thr_era, 0)) {
		c->first = c->last = NULL;
		c->era = thr_era;
	}
}

static void
guard_leave(struct thr_cond *c)
{
	volatile uint32_t *word = guard_of(c);

	if (__atomic_exchange_n(word, 0, __ATOMIC_RELEASE) == 2)
		nt_wake_word(word);
}

static void
enqueue(struct thr_cond *c, struct thr_waiter *w)
{
	w->next = NULL;
	w->woken = 0;
	w->queued = 1;
	guard_take_fresh(c);
	w->prev = c->last;
	if (c->last != NULL)
		c->last->next = w;
	else
		c->first = w;
	__atomic_store_n(&c->last, w, __ATOMIC_RELEASE);
	guard_leave(c);
}

/* With the guard. */
static void
unlink_waiter(struct thr_cond *c, struct thr_waiter *w)
{
	if (w->prev != NULL)
		w->prev->next = w->next;
	else
		c->first = w->next;
	if (w->next != NULL)
		w->next->prev = w->prev;
	else
		c->last = w->prev;
	w->queued = 0;
}

/* The waiter goes: 1, or 0 if it was woken meanwhile. */
static int
give_up(struct thr_cond *c, struct thr_waiter *w)
{
	int was_queued;

	/* If it is not queued the condition variable may be gone. */
	guard_take(c);
	was_queued = w->queued;
	if (was_queued)
		unlink_waiter(c, w);
	guard_leave(c);
	/* Taken out by somebody who is about to set the word. */
	while (!was_queued && !__atomic_load_n(&w->woken, __ATOMIC_ACQUIRE))
		nt_yield();
	return was_queued;
}

/* 0, -ETIMEDOUT, -ECANCELED. */
static int
private_wait(struct thr_cond *c, struct thr_waiter *w,
    struct thr_until until)
{
	int r;

	do
		r = thr_word_wait(&w->woken, 0, 0, until, THR_POINT);
	while (r == 0 && !__atomic_load_n(&w->woken, __ATOMIC_ACQUIRE));
	if (r < 0 && !give_up(c, w))
		r = 0;
	return r;
}

static int
shared_wait(struct thr_cond *c, uint32_t turn, struct thr_until until)
{
	int r;

	do
		r = thr_word_wait(&c->turn, turn, THR_KEY(c->id, 0), until,
		    THR_POINT);
	while (r == 0 &&
	    __atomic_load_n(&c->turn, __ATOMIC_SEQ_CST) == turn);
	/* Perhaps it was this one that was to go on. */
	if (r < 0 && __atomic_load_n(&c->turn, __ATOMIC_SEQ_CST) != turn)
		r = 0;
	__atomic_sub_fetch(&c->waiters, 1, __ATOMIC_SEQ_CST);
	return r;
}

/*
 * EPERM: an error-checking mutex is not the caller's; then nothing is done.
 * A cancelled waiter has the mutex again when its cleanup handlers run.
 */
static int
cond_wait(struct thr_cond *c, pthread_mutex_t *mutex, struct thr_until until)
{
	struct thr_waiter w;
	uint32_t turn = 0;
	int err, r, shared;

	if (is_bad(c, "pthread_cond_wait") || thr_until_check(until) < 0)
		return EINVAL;
	/* A private one may be gone as soon as the mutex is free. */
	shared = c->id != 0;
	if (shared) {
		__atomic_add_fetch(&c->waiters, 1, __ATOMIC_SEQ_CST);
		turn = __atomic_load_n(&c->turn, __ATOMIC_SEQ_CST);
	} else
		enqueue(c, &w);
	if ((err = pthread_mutex_unlock(mutex)) != 0) {
		if (shared)
			__atomic_sub_fetch(&c->waiters, 1, __ATOMIC_SEQ_CST);
		else
			give_up(c, &w);
		return err;
	}
	r = shared ? shared_wait(c, turn, until) :
	    private_wait(c, &w, until);
	err = pthread_mutex_lock(mutex);
	if (r == -ECANCELED)
		thr_testcancel();
	return err != 0 ? err : -r;
}

int
pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex)
{
	return cond_wait(cond_of(cond), mutex,
	    (struct thr_until){ CLOCK_REALTIME, NULL });
}

/* ETIMEDOUT; EINVAL: no such time. */
int
pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
    const struct timespec *at)
{
	return cond_wait(cond_of(cond), mutex,
	    (struct thr_until){ clock_of(cond_of(cond)), at });
}

int
pthread_cond_clockwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
    clockid_t clock, const struct timespec *at)
{
	return cond_wait(cond_of(cond), mutex,
	    (struct thr_until){ clock, at });
}

/* After this the waiter may be gone; waking a stale address does no harm. */
static void
wake(struct thr_waiter *w)
{
	volatile uint32_t *word = &w->woken;

	__atomic_store_n(word, 1, __ATOMIC_RELEASE);
	nt_wake_word(word);
}

static void
shared_raise(struct thr_cond *c, int all)
{
	if (__atomic_load_n(&c->waiters, __ATOMIC_SEQ_CST) == 0)
		return;
	__atomic_add_fetch(&c->turn, 1, __ATOMIC_SEQ_CST);
	thr_shared_wake(THR_KEY(c->id, 0), all ? UINT32_MAX : 1);
}

/* EINVAL: no condition variable any more; so for all that follow. */
int
pthread_cond_signal(pthread_cond_t *cond)
{
	struct thr_cond *c = cond_of(cond);
	struct thr_waiter *w;

	if (is_bad(c, "pthread_cond_signal"))
		return EINVAL;
	if (c->id != 0) {
		shared_raise(c, 0);
		return 0;
	}
	/* Who waits has stood in the queue since it had the mutex. */
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (__atomic_load_n(&c->last, __ATOMIC_ACQUIRE) == NULL)
		return 0;
	guard_take_fresh(c);
	if ((w = c->first) != NULL)
		unlink_waiter(c, w);
	guard_leave(c);
	if (w != NULL)
		wake(w);
	return 0;
}

int
pthread_cond_broadcast(pthread_cond_t *cond)
{
	struct thr_cond *c = cond_of(cond);
	struct thr_waiter *w, *next;

	if (is_bad(c, "pthread_cond_broadcast"))
		return EINVAL;
	if (c->id != 0) {
		shared_raise(c, 1);
		return 0;
	}
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (__atomic_load_n(&c->last, __ATOMIC_ACQUIRE) == NULL)
		return 0;
	guard_take_fresh(c);
	for (w = c->first; w != NULL; w = w->next)
		w->queued = 0;
	w = c->first;
	c->first = c->last = NULL;
	guard_leave(c);
	for (; w != NULL; w = next) {
		next = w->next;
		wake(w);
	}
	return 0;
}

int
pthread_cond_init(pthread_cond_t *cond, const pthread_condattr_t *attr)
{
	struct thr_cond *c = cond_of(cond);

	memset(cond, 0, sizeof(*cond));
	c->era = thr_era;
	if (attr != NULL) {
		c->clock = (int)attr->__clock;
		if (attr->__pshared == PTHREAD_PROCESS_SHARED)
			c->id = thr_shared_id();
	}
	return 0;
}

#define LEAVING	(NT_PER_SECOND / 10)

/*
 * EBUSY: threads wait.  A shared one is looked at by those who were woken
 * until they have left it; one that was killed never does.
 */
int
pthread_cond_destroy(pthread_cond_t *cond)
{
	struct thr_cond *c = cond_of(cond);
	int64_t end;
	int busy;

	if (is_bad(c, "pthread_cond_destroy"))
		return EINVAL;
	if (c->id == 0) {
		guard_take_fresh(c);
		busy = c->first != NULL;
		guard_leave(c);
		if (busy)
			return EBUSY;
	} else {
		end = nt_clock_monotonic() + LEAVING;
		while (__atomic_load_n(&c->waiters, __ATOMIC_SEQ_CST) > 0 &&
		    nt_clock_monotonic() < end)
			nt_yield();
	}
	c->clock = THR_DESTROYED;
	return 0;
}

int
pthread_condattr_init(pthread_condattr_t *attr)
{
	memset(attr, 0, sizeof(*attr));
	attr->__clock = CLOCK_REALTIME;
	return 0;
}

int
pthread_condattr_destroy(pthread_condattr_t *attr)
{
	return 0;
}

int
pthread_condattr_getclock(const pthread_condattr_t *attr, clockid_t *clock)
{
	*clock = attr->__clock;
	return 0;
}

/* EINVAL: neither of the two clocks. */
int
pthread_condattr_setclock(pthread_condattr_t *attr, clockid_t clock)
{
	if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
		return EINVAL;
	attr->__clock = clock;
	return 0;
}

int
pthread_condattr_getpshared(const pthread_condattr_t *attr, int *shared)
{
	*shared = attr->__pshared;
	return 0;
}

/* EINVAL: no such value. */
int
pthread_condattr_setpshared(pthread_condattr_t *attr, int shared)
{
	if (!thr_valid_pshared(shared))
		return EINVAL;
	attr->__pshared = shared;
	return 0;
}
