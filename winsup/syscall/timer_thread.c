/* SPDX-License-Identifier: BSD-2-Clause */
#include "syscall/timer_thread.h"

#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "nt/clock.h"
#include "nt/sync.h"
#include "thread/room.h"
#include "time/room.h"

/* Fork class: copy; the thread does not exist in a child, nor the timer. */
struct timer_thread {
	pthread_mutex_t lock;		/* all that follows */
	volatile uint32_t changes;	/* what the thread sleeps on */
	clockid_t clock;
	struct time_due due;
	int64_t look;			/* NT_FOREVER: not armed */
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

/* With the lock: it may have run out by now. */
static void
expire(struct timer_thread *t)
{
	int64_t n = time_due_expire(&t->due, &t->look);

	if (n == 0)
		return;
	t->overrun = n - 1 < INT_MAX ? (int)(n - 1) : INT_MAX;
	start_call(t);
}

static void *
timer_main(void *arg)
{
	struct timer_thread *t = arg;
	uint32_t seen;
	int64_t look;

	pthread_mutex_lock(&t->lock);
	while (!t->dead) {
		if (t->look <= nt_clock_monotonic()) {
			expire(t);
			continue;
		}
		seen = t->changes;
		look = t->look;
		pthread_mutex_unlock(&t->lock);
		thr_wait_word(&t->changes, seen, look);
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

/* NULL: no memory, or no thread. */
struct timer_thread *
timer_thread_make(clockid_t clock, const struct sigevent *event)
{
	struct timer_thread *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return NULL;
	pthread_mutex_init(&t->lock, NULL);
	t->clock = clock;
	t->look = NT_FOREVER;
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

/* With the lock, which it gives back. */
static void
change(struct timer_thread *t)
{
	t->overrun = 0;
	__atomic_add_fetch(&t->changes, 1, __ATOMIC_SEQ_CST);
	nt_wake_word(&t->changes);
	pthread_mutex_unlock(&t->lock);
}

void
timer_thread_set(struct timer_thread *t, int absolute, int64_t value,
    int64_t interval)
{
	pthread_mutex_lock(&t->lock);
	t->due.interval = interval;
	t->look = value == 0 ? NT_FOREVER :
	    time_due_set(&t->due, t->clock, absolute, value, interval);
	change(t);
}

/* The thread frees it. */
void
timer_thread_end(struct timer_thread *t)
{
	pthread_mutex_lock(&t->lock);
	t->look = NT_FOREVER;
	t->dead = 1;
	change(t);
}

int64_t
timer_thread_left(struct timer_thread *t, int64_t *interval)
{
	int64_t left;

	pthread_mutex_lock(&t->lock);
	*interval = t->due.interval;
	left = t->look != NT_FOREVER ? time_due_left(&t->due) : 0;
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
