/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Waiting: the one place where a thread may come to rest.
 */
#include "thread/room.h"

#include <errno.h>

#include "lib/keep.h"
#include "nt/clock.h"
#include "nt/sync.h"

void (*thr_block_hook)(void);	/* fork class: rebuild (fork sets it) */

KEEP volatile uint32_t thr_signal_wanted;
KEEP int (*thr_signal_hook)(void);
KEEP void (*thr_deliver_hook)(void);
KEEP nt_handle thr_wake;
KEEP void *thr_wake_thread;
KEEP volatile uint32_t *volatile thr_wake_word;
KEEP volatile uint32_t thr_in_io, thr_in_wait;

static int
is_interrupted(void)
{
	return __builtin_expect(thr_signal_wanted, 0) &&
	    thr_signal_hook != NULL && thr_signal_hook();
}

int
thr_wait(const nt_handle *h, unsigned n, int64_t deadline)
{
	nt_handle all[NT_WAIT_MAX];
	unsigned i;
	int r;

	if (deadline > 0)
		thr_may_block();
	for (;;) {
		if (deadline > 0 && is_interrupted())
			return -EINTR;
		if (thr_wake == NULL || n >= NT_WAIT_MAX ||
		    nt_self() != thr_wake_thread)
			return nt_wait_handles(h, n, deadline);
		for (i = 0; i < n; i++)
			all[i] = h[i];
		all[n] = thr_wake;
		/* From here on setting the event is enough. */
		__atomic_store_n(&thr_in_wait, 1, __ATOMIC_SEQ_CST);
		r = is_interrupted() ? (int)n :
		    nt_wait_handles(all, n + 1, deadline);
		thr_in_wait = 0;
		if (r != (int)n)
			return r;
	}
}

/*
 * Who waits so cannot be sent back with EINTR: handlers run here, and the
 * caller looks again.
 */
int
thr_wait_word(volatile uint32_t *word, uint32_t value, int64_t deadline)
{
	int mine, r;

	if (deadline > 0)
		thr_may_block();
	mine = thr_wake != NULL && nt_self() == thr_wake_thread;
	if (!mine)
		return nt_wait_word(word, value, deadline);
	thr_wake_word = word;
	if (is_interrupted())
		r = 0;
	else
		r = nt_wait_word(word, value, deadline);
	thr_wake_word = NULL;
	if (thr_signal_wanted)
		thr_deliver_hook();
	return r;
}

int
thr_io_begin(void)
{
	thr_in_io = thr_wake != NULL && nt_self() == thr_wake_thread;
	if (!is_interrupted())
		return 0;
	thr_in_io = 0;
	return -EINTR;
}

void
thr_io_end(void)
{
	thr_in_io = 0;
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

int
thr_wait_word_until(volatile uint32_t *word, uint32_t value,
    struct thr_until u)
{
	int64_t deadline;

	for (;;) {
		deadline = thr_until_deadline(u);
		if (deadline <= nt_clock_monotonic())
			return __atomic_load_n(word, __ATOMIC_ACQUIRE) ==
			    value ? -ETIMEDOUT : 0;
		if (thr_wait_word(word, value, deadline) == 0)
			return 0;
	}
}
