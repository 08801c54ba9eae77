/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The platform that lib/ runs on in the unit tests: one thread, so that
 * waiting for a lock is a deadlock.
 */
#include "unit.h"

#include "lib/trace.h"

char unit_trace[65536];
size_t unit_trace_len;

void
platform_wait(volatile uint32_t *word, uint32_t while_equal)
{
	if (*word == while_equal) {
		fprintf(stderr, "deadlock: a lock is waited for\n");
		abort();
	}
}

void
platform_wake(volatile uint32_t *word)
{
	(void)word;
}

void *
platform_lock_set(void)
{
	static uint32_t held;

	return &held;
}

void
platform_write_error(const char *s, unsigned long len)
{
	fwrite(s, 1, len, stderr);
}

void
platform_die(void)
{
	abort();
}

void
platform_trace_write(const char *s, size_t len)
{
	if (len > sizeof unit_trace - 1 - unit_trace_len)
		len = sizeof unit_trace - 1 - unit_trace_len;
	memcpy(unit_trace + unit_trace_len, s, len);
	unit_trace_len += len;
	unit_trace[unit_trace_len] = '\0';
}

unsigned
platform_trace_pid(void)
{
	return 42;
}

uint64_t
platform_trace_usec(void)
{
	return 1500000;
}
