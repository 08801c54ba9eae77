/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: thread/wait.c thread/sem.c thread/shared.c time/clock.c time/cpu.c time/due.c lib/lock.c lib/assert.c lib/trace.c */
/*
 * Deadlines of both clocks, semaphores, NT's time, and the table of shared
 * waits: on a clock of our own.
 */
#include "unit.h"

#include <limits.h>
#include <time.h>

#include "nt/clock.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "thread/room.h"
#include "thread/shared.h"
#include "time/room.h"

/* 2025-07-15 12:00 UTC, and an hour after the start. */
static int64_t real = NT_EPOCH_DELTA + INT64_C(1752580800) * 10000000;
static int64_t mono = INT64_C(3600) * 10000000;
static int sleeps;
static int64_t cpu_used;	/* by one of two processors, if is_busy */
static int is_busy;
static int64_t set_back;	/* the real clock, during the next sleep */
static struct thr_sem sem;
static int post_at;		/* the sleep during which someone posts */

static struct thr_host host;
static struct thread self = { .host = &host };
static char table[1 << 17];
static nt_handle events[2048];
static unsigned set_events;	/* how often any was set */
static uint32_t winpid = 100, gone;
static void (*while_waiting)(void);	/* on handles */

uint32_t thr_era;
int thr_points;
int thr_cancel_due(const struct thread *t) { return 0; }
void thr_cancel_async(void) { }
volatile int thr_blocks = 1;
struct thr_host *thr_host_main(void) { return &host; }
void thr_hosts_lock(void) { }
void thr_hosts_unlock(void) { }
int nt_event_create(nt_handle *h, int manual, int set) { return -ENOMEM; }
void thr_report_destroyed(const char *call) { CHECK(call == NULL); }
struct thread *thr_self_make(void) { return &self; }
void nt_wake_word(volatile uint32_t *w) { CHECK(w != NULL); }
void nt_wake_word_all(volatile uint32_t *w) { CHECK(w != NULL); }
void nt_yield(void) { }
uint32_t nt_thread_id(void) { return 7; }
uint32_t shared_winpid(void) { return winpid; }
int shared_process_gone(uint32_t pid) { return pid == gone; }
void *shared_handles(size_t n) { return n <= sizeof events ? events : NULL; }

int
shared_table_map(void **out, size_t size)
{
	CHECK(size <= sizeof table);
	*out = table;
	return 0;
}

int
shared_event(unsigned place, nt_handle *h)
{
	*h = (nt_handle)(uintptr_t)(place + 1);
	return 0;
}

int
nt_event_set(nt_handle h)
{
	set_events++;
	return 0;
}

void *nt_self_slow(void) { return NULL; }
int64_t nt_clock_system(void) { return real; }
int64_t nt_clock_system_coarse(void) { return real - real % 156250; }
int64_t nt_clock_monotonic(void) { return mono; }
int64_t nt_clock_monotonic_ns(void) { return mono * 100; }
int64_t nt_clock_monotonic_step_ns(void) { return 100; }
int64_t nt_clock_tick(void) { return 156250; }
int nt_clock_set_system(int64_t t) { real = t; return 0; }

int
nt_machine(struct nt_machine *m)
{
	m->processors = 2;
	return 0;
}

int
nt_cpu_process(struct nt_cpu_times *t)
{
	*t = (struct nt_cpu_times){ 10000000 + cpu_used, 5000000 };
	return 0;
}

int
nt_cpu_thread(struct nt_cpu_times *t)
{
	*t = (struct nt_cpu_times){ 1, 2 };
	return 0;
}

int
nt_cpu_of_process(uint32_t pid, struct nt_cpu_times *t)
{
	*t = (struct nt_cpu_times){ pid * 10, 0 };
	return pid == 400 ? -ESRCH : 0;
}

int
nt_cpu_of_thread(uint32_t id, struct nt_cpu_times *t)
{
	*t = (struct nt_cpu_times){ id * 10, 1 };
	return 0;
}

static void
pass(int64_t deadline)
{
	CHECK(++sleeps < 100);
	CHECK(deadline != NT_FOREVER && deadline > mono);
	real += deadline - mono - set_back;
	cpu_used += is_busy ? deadline - mono : 0;
	mono = deadline;
	set_back = 0;
}

int
nt_wait_word(volatile uint32_t *word, uint32_t value, int64_t deadline)
{
	if (*word != value)
		return 0;
	if (sleeps + 1 == post_at) {
		sleeps++;
		CHECK_INT(thr_sem_post(&sem), 0);
		return 0;
	}
	pass(deadline);
	return -ETIMEDOUT;
}

int
nt_wait_handles(const nt_handle *h, unsigned n, int64_t deadline)
{
	if (n > 0 && while_waiting != NULL) {
		while_waiting();
		return 0;
	}
	CHECK(n <= 1);
	pass(deadline);
	return -ETIMEDOUT;
}

static struct thr_until
until(clockid_t clock, const struct timespec *at)
{
	return (struct thr_until){ clock, at };
}

static void
deadlines(void)
{
	struct timespec t = { 1752580800, 1 };

	/* A nanosecond is a hundred. */
	CHECK_INT(thr_until_deadline(until(CLOCK_REALTIME, &t)), mono + 1);
	t.tv_nsec = 999999999;
	CHECK_INT(thr_until_deadline(until(CLOCK_REALTIME, &t)),
	    mono + 10000000);
	t.tv_sec--;
	CHECK_INT(thr_until_deadline(until(CLOCK_REALTIME, &t)), 0);
	t = (struct timespec){ 3601, 101 };
	CHECK_INT(thr_until_deadline(until(CLOCK_MONOTONIC, &t)),
	    mono + 10000002);
	CHECK(thr_until_deadline(until(CLOCK_REALTIME, NULL)) == NT_FOREVER);
	t.tv_sec = LONG_MAX;
	CHECK(thr_until_deadline(until(CLOCK_REALTIME, &t)) == NT_FOREVER);
	CHECK(thr_until_deadline(until(CLOCK_MONOTONIC, &t)) == NT_FOREVER);
	t.tv_sec = LONG_MIN;
	CHECK_INT(thr_until_deadline(until(CLOCK_REALTIME, &t)), 0);
	CHECK_INT(thr_until_check(until(CLOCK_REALTIME, &t)), 0);
	t.tv_nsec = -1;
	CHECK_INT(thr_until_check(until(CLOCK_REALTIME, &t)), -EINVAL);
	t.tv_nsec = 1000000000;
	CHECK_INT(thr_until_check(until(CLOCK_MONOTONIC, &t)), -EINVAL);
	CHECK_INT(thr_until_check(until(CLOCK_PROCESS_CPUTIME_ID, NULL)),
	    -EINVAL);
}

/* As those do who wait for a word up to a time that POSIX gives. */
static int
wait_until(volatile uint32_t *word, uint32_t value,
    struct thr_until u)
{
	int64_t deadline;

	for (;;) {
		deadline = thr_until_look(u);
		if (deadline <= nt_clock_monotonic())
			return __atomic_load_n(word, __ATOMIC_ACQUIRE) ==
			    value ? -ETIMEDOUT : 0;
		if (thr_wait_word(word, value, deadline) == 0)
			return 0;
	}
}

static void
waiting(void)
{
	struct timespec t = { real / 10000000 - 11644473600 + 10, 0 };
	uint32_t word = 3;

	CHECK_INT(wait_until(&word, 4, until(CLOCK_REALTIME, &t)), 0);
	sleeps = 0;
	CHECK_INT(wait_until(&word, 3, until(CLOCK_REALTIME, &t)),
	    -ETIMEDOUT);
	CHECK_INT(sleeps, 10);		/* it looks at the clock each second */
	/* The clock is set back: the wait goes on. */
	t.tv_sec += 10;
	set_back = INT64_C(20) * 10000000;
	sleeps = 0;
	CHECK_INT(wait_until(&word, 3, until(CLOCK_REALTIME, &t)),
	    -ETIMEDOUT);
	CHECK_INT(sleeps, 30);
	CHECK(real >= time_to_nt(&t));
	/* It is set forward: the wait ends. */
	t.tv_sec += 3600;
	set_back = INT64_C(-3600) * 10000000;
	sleeps = 0;
	CHECK_INT(wait_until(&word, 3, until(CLOCK_REALTIME, &t)),
	    -ETIMEDOUT);
	CHECK_INT(sleeps, 1);
	t.tv_sec += 3600;
	set_back = INT64_C(-3600) * 10000000;
	CHECK_INT(time_sleep(CLOCK_REALTIME, 1, &t), 0);
	CHECK_INT(sleeps, 2);

	/* A relative sleep does not care about the clock being set. */
	sleeps = 0;
	set_back = INT64_C(3600) * 10000000;
	t = (struct timespec){ 5, 0 };
	CHECK_INT(time_sleep(CLOCK_REALTIME, 0, &t), 0);
	CHECK_INT(sleeps, 1);
	t.tv_sec = -1;
	CHECK_INT(time_sleep(CLOCK_REALTIME, 0, &t), -EINVAL);
	CHECK_INT(time_sleep(CLOCK_REALTIME, 1, &t), 0);
	CHECK_INT(sleeps, 1);
	/* CPU time is used up by others meanwhile. */
	sleeps = 0;
	is_busy = 1;
	t = (struct timespec){ 5, 0 };
	CHECK_INT(time_sleep(CLOCK_PROCESS_CPUTIME_ID, 0, &t), 0);
	CHECK(cpu_used >= INT64_C(50000000) && cpu_used < INT64_C(50020000));
	CHECK(sleeps > 1);
	sleeps = 0;
	CHECK_INT(time_sleep(CLOCK_PROCESS_CPUTIME_ID, 1, &t), 0);
	CHECK_INT(sleeps, 0);		/* that is over */
	t.tv_sec = 8;
	CHECK_INT(time_sleep(CLOCK_PROCESS_CPUTIME_ID, 1, &t), 0);
	CHECK(cpu_used >= INT64_C(65000000));
	cpu_used = is_busy = 0;
	CHECK_INT(time_sleep(CLOCK_THREAD_CPUTIME_ID, 1, &t), -EINVAL);
	CHECK_INT(time_sleep(time_cpu_process(400), 1, &t), -EINVAL);
}

static void
semaphores(void)
{
	struct timespec t = { 0, 0 };

	CHECK_INT(thr_sem_try(&sem), -EAGAIN);
	CHECK_INT(thr_sem_wait(&sem, until(CLOCK_MONOTONIC, &t)),
	    -ETIMEDOUT);
	CHECK_INT(thr_sem_post(&sem), 0);
	CHECK_INT(thr_sem_wait(&sem, until(CLOCK_MONOTONIC, &t)), 0);
	sleeps = 0;
	post_at = 1;
	CHECK_INT(thr_sem_wait(&sem, until(CLOCK_REALTIME, NULL)), 0);
	CHECK_INT(sleeps, 1);
	post_at = 0;
	CHECK_INT(sem.value, 0);
	CHECK_INT(sem.waiters, 0);
	t.tv_nsec = -1;
	CHECK_INT(thr_sem_wait(&sem, until(CLOCK_REALTIME, &t)), -EINVAL);
	CHECK_INT(sem.waiters, 0);
	sem.value = INT_MAX;
	CHECK_INT(thr_sem_post(&sem), -EOVERFLOW);
	CHECK_INT(sem.value, INT_MAX);
}

#define KEY	UINT64_C(0x1230)

static uint32_t word;

static void
wake_it(void)
{
	word = 1;
	thr_shared_wake(KEY, 5);
}

static void
wake_another(void)
{
	thr_shared_wake(KEY + 1, 1);
}

static void
shared(void)
{
	const int64_t second = NT_PER_SECOND;
	unsigned place;

	/* Woken by whoever has the key, and by nobody else. */
	while_waiting = wake_it;
	CHECK_INT(thr_shared_wait(&word, 0, KEY, NULL, NT_FOREVER), 0);
	CHECK_INT(set_events, 1);
	while_waiting = wake_another;
	CHECK_INT(thr_shared_wait(&word, 1, KEY, NULL, NT_FOREVER), 0);
	CHECK_INT(set_events, 1);
	while_waiting = NULL;
	thr_shared_wake(KEY, 1);
	CHECK_INT(set_events, 1);
	/* It looks again twice a second, and ends with the deadline. */
	sleeps = 0;
	CHECK_INT(thr_shared_wait(&word, 1, KEY, NULL, mono + second), 0);
	CHECK_INT(thr_shared_wait(&word, 1, KEY, NULL, mono + second / 4),
	    -ETIMEDOUT);
	CHECK_INT(sleeps, 2);
	CHECK_INT(thr_shared_wait(&word, 2, KEY, NULL, mono + second), 0);
	CHECK_INT(sleeps, 2);
	/* A child of fork has a place of its own, the dead leave theirs. */
	place = self.wait_place;
	CHECK(place != 0);
	winpid = 101;
	CHECK_INT(thr_shared_wait(&word, 2, KEY, NULL, mono + 1), 0);
	CHECK(self.wait_place != place);
	winpid = 102;
	gone = 100;
	CHECK_INT(thr_shared_wait(&word, 2, KEY, NULL, mono + 1), 0);
	CHECK_INT(self.wait_place, place);
	thr_shared_done(&self);
	CHECK_INT(self.wait_place, 0);
	CHECK(thr_shared_id() != thr_shared_id());
	CHECK_INT(thr_shared_id() & 7, 0);
}

/* Timers, while clocks are set and CPU time is used or not. */
static void
due(void)
{
	const int64_t s = NT_PER_SECOND;
	int64_t unix_now = real - NT_EPOCH_DELTA, look;
	struct time_due d;

	/* Steady ones, and those for a while, are known beforehand. */
	CHECK_INT(time_due_set(&d, CLOCK_BOOTTIME, 1, mono + 5 * s, 0),
	    mono + 5 * s);
	CHECK_INT(time_due_set(&d, CLOCK_REALTIME, 0, 5 * s, 2 * s),
	    mono + 5 * s);
	real += 3600 * s;		/* set forward */
	CHECK_INT(time_due_expire(&d, &look), 0);
	CHECK_INT(look, mono + 5 * s);
	CHECK_INT(time_due_left(&d), 5 * s);
	mono += 10 * s;
	CHECK_INT(time_due_expire(&d, &look), 3);
	CHECK_INT(look, mono + s);
	real -= 3600 * s;

	/* To a time: noticed within a second. */
	CHECK_INT(time_due_set(&d, CLOCK_REALTIME, 1, unix_now + 100 * s, 0),
	    mono + s);
	CHECK_INT(time_due_left(&d), 100 * s);
	mono += s;
	real += 3600 * s;
	CHECK_INT(time_due_left(&d), 1);
	CHECK_INT(time_due_expire(&d, &look), 1);
	CHECK(look == NT_FOREVER);
	/* Set back, it is waited for again. */
	unix_now += 3600 * s;
	CHECK_INT(time_due_set(&d, CLOCK_TAI, 1, unix_now + 38 * s, s),
	    mono + s);
	real -= 2 * s;
	mono += s;
	CHECK_INT(time_due_expire(&d, &look), 0);
	CHECK_INT(look, mono + s);
	real += 4 * s;
	CHECK_INT(time_due_expire(&d, &look), 2);
	CHECK_INT(look, mono + s);
	CHECK_INT(time_due_set(&d, CLOCK_REALTIME, 1, 1, 0) <= mono, 1);
	real -= 3602 * s;

	/* CPU time: not before two processors can have used it. */
	CHECK_INT(time_due_set(&d, CLOCK_PROCESS_CPUTIME_ID, 0, 4 * s, s),
	    mono + 2 * s);
	mono += 2 * s;
	cpu_used = 3 * s;
	CHECK_INT(time_due_expire(&d, &look), 0);
	CHECK_INT(look, mono + s / 2);
	cpu_used = 4 * s;
	mono += s;
	CHECK_INT(time_due_expire(&d, &look), 1);
	CHECK_INT(look, mono + s / 2);
	CHECK_INT(time_due_set(&d, TIME_CLOCK_USER, 0, 1, 0),
	    mono + s / 1000);
	CHECK_INT(d.at, time_due_now(TIME_CLOCK_USER) + 1);
	cpu_used = 0;
	mono += s;
}

static void
conversions(void)
{
	struct timespec t;

	time_from_nt(0, &t);
	CHECK_INT(t.tv_sec, -11644473600);
	CHECK_INT(t.tv_nsec, 0);
	time_from_nt(NT_EPOCH_DELTA - 1, &t);
	CHECK_INT(t.tv_sec, -1);
	CHECK_INT(t.tv_nsec, 999999900);
	CHECK_INT(time_to_nt(&t), NT_EPOCH_DELTA - 1);
	t.tv_sec = LONG_MAX;
	CHECK(time_to_nt(&t) == INT64_MAX);
	t.tv_sec = LONG_MIN;
	CHECK(time_to_nt(&t) == INT64_MIN);
	CHECK_INT(time_get(CLOCK_PROCESS_CPUTIME_ID, &t), 0);
	CHECK_INT(t.tv_sec, 1);
	CHECK_INT(t.tv_nsec, 500000000);
	CHECK_INT(time_get(CLOCK_THREAD_CPUTIME_ID, &t), 0);
	CHECK_INT(t.tv_nsec, 300);
	CHECK_INT(time_get(4711, &t), -EINVAL);
	CHECK_INT(time_get(time_cpu_process(8), &t), 0);
	CHECK_INT(t.tv_nsec, 8000);
	CHECK_INT(time_get(time_cpu_thread(8), &t), 0);
	CHECK_INT(t.tv_nsec, 8100);
	CHECK_INT(time_get(time_cpu_process(400), &t), -EINVAL);
	CHECK(time_is_cpu(time_cpu_thread(8)) && !time_is_cpu(4711));
	CHECK_INT(time_resolution(time_cpu_process(400), &t), -EINVAL);
	CHECK_INT(time_resolution(time_cpu_process(8), &t), 0);
	CHECK_INT(t.tv_nsec, 15625000);
	CHECK_INT(time_set(CLOCK_MONOTONIC, &t), -EINVAL);
	CHECK_INT(time_set(CLOCK_PROCESS_CPUTIME_ID, &t), -EPERM);
	CHECK_INT(time_set(4711, &t), -EINVAL);
	t = (struct timespec){ 1000000000, 123456789 };
	CHECK_INT(time_set(CLOCK_REALTIME, &t), 0);
	CHECK_INT(time_get(CLOCK_REALTIME, &t), 0);
	CHECK_INT(t.tv_nsec, 123456700);
}

int
main(void)
{
	deadlines();
	waiting();
	semaphores();
	shared();
	due();
	conversions();
	return 0;
}
