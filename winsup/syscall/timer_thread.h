/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Timers that start a thread when they run out (SIGEV_THREAD).  Each has a
 * thread that waits for it.  Times are 100 ns units.
 */
#ifndef ISTHMUS_SYSCALL_TIMER_THREAD_H
#define ISTHMUS_SYSCALL_TIMER_THREAD_H

#include <signal.h>
#include <stdint.h>
#include <time.h>

struct timer_thread;

struct timer_thread *timer_thread_make(clockid_t, const struct sigevent *);
void timer_thread_end(struct timer_thread *);
/* A value of the clock; 0 stops it. */
void timer_thread_set(struct timer_thread *, int absolute, int64_t value,
    int64_t interval);
/* What is left, 0: not armed; the interval; how often it came too late. */
int64_t timer_thread_left(struct timer_thread *, int64_t *interval);
int timer_thread_overrun(struct timer_thread *);

#endif
