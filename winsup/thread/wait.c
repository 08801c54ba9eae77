/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Waiting: the one place where a thread may come to rest.
 */
#include "thread/room.h"

#include <errno.h>

#include "lib/keep.h"
#include "nt/clock.h"
#include "nt/sync.h"

void (*thr_block_hook)(const char *);	/* fork class: rebuild (fork sets it) */

KEEP volatile uint32_t thr_signal_wanted;
KEEP volatile uint32_t *thr_resting;
KEEP volatile uint64_t thr_no_outside;
KEEP volatile uint64_t *thr_outside = &thr_no_outside;
KEEP int (*thr_signal_hook)(void);
KEEP void (*thr_deliver_hook)(void);

/* Is there anybody who could want to interrupt a thread of this process? */
static int
is_interruptible(void)
{
	return thr_points || thr_signal_hook != NULL;
}

static int
is_signalled(const struct thread *t)
{
	return __builtin_expect(thr_signal_wanted | t->host->wanted, 0) &&
	    thr_signal_hook != NULL && thr_signal_hook();
}

static int
is_interrupted(const struct thread *t)
{
	return (t->point && thr_cancel_due(t)) || is_signalled(t);
}

/* The event that ends the waits of a thread; 0 if there is none. */
static int
has_wake(struct thr_host *h)
{
	nt_handle wake;

	if (h->wake == NULL && nt_event_create(&wake, 0, 0) == 0)
		h->wake = wake;
	return h->wake != NULL;
}

/*
 * The process' only thread comes to rest (1), or has rested (2; 0 when it is
 * not the only one any more); see enum proc_rest.
 */
static int
rest(const struct thread *t)
{
	if (thr_resting == NULL || t->host != thr_host_main() ||
	    thr_count() > 1)
		return 0;
	__atomic_store_n(thr_resting, 1, __ATOMIC_SEQ_CST);
	if (*thr_outside != 0)
		__atomic_store_n(&thr_signal_wanted, 1, __ATOMIC_SEQ_CST);
	return 1;
}

static void
rested(void)
{
	__atomic_store_n(thr_resting, thr_count() > 1 ? 0 : 2,
	    __ATOMIC_SEQ_CST);
	if (__atomic_load_n(thr_outside, __ATOMIC_SEQ_CST) != 0)
		__atomic_store_n(&thr_signal_wanted, 1, __ATOMIC_SEQ_CST);
}

int
thr_wait(const nt_handle *h, unsigned n, int64_t deadline)
{
	nt_handle all[NT_WAIT_MAX];
	struct thread *t = thr_self();
	int r, rests;
	unsigned i;

	if (deadline > 0)
		thr_may_block();
	for (;;) {
		if (deadline > 0 && is_interrupted(t))
			return -EINTR;
		if (!is_interruptible() || n >= NT_WAIT_MAX ||
		    !has_wake(t->host))
			return nt_wait_handles(h, n, deadline);
		for (i = 0; i < n; i++)
			all[i] = h[i];
		all[n] = t->host->wake;
		/* From here on setting the event is enough. */
		__atomic_store_n(&t->host->in_wait, 1, __ATOMIC_SEQ_CST);
		rests = rest(t);
		r = is_interrupted(t) ? (int)n :
		    nt_wait_handles(all, n + 1, deadline);
		t->host->in_wait = 0;
		if (rests)
			rested();
		if (r != (int)n)
			return r;
	}
}

/* -EINTR: interrupted before it slept; 0: look whether it was. */
static int
wait_word(struct thread *t, volatile uint32_t *word, uint32_t value,
    int64_t deadline, int point)
{
	uint32_t outer = t->point;
	int r;

	if (deadline > 0)
		thr_may_block();
	if (!is_interruptible())
		return nt_wait_word(word, value, deadline);
	t->point = (uint32_t)point;
	__atomic_store_n(&t->host->word, word, __ATOMIC_SEQ_CST);
	if (is_interrupted(t))
		r = -EINTR;
	else
		r = nt_wait_word(word, value, deadline);
	t->host->word = NULL;
	t->point = outer;
	return r;
}

/* Runs handlers for a caller that cannot be sent back; 0 instead of -EINTR. */
static int
deliver(const struct thread *t, int r)
{
	if ((thr_signal_due() || t->host->wanted) && thr_deliver_hook != NULL)
		thr_deliver_hook();
	return r == -EINTR ? 0 : r;
}

/*
 * Who waits so cannot be sent back with EINTR: handlers run here, and the
 * caller looks again.  A thread that wants to be cancelled asynchronously is,
 * as elsewhere, although few functions allow it (XSH 2.9.5.4).
 */
int
thr_wait_word(volatile uint32_t *word, uint32_t value, int64_t deadline)
{
	struct thread *t = thr_self();
	int async = t->cancel_type == PTHREAD_CANCEL_ASYNCHRONOUS;
	int r = deliver(t, wait_word(t, word, value, deadline, async));

	if (async)
		thr_cancel_async();
	return r;
}

void
thr_pause(void)
{
	struct thread *t = thr_self();

	thr_may_block();
	nt_yield();
	deliver(t, 0);
	if (t->cancel_type == PTHREAD_CANCEL_ASYNCHRONOUS)
		thr_cancel_async();
}

int
thr_wait_word_point(volatile uint32_t *word, uint32_t value, int64_t deadline)
{
	struct thread *t = thr_self();
	int r;

	if (thr_cancel_due(t))
		return -ECANCELED;
	r = wait_word(t, word, value, deadline, 1);
	return thr_cancel_due(t) ? -ECANCELED : deliver(t, r);
}

int
thr_wait_word_intr(volatile uint32_t *word, uint32_t value, int64_t deadline)
{
	struct thread *t = thr_self();
	int r;

	if (thr_cancel_due(t))
		return -ECANCELED;
	r = wait_word(t, word, value, deadline, 1);
	if (thr_cancel_due(t))
		return -ECANCELED;
	return r == 0 && is_signalled(t) ? -EINTR : r;
}

int
thr_io_begin(void)
{
	struct thread *t = thr_self();

	if (!is_interruptible())
		return 0;
	__atomic_store_n(&t->host->in_io, 1, __ATOMIC_SEQ_CST);
	if (!is_interrupted(t))
		return 0;
	t->host->in_io = 0;
	return -EINTR;
}

void
thr_io_uses(const void *data, size_t size)
{
	struct thr_host *h = thr_self()->host;

	h->io_size = size;
	h->io_data = data;
}

int
thr_io_begin_by(int (*wake)(nt_handle), nt_handle h)
{
	struct thr_host *host = thr_self()->host;

	host->io_woken = 0;
	host->io_handle = h;
	host->io_wake = wake;
	if (thr_io_begin() == 0)
		return 0;
	host->io_wake = NULL;
	return -EINTR;
}

void
thr_io_end(void)
{
	struct thr_host *h = thr_self()->host;

	h->in_io = 0;
	h->io_data = NULL;
	if (h->io_wake == NULL)
		return;
	/* Somebody may be about to call it. */
	thr_hosts_lock();
	h->io_wake = NULL;
	thr_hosts_unlock();
}

int
thr_until_check(struct thr_until u)
{
	if (u.clock != CLOCK_REALTIME && u.clock != CLOCK_MONOTONIC)
		return -EINVAL;
	if (u.at != NULL && (u.at->tv_nsec < 0 || u.at->tv_nsec > 999999999))
		return -EINVAL;
	return 0;
}

int64_t
thr_until_deadline(struct thr_until u)
{
	int64_t at, now;

	if (u.at == NULL)
		return NT_FOREVER;
	/* Rounded up: never early. */
	if (__builtin_mul_overflow((int64_t)u.at->tv_sec, NT_PER_SECOND,
	    &at) || __builtin_add_overflow(at, (u.at->tv_nsec + 99) / 100,
	    &at))
		return u.at->tv_sec < 0 ? 0 : NT_FOREVER;
	if (u.clock == CLOCK_MONOTONIC)
		return at;
	now = nt_clock_system() - NT_EPOCH_DELTA;
	if (at <= now)
		return 0;
	if (__builtin_add_overflow(at - now, nt_clock_monotonic(), &at))
		return NT_FOREVER;
	return at;
}

/* Nobody tells when the system's time is set: how late that is noticed. */
#define LOOK	NT_PER_SECOND

int64_t
thr_until_look(struct thr_until u)
{
	int64_t deadline = thr_until_deadline(u), look;

	if (u.clock != CLOCK_REALTIME || u.at == NULL)
		return deadline;
	look = nt_clock_monotonic() + LOOK;
	return deadline < look ? deadline : look;
}
