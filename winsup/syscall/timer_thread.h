/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Timers that start a thread when they run out (SIGEV_THREAD).  Each has a
 * thread that waits for it.  Times are 100 ns units; a deadline is a reading
 * of nt_clock_monotonic(), or NT_FOREVER.
 */
#ifndef ISTHMUS_SYSCALL_TIMER_THREAD_H
#define ISTHMUS_SYSCALL_TIMER_THREAD_H

#include <signal.h>
#include <stdint.h>

struct timer_thread;

struct timer_thread *timer_thread_make(const struct sigevent *); /* NULL */
void timer_thread_end(struct timer_thread *);
void timer_thread_set(struct timer_thread *, int64_t deadline,
    int64_t interval);
/* What is left, 0: not armed; the interval; how often it came too late. */
int64_t timer_thread_left(struct timer_thread *, int64_t *interval);
int timer_thread_overrun(struct timer_thread *);

#endif
