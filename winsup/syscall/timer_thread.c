/* SPDX-License-Identifier: BSD-2-Clause */
#include "syscall/timer_thread.h"

#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "nt/clock.h"
#include "nt/sync.h"
#include "thread/room.h"

/* Fork class: copy; the thread does not exist in a child, nor the timer. */
struct timer_thread {
	pthread_mutex_t lock;		/* all that follows */
	volatile uint32_t changes;	/* what the thread sleeps on */
	int64_t deadline, interval;
	int overrun, dead;
	void (*function)(union sigval);
	union sigval value;
	pthread_attr_t attr;		/* of the threads it starts */
};

/* One expiry: a copy of what to call, since the timer may be deleted. */
struct call {
	void (*function)(union sigval);
	union sigval value;
};

static void *
call_main(void *arg)
{
	struct call c = *(struct call *)arg;

	free(arg);
	c.function(c.value);
	return NULL;
}

/* Without memory or a thread this expiry is lost, as a signal would be. */
static void
start_call(const struct timer_thread *t)
{
	struct call *c = malloc(sizeof(*c));
	pthread_t id;

	if (c == NULL)
		return;
	*c = (struct call){ t->function, t->value };
	if (pthread_create(&id, &t->attr, call_main, c) != 0)
		free(c);
}

/* With the lock: it has run out by now. */
static void
expire(struct timer_thread *t, int64_t now)
{
	int64_t missed = 0;

	if (t->interval > 0) {
		missed = (now - t->deadline) / t->interval;
		t->deadline += (missed + 1) * t->interval;
	} else
		t->deadline = NT_FOREVER;
	t->overrun = missed < INT_MAX ? (int)missed : INT_MAX;
	start_call(t);
}

static void *
timer_main(void *arg)
{
	struct timer_thread *t = arg;
	int64_t now, deadline;
	uint32_t seen;

	pthread_mutex_lock(&t->lock);
	while (!t->dead) {
		now = nt_clock_monotonic();
		if (t->deadline <= now) {
			expire(t, now);
			continue;
		}
		seen = t->changes;
		deadline = t->deadline;
		pthread_mutex_unlock(&t->lock);
		thr_wait_word(&t->changes, seen, deadline);
		pthread_mutex_lock(&t->lock);
	}
	pthread_mutex_unlock(&t->lock);
	pthread_mutex_destroy(&t->lock);
	pthread_attr_destroy(&t->attr);
	free(t);
	return NULL;
}

/* All signals are blocked in the thread, and in those that it starts. */
static int
start(struct timer_thread *t)
{
	pthread_attr_t attr;
	sigset_t all, old;
	pthread_t id;
	int err;

	pthread_attr_init(&attr);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	err = pthread_create(&id, &attr, timer_main, t);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	pthread_attr_destroy(&attr);
	return err;
}

struct timer_thread *
timer_thread_make(const struct sigevent *event)
{
	struct timer_thread *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return NULL;
	pthread_mutex_init(&t->lock, NULL);
	t->deadline = NT_FOREVER;
	t->function = event->sigev_notify_function;
	t->value = event->sigev_value;
	if (event->sigev_notify_attributes != NULL)
		t->attr = *(pthread_attr_t *)event->sigev_notify_attributes;
	else
		pthread_attr_init(&t->attr);
	pthread_attr_setdetachstate(&t->attr, PTHREAD_CREATE_DETACHED);
	if (start(t) != 0) {
		free(t);
		return NULL;
	}
	return t;
}

static void
change(struct timer_thread *t, int64_t deadline, int64_t interval, int dead)
{
	pthread_mutex_lock(&t->lock);
	t->deadline = deadline;
	t->interval = interval;
	t->overrun = 0;
	t->dead = dead;
	__atomic_add_fetch(&t->changes, 1, __ATOMIC_SEQ_CST);
	nt_wake_word(&t->changes);
	pthread_mutex_unlock(&t->lock);
}

void
timer_thread_set(struct timer_thread *t, int64_t deadline, int64_t interval)
{
	change(t, deadline, interval, 0);
}

/* The thread frees it. */
void
timer_thread_end(struct timer_thread *t)
{
	change(t, NT_FOREVER, 0, 1);
}

int64_t
timer_thread_left(struct timer_thread *t, int64_t *interval)
{
	int64_t left = 0;

	pthread_mutex_lock(&t->lock);
	*interval = t->interval;
	if (t->deadline != NT_FOREVER) {
		left = t->deadline - nt_clock_monotonic();
		if (left <= 0)
			left = 1;
	}
	pthread_mutex_unlock(&t->lock);
	return left;
}

int
timer_thread_overrun(struct timer_thread *t)
{
	int n;

	pthread_mutex_lock(&t->lock);
	n = t->overrun;
	pthread_mutex_unlock(&t->lock);
	return n;
}
