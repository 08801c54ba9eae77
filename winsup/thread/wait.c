/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Waiting: the one place where a thread may come to rest.
 */
#include "thread/room.h"

#include <errno.h>

#include "nt/clock.h"
#include "nt/sync.h"

void (*thr_block_hook)(void);	/* fork class: rebuild (fork sets it) */

int
thr_wait(const nt_handle *h, unsigned n, int64_t deadline)
{
	if (deadline > 0)
		thr_may_block();
	return nt_wait_handles(h, n, deadline);
}

int
thr_wait_word(volatile uint32_t *word, uint32_t value, int64_t deadline)
{
	if (deadline > 0)
		thr_may_block();
	return nt_wait_word(word, value, deadline);
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
		if (nt_wait_word(word, value, deadline) == 0)
			return 0;
	}
}
