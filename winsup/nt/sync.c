/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/sync.h"

#include <errno.h>

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

#define WAIT_ANY	1u	/* WAIT_TYPE */

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
 * NtDelayExecution takes no "for ever", and may end a tick early where the
 * system's timer is coarse: the loop makes the deadline exact.
 */
static int
sleep_until(int64_t deadline)
{
	LARGE_INTEGER t;
	int64_t left;

	while ((left = deadline - nt_clock_monotonic()) > 0) {
		t.QuadPart = deadline == NT_FOREVER ? INT64_MIN : -left;
		NtDelayExecution(FALSE, &t);
	}
	return -ETIMEDOUT;
}

int
nt_wait_handles(const nt_handle *h, unsigned n, int64_t deadline)
{
	LARGE_INTEGER t;
	NTSTATUS st;

	if (n == 0)
		return sleep_until(deadline);
	if (n > NT_WAIT_MAX)
		return -EINVAL;
	for (;;) {
		st = NtWaitForMultipleObjects(n, h, WAIT_ANY, FALSE,
		    relative(&t, deadline));
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
