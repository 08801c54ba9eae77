/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Waiting for words in memory that processes share.
 *
 * A waiter takes a place in the table, writes the key there and sleeps on
 * the event of that place.  Who wakes looks for the key, oldest ticket first,
 * and takes it away: whoever changes the key from the number to 0 decides
 * whether the waiter was woken or gave up.  There is no lock, so nobody who
 * is killed holds one.
 *
 * Places are kept by threads until they end; those of killed processes are
 * found when a place is wanted.  With no place left a thread looks again
 * every millisecond.
 */
#include "thread/shared.h"

#include <errno.h>

#include "lib/keep.h"
#include "nt/clock.h"
#include "nt/sync.h"

#define PLACES		2048
#define POLL		(NT_PER_SECOND / 2)	/* look again, 100 ns */
#define POLL_SHORT	(NT_PER_SECOND / 1000)
#define PROBES		8

struct place {
	volatile uint32_t winpid;	/* 0: free */
	volatile uint32_t tid;
	volatile uint64_t key;		/* 0: does not wait */
	volatile uint64_t ticket;
};

struct table {
	volatile uint32_t used;		/* places ever used */
	volatile uint32_t probe;	/* where to look for the dead next */
	volatile uint64_t tickets;
	uint64_t reserved[6];
	struct place place[PLACES];
};

_Static_assert(sizeof(struct table) == 64 + 24 * PLACES, "layout");

KEEP static struct table *table;
KEEP static nt_handle *volatile handles;	/* of events, by place */

static int
table_open(void)
{
	void *t, *h;
	int e;

	if (__atomic_load_n(&handles, __ATOMIC_ACQUIRE) != NULL)
		return 0;
	if ((e = shared_table_map(&t, sizeof(struct table))) < 0)
		return e;
	/* Two threads that come here both map it: no harm. */
	__atomic_store_n(&table, t, __ATOMIC_RELEASE);
	if ((h = shared_handles(PLACES * sizeof(nt_handle))) == NULL)
		return -ENOMEM;
	__atomic_store_n(&handles, h, __ATOMIC_RELEASE);
	return 0;
}

static nt_handle
event_of(unsigned i)
{
	nt_handle h = __atomic_load_n(&handles[i], __ATOMIC_ACQUIRE);

	if (h != NULL)
		return h;
	if (shared_event(i, &h) < 0)
		return NULL;
	/* A second handle that another thread opened meanwhile just stays. */
	__atomic_store_n(&handles[i], h, __ATOMIC_RELEASE);
	return h;
}

static int
claim(unsigned i, uint32_t from, uint32_t winpid)
{
	struct place *p = &table->place[i];

	if (!__atomic_compare_exchange_n(&p->winpid, &from, winpid, 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
		return 0;
	p->key = 0;
	p->tid = nt_thread_id();
	return 1;
}

/* A place for the calling thread, or -EAGAIN. */
static int
place_find(uint32_t winpid)
{
	uint32_t used = table->used, i, n, pid;

	for (i = 0; i < used; i++)
		if (table->place[i].winpid == 0 && claim(i, 0, winpid))
			return (int)i;
	n = used < PLACES ? PROBES : PLACES;
	while (used > 0 && n-- > 0) {
		i = __atomic_fetch_add(&table->probe, 1, __ATOMIC_RELAXED) %
		    used;
		pid = table->place[i].winpid;
		if (pid != 0 && pid != winpid && shared_process_gone(pid) &&
		    claim(i, pid, winpid))
			return (int)i;
	}
	while (used < PLACES)
		if (__atomic_compare_exchange_n(&table->used, &used,
		    used + 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST) &&
		    claim(used, 0, winpid))
			return (int)used;
	return -EAGAIN;
}

/* The calling thread's place; a forked child does not have its parent's. */
static int
place_own(void)
{
	struct thread *t = thr_self();
	uint32_t winpid = shared_winpid();
	unsigned i = t->wait_place - 1;
	int r;

	if (t->wait_place != 0 && table->place[i].winpid == winpid &&
	    table->place[i].tid == nt_thread_id())
		return (int)i;
	if ((r = place_find(winpid)) >= 0)
		t->wait_place = (unsigned)r + 1;
	return r;
}

/* Is the key still there?  It is taken away. */
static int
give_up(struct place *p, uint64_t key)
{
	return __atomic_compare_exchange_n(&p->key, &key, 0, 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
}

static int
sleep_at(unsigned i, volatile uint32_t *word, uint32_t value, uint64_t key,
    nt_handle also, int64_t deadline)
{
	struct place *p = &table->place[i];
	nt_handle h[2] = { event_of(i), also };
	int r = 0;

	if (h[0] == NULL)
		return thr_wait(NULL, 0, deadline);
	p->ticket = __atomic_fetch_add(&table->tickets, 1, __ATOMIC_SEQ_CST);
	__atomic_store_n(&p->key, key, __ATOMIC_SEQ_CST);
	if (__atomic_load_n(word, __ATOMIC_SEQ_CST) == value)
		r = thr_wait(h, also != NULL ? 2 : 1, deadline);
	if (!give_up(p, key))
		return 0;
	return r < 0 ? r : 0;
}

int
thr_shared_wait(volatile uint32_t *word, uint32_t value, uint64_t key,
    nt_handle also, int64_t deadline)
{
	int64_t now, until;
	int i = -EAGAIN, r;

	thr_may_block();		/* may go on in another process */
	if (table_open() == 0)
		i = place_own();
	now = nt_clock_monotonic();
	until = now + (i >= 0 ? POLL : POLL_SHORT);
	if (deadline < until)
		until = deadline;
	if (i >= 0)
		r = sleep_at((unsigned)i, word, value, key, also, until);
	else if (__atomic_load_n(word, __ATOMIC_SEQ_CST) == value)
		r = thr_wait(NULL, 0, until);
	else
		r = 0;
	if (r == -ETIMEDOUT && nt_clock_monotonic() < deadline)
		r = 0;
	return r;
}

/* The one that has waited longest for the key, before the ticket; or -1. */
static int
oldest(uint64_t key, uint64_t ticket)
{
	uint32_t used = __atomic_load_n(&table->used, __ATOMIC_SEQ_CST);
	int best = -1;

	for (uint32_t i = 0; i < used; i++) {
		const struct place *p = &table->place[i];

		if (__atomic_load_n(&p->key, __ATOMIC_SEQ_CST) == key &&
		    p->ticket < ticket) {
			ticket = p->ticket;
			best = (int)i;
		}
	}
	return best;
}

/*
 * Only who waits by now is woken: a later one has seen the word as it is, and
 * one that is woken and waits again at once would be woken for ever.
 */
void
thr_shared_wake(uint64_t key, unsigned n)
{
	uint64_t now;
	nt_handle h;
	int i;

	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (table_open() < 0)
		return;			/* waiters look again by themselves */
	now = __atomic_load_n(&table->tickets, __ATOMIC_SEQ_CST);
	while (n > 0 && (i = oldest(key, now)) >= 0) {
		if (!give_up(&table->place[i], key))
			continue;
		if ((h = event_of((unsigned)i)) != NULL)
			nt_event_set(h);
		n--;
	}
}

void
thr_shared_done(struct thread *t)
{
	struct place *p;

	if (t->wait_place == 0 || table == NULL)
		return;
	p = &table->place[t->wait_place - 1];
	if (p->winpid == shared_winpid() && p->tid == nt_thread_id()) {
		p->key = 0;
		__atomic_store_n(&p->winpid, 0, __ATOMIC_SEQ_CST);
	}
	t->wait_place = 0;
}

/* Bits of time, process and count, well mixed; the last three are 0. */
uint64_t
thr_shared_id(void)
{
	static volatile uint64_t count;		/* fork class: copy */
	uint64_t x;

	do {
		x = (uint64_t)nt_clock_system() * 0x9e3779b97f4a7c15u;
		x ^= (uint64_t)nt_clock_monotonic_ns() << 20;
		x += ((uint64_t)shared_winpid() << 32) +
		    __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);
		x = (x ^ x >> 31) * 0xd6e8feb86659fd93u;
		x = (x ^ x >> 29) & ~(uint64_t)7;
	} while (x == 0);
	return x;
}

void
thr_deliver(void)
{
	if (thr_signal_due() && thr_deliver_hook != NULL)
		thr_deliver_hook();
}

static int
private_wait(volatile uint32_t *word, uint32_t value, int64_t deadline,
    enum thr_manner manner)
{
	switch (manner) {
	case THR_POINT:
		return thr_wait_word_point(word, value, deadline);
	case THR_INTERRUPT:
		return thr_wait_word_intr(word, value, deadline);
	default:
		return thr_wait_word(word, value, deadline);
	}
}

/* Of a wait on handles: what the manner does not tell is done here. */
static int
shared_wait(volatile uint32_t *word, uint32_t value, uint64_t key,
    int64_t deadline, enum thr_manner manner)
{
	struct thread *self = thr_self();
	uint32_t point = self->point;
	int r;

	if (manner != THR_PLAIN && thr_cancel_due(self))
		return -ECANCELED;
	self->point = manner != THR_PLAIN;
	r = thr_shared_wait(word, value, key, NULL, deadline);
	self->point = point;
	if (manner != THR_PLAIN && thr_cancel_due(thr_self()))
		return -ECANCELED;
	if (manner == THR_INTERRUPT)
		return r;
	thr_deliver();
	return r == -EINTR ? 0 : r;
}

int
thr_word_wait(volatile uint32_t *word, uint32_t value, uint64_t key,
    struct thr_until until, enum thr_manner manner)
{
	int64_t deadline;
	int r;

	for (;;) {
		deadline = thr_until_look(until);
		if (deadline != NT_FOREVER &&
		    deadline <= nt_clock_monotonic())
			return __atomic_load_n(word, __ATOMIC_ACQUIRE) ==
			    value ? -ETIMEDOUT : 0;
		r = key != 0 ?
		    shared_wait(word, value, key, deadline, manner) :
		    private_wait(word, value, deadline, manner);
		/* The clock may have been set: is that time over? */
		if (r != -ETIMEDOUT)
			return r;
	}
}

int
thr_word_wait_also(volatile uint32_t *word, uint32_t value, uint64_t key,
    nt_handle also, struct thr_until until)
{
	int64_t deadline;
	int r;

	do {
		deadline = thr_until_look(until);
		if (deadline != NT_FOREVER &&
		    deadline <= nt_clock_monotonic())
			return __atomic_load_n(word, __ATOMIC_ACQUIRE) ==
			    value ? -ETIMEDOUT : 0;
		r = thr_shared_wait(word, value, key, also, deadline);
	} while (r == -ETIMEDOUT);
	if (r == -EINTR)
		thr_deliver();
	return 0;
}

void
thr_word_wake(volatile uint32_t *word, uint64_t key)
{
	if (key != 0)
		thr_shared_wake(key, 1);
	else
		nt_wake_word(word);
}

void
thr_word_wake_all(volatile uint32_t *word, uint64_t key)
{
	if (key != 0)
		thr_shared_wake(key, UINT32_MAX);
	else
		nt_wake_word_all(word);
}
