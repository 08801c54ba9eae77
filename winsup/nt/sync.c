/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/sync.h"

#include <errno.h>

#include "lib/fault.h"
#include "lib/lock.h"
#include "nt/clock.h"
#include "nt/error.h"
#include "nt/ntdll.h"

NTSTATUS NTAPI RtlWaitOnAddress(const void *, const void *, SIZE_T,
    const LARGE_INTEGER *);
void NTAPI RtlWakeAddressSingle(const void *);
void NTAPI RtlWakeAddressAll(const void *);
NTSTATUS NTAPI NtDelayExecution(BOOLEAN, const LARGE_INTEGER *);
NTSTATUS NTAPI NtYieldExecution(void);
NTSTATUS NTAPI NtWaitForMultipleObjects(ULONG, const HANDLE *, ULONG, BOOLEAN,
    const LARGE_INTEGER *);

NTSTATUS NTAPI NtQueryTimerResolution(PULONG, PULONG, PULONG);

#define WAIT_ANY	1u	/* WAIT_TYPE */

#ifndef CREATE_WAITABLE_TIMER_HIGH_RESOLUTION
#define CREATE_WAITABLE_TIMER_HIGH_RESOLUTION	2
#endif

/*
 * NT takes relative time as a negative count.  Returns NULL for "for ever";
 * a deadline in the past becomes a wait of no length.
 */
static LARGE_INTEGER *
relative(LARGE_INTEGER *t, int64_t deadline)
{
	int64_t left;

	if (deadline == NT_FOREVER)
		return NULL;
	left = deadline - nt_clock_monotonic();
	t->QuadPart = left > 0 ? -left : 0;
	return t;
}

int
nt_wait_word(volatile uint32_t *word, uint32_t value, int64_t deadline)
{
	LARGE_INTEGER t;
	NTSTATUS st;

	st = RtlWaitOnAddress((const void *)word, &value, sizeof(value),
	    relative(&t, deadline));
	return st == STATUS_TIMEOUT ? -ETIMEDOUT : 0;
}

void
nt_wake_word(volatile uint32_t *word)
{
	RtlWakeAddressSingle((const void *)word);
}

void
nt_wake_word_all(volatile uint32_t *word)
{
	RtlWakeAddressAll((const void *)word);
}

void
platform_wait(volatile uint32_t *word, uint32_t while_equal)
{
	nt_wait_word(word, while_equal, NT_FOREVER);
}

void
platform_wake(volatile uint32_t *word)
{
	nt_wake_word(word);
}

/*
 * Where the system looks at timeouts at its ticks only (Windows: every
 * 15.6 ms unless a program asks for more), timers of high resolution are
 * finer: synchapi.h, CreateWaitableTimerEx, since Windows 10 1803.  Wine's
 * timeouts are fine, and a timer would cost calls of its server.
 */
#define FINE	(NT_PER_SECOND / 1000)

static int
is_coarse(void)
{
	static volatile int known;	/* 1: no, 2: yes; fork class: share */
	ULONG least, most, now;

	if (known == 0)
		known = (NtQueryTimerResolution(&least, &most, &now) >= 0 &&
		    now > FINE) || fault("nt.coarse") < 0 ? 2 : 1;
	return known == 2;
}

/* A timer that is set at the deadline, or NULL where there is none so fine. */
static HANDLE
fine_timer(int64_t deadline)
{
	LARGE_INTEGER due;
	HANDLE h;

	if (!is_coarse() || relative(&due, deadline) == NULL)
		return NULL;
	h = CreateWaitableTimerExW(NULL, NULL,
	    CREATE_WAITABLE_TIMER_HIGH_RESOLUTION,
	    TIMER_MODIFY_STATE | SYNCHRONIZE);
	if (h != NULL && !SetWaitableTimer(h, &due, 0, NULL, NULL, FALSE)) {
		CloseHandle(h);
		h = NULL;
	}
	return h;
}

/*
 * One wait for the handles, until about the deadline: what the system says,
 * and STATUS_TIMEOUT for a timer's end.
 */
static NTSTATUS
wait_once(const nt_handle *h, unsigned n, int64_t deadline)
{
	nt_handle all[NT_WAIT_MAX];
	LARGE_INTEGER t, *left = relative(&t, deadline);
	HANDLE timer = n < NT_WAIT_MAX && left != NULL && t.QuadPart != 0 ?
	    fine_timer(deadline) : NULL;
	NTSTATUS st;

	if (timer != NULL) {
		for (unsigned i = 0; i < n; i++)
			all[i] = h[i];
		all[n] = timer;
		st = NtWaitForMultipleObjects(n + 1, all, WAIT_ANY, FALSE,
		    NULL);
		CloseHandle(timer);
		return (ULONG)st == n ? STATUS_TIMEOUT : st;
	}
	if (n > 0)
		return NtWaitForMultipleObjects(n, h, WAIT_ANY, FALSE, left);
	/* This takes no "for ever". */
	if (left == NULL)
		t.QuadPart = INT64_MIN;
	NtDelayExecution(FALSE, &t);
	return STATUS_TIMEOUT;
}

/* It may end a tick early: the loop makes the deadline exact. */
int
nt_wait_handles(const nt_handle *h, unsigned n, int64_t deadline)
{
	NTSTATUS st;

	if (n > NT_WAIT_MAX)
		return -EINVAL;
	for (;;) {
		if (n == 0 && deadline != NT_FOREVER &&
		    nt_clock_monotonic() >= deadline)
			return -ETIMEDOUT;
		st = wait_once(h, n, deadline);
		if (st != STATUS_TIMEOUT)
			break;
		if (nt_clock_monotonic() >= deadline)
			return -ETIMEDOUT;
	}
	if ((ULONG)st < n)
		return (int)st;
	if ((ULONG)st >= STATUS_ABANDONED_WAIT_0 &&
	    (ULONG)st < STATUS_ABANDONED_WAIT_0 + n)
		return -EOWNERDEAD;
	if (st == STATUS_INVALID_HANDLE)
		return -EBADF;
	return nt_errno((uint32_t)st);
}

int
nt_event_create(nt_handle *out, int manual_reset, int set)
{
	HANDLE h = CreateEventW(NULL, manual_reset, set, NULL);

	if (h == NULL)
		return nt_last_errno();
	*out = h;
	return 0;
}

int
nt_event_set(nt_handle h)
{
	return SetEvent(h) ? 0 : nt_last_errno();
}

int
nt_event_reset(nt_handle h)
{
	return ResetEvent(h) ? 0 : nt_last_errno();
}

void
nt_yield(void)
{
	NtYieldExecution();
}

uint32_t
nt_thread_id(void)
{
	return GetCurrentThreadId();
}
