/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Waiting.  Time is counted in 100 ns units: a deadline is a reading of
 * nt_clock_monotonic() or NT_FOREVER.
 *
 * Waiting on an address needs no kernel object and no initialisation
 * (synchapi.h: WaitOnAddress, Windows 8 and later; ntdll's RtlWaitOnAddress
 * is what it calls, and is used directly because kernel32 does not have the
 * documented name).
 */
#ifndef ISTHMUS_NT_SYNC_H
#define ISTHMUS_NT_SYNC_H

#include "nt/types.h"

#define NT_FOREVER	INT64_MAX

/* What one wait can take: MAXIMUM_WAIT_OBJECTS. */
#define NT_WAIT_MAX	64

/*
 * Sleeps while *word == value, until woken (0; also without a reason, so
 * look again) or the deadline has passed (-ETIMEDOUT).
 */
int nt_wait_word(volatile uint32_t *word, uint32_t value, int64_t deadline);
void nt_wake_word(volatile uint32_t *word);		/* one waiter */
void nt_wake_word_all(volatile uint32_t *word);

/*
 * Waits for one of n handles; n may be 0 to sleep.  Returns its index, or
 * -ETIMEDOUT, -EOWNERDEAD for a mutex whose owner ended (index lost only if
 * n > 1), -EBADF for a bad handle.
 */
int nt_wait_handles(const nt_handle *, unsigned n, int64_t deadline);

int nt_event_create(nt_handle *, int manual_reset, int set);
int nt_event_set(nt_handle);
int nt_event_reset(nt_handle);

void nt_yield(void);

uint32_t nt_thread_id(void);

#endif
