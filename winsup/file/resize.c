/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Making a file shorter while it is mapped.  NT refuses that as long as
 * anybody has a view or a section of it.  So all processes of ours that have
 * it mapped take their views away for the moment, and map what is left anew;
 * who touches them meanwhile waits in the handler of the fault.
 *
 * Each process that maps a file has a thread for this from then on, which no
 * room knows.  Who truncates wakes it; it reads here what is wanted (struct
 * request), takes the views away, says so by an event and waits for another
 * one; for this process' end, too, and not for longer than PATIENCE.  So
 * whoever is ended or stopped wherever, all others go on, and it is NT that
 * decides in the end whether the file gets its size.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/fault.h"
#include "lib/keep.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/file.h"
#include "nt/interrupt.h"
#include "nt/peer.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "thread/room.h"

#define MS		(NT_PER_SECOND / 1000)
#define ANSWER		(5 * NT_PER_SECOND)	/* of all others together */
#define PATIENCE	(10 * NT_PER_SECOND)
#define LOOK		(50 * MS)	/* whether one has been stopped */
#define LOADING		(NT_PER_SECOND)	/* for one that has just begun */
#define MAPPERS		256

struct request {
	volatile uint32_t serial;	/* 0: nothing is wanted */
	uint32_t n;
	struct mm_file_id id;
	uint64_t go;			/* handles here */
	struct {
		uint64_t away;
		uint32_t winpid;
	} whom[MAPPERS];
};
/* Of who holds proc_resize_begin(). */
KEEP static struct request request;
KEEP static uint32_t last_serial;

/* --- in the other process --- */

KEEP static nt_handle visits;

struct errand {
	nt_handle asker, away, go;
};

static int
wait_until_done(void *arg)
{
	const struct errand *e = arg;
	nt_handle h[2] = { e->go, e->asker };

	nt_event_set(e->away);
	nt_wait_handles(h, 2, nt_clock_monotonic() + PATIENCE);
	return 0;
}

/* The handle to say with that this process' views are away; 0: none. */
static uint64_t
find_away(const struct request *r)
{
	uint32_t self = nt_process_id(), n = r->n < MAPPERS ? r->n : MAPPERS;

	while (n-- > 0)
		if (r->whom[n].winpid == self)
			return r->whom[n].away;
	return 0;
}

/* The handles are those of the request if that is still there afterwards. */
static int
take_request(uint32_t winpid, struct errand *e, struct request *r)
{
	const struct request *at = &request;
	uint32_t again;
	uint64_t away;
	ptrdiff_t shift;

	if (winpid == 0 || nt_peer_open(winpid, 0, &e->asker) < 0 ||
	    nt_peer_image(e->asker, &shift) < 0)
		return 0;
	at = (const void *)((const char *)at + shift);
	return nt_peer_read(e->asker, at, r, sizeof *r) == 0 &&
	    r->serial != 0 && (away = find_away(r)) != 0 &&
	    nt_peer_take(winpid, 0, away, &e->away) == 0 &&
	    nt_peer_take(winpid, 0, r->go, &e->go) == 0 &&
	    nt_peer_read(e->asker, (const void *)&at->serial, &again,
	    sizeof again) == 0 && again == r->serial;
}

static void
run_errand(uint32_t winpid, struct errand *e)
{
	KEEP static struct request r;		/* this thread's alone */

	if (!take_request(winpid, e, &r))
		return;
	mm_map_step_aside(&r.id, wait_until_done, e);
	nt_event_set(e->away);		/* also where it had none */
}

static void
visited(void)
{
	struct errand e;

	thr_visit();
	for (;;) {
		nt_wait_handles(&visits, 1, NT_FOREVER);
		memset(&e, 0, sizeof e);
		run_errand(proc_resizer(), &e);
		nt_close(e.asker);
		nt_close(e.away);
		nt_close(e.go);
	}
}

/* Where it cannot be had, files that are mapped here do not get shorter. */
void
file_await_visits(void)
{
	KEEP static volatile uint32_t begun;
	int e;

	if (begun || proc_self() == NULL ||
	    __atomic_exchange_n(&begun, 1, __ATOMIC_SEQ_CST) != 0)
		return;
	if ((e = fault("file.await")) < 0 ||
	    (e = proc_visit_make(&visits)) < 0 ||
	    (e = nt_thread_start(visited)) < 0) {
		nt_close(visits);
		visits = NULL;
		begun = 0;
	}
	trace(TRACE_FILE, "awaits visits: %d", e);
}

/* --- in the process that truncates --- */

struct mapper {
	struct proc_mapper is;
	nt_handle process, away;
	int64_t asked_at;
	int rung;
	uint32_t going;			/* was stopped, and goes on for this */
};

struct crowd {
	unsigned n, asked;
	struct mapper who[MAPPERS];
	struct proc_mapper found[MAPPERS];
};

/* It has no process here if there is nothing to wait for. */
static void
enlist(struct mapper *m, unsigned i)
{
	request.whom[i].winpid = m->is.winpid;
	request.whom[i].away = 0;
	if (nt_process_open(m->is.winpid, m->is.started, &m->process) < 0)
		return;
	if (nt_event_create(&m->away, 0, 0) < 0) {
		nt_close(m->process);
		m->process = NULL;
	}
	request.whom[i].away = (uintptr_t)m->away;
}

static void
publish(unsigned n)
{
	request.n = n;
	if (++last_serial == 0)
		last_serial = 1;
	__atomic_store_n(&request.serial, last_serial, __ATOMIC_SEQ_CST);
}

/* One that is stopped goes on, since the new size is to be there soon. */
static void
ring(struct mapper *m)
{
	proc_look_at_holder(m->is.winpid, &m->going);
	if (!m->rung)
		m->rung = proc_visit(m->is.winpid);
}

/* Its views are away, or it has none, or it has ended: 0. */
static int
await_answer(struct mapper *m, int64_t deadline)
{
	nt_handle h[2] = { m->away, m->process };

	for (;;) {
		if (nt_wait_handles(h, 2, nt_clock_monotonic() +
		    (m->rung ? LOOK : MS)) != -ETIMEDOUT)
			return 0;
		if (nt_clock_monotonic() >= deadline)
			return -ETIMEDOUT;
		/* A copy that fork makes takes a while to be there. */
		if (!m->rung && nt_clock_monotonic() > m->asked_at + LOADING)
			return -ENOENT;
		ring(m);
	}
}

/*
 * All that are new are asked, and then waited for: what each has to do takes
 * its time.  -ETIMEDOUT; one that cannot be asked may have another file mapped.
 */
static int
ask_all(struct crowd *c, int64_t deadline)
{
	unsigned first = c->asked, i;
	int e, all = 0;

	request.serial = 0;
	for (i = first; i < c->n; i++)
		enlist(&c->who[i], i);
	publish(c->n);
	c->asked = c->n;
	for (i = first; i < c->n; i++)
		if (c->who[i].process != NULL) {
			c->who[i].asked_at = nt_clock_monotonic();
			ring(&c->who[i]);
		}
	for (i = first; i < c->n; i++) {
		if (c->who[i].process == NULL)
			continue;
		e = await_answer(&c->who[i], deadline);
		trace(TRACE_FILE, "%u may have it mapped: %d",
		    (unsigned)c->who[i].is.winpid, e);
		if (e == -ETIMEDOUT)
			all = e;
	}
	return all;
}

static int
is_known(const struct crowd *c, const struct proc_mapper *m)
{
	for (unsigned i = 0; i < c->n; i++)
		if (c->who[i].is.winpid == m->winpid &&
		    c->who[i].is.started == m->started)
			return 1;
	return 0;
}

/* Who may have it mapped, and was not known yet: how many. */
static unsigned
find(struct crowd *c)
{
	unsigned n = proc_mappers(request.id.file, c->found, MAPPERS), new = 0;

	for (unsigned i = 0; i < n && c->n < MAPPERS; i++)
		if (!is_known(c, &c->found[i])) {
			c->who[c->n++].is = c->found[i];
			new++;
		}
	return new;
}

static void
let_go_on(struct crowd *c, nt_handle go)
{
	struct mapper *m;

	request.serial = 0;
	nt_event_set(go);
	for (m = c->who; m < c->who + c->asked; m++) {
		if (m->going != 0)
			proc_stop_again(m->going);
		nt_close(m->process);
		nt_close(m->away);
	}
}

struct resize {
	nt_handle handle;
	off_t size;
};

static int
set_size(void *arg)
{
	const struct resize *r = arg;

	return nt_set_size(r->handle, r->size);
}

/* Asks all that are in the crowd, and sets the size. */
static int
resize_among(struct crowd *c, struct resize *r, int64_t deadline)
{
	nt_handle go;
	int e, asked;

	if ((e = nt_event_create(&go, 1, 0)) < 0)
		return e;
	request.go = (uintptr_t)go;
	/* Until there are no others, for which those asked do not fork. */
	do {
		asked = ask_all(c, deadline);
	} while (asked == 0 && find(c) > 0);
	e = mm_map_resize(r->handle, set_size, r);
	let_go_on(c, go);
	nt_close(go);
	return e == -EBUSY && asked == -ETIMEDOUT ? asked : e;
}

/*
 * One that has just begun to map it, or that is about to end, takes another
 * round; so does what no process of ours has mapped, but for a shorter time.
 */
static int
resize_with_others(struct crowd *c, struct resize *r)
{
	static const int pause[] = { 1, 10, 50, 100, 200 };	/* ms */
	int64_t deadline = nt_clock_monotonic() + ANSWER;
	int e;

	if ((e = mm_file_id(r->handle, &request.id)) < 0)
		return e;
	for (unsigned i = 0;; i++) {
		memset(c, 0, sizeof *c);
		e = find(c) == 0 || fault("file.ask") < 0 ?
		    mm_map_resize(r->handle, set_size, r) :
		    resize_among(c, r, deadline);
		if (e != -EBUSY || i == (c->n > 0 ? 5 : 3))
			return e == -ETIMEDOUT ? -EBUSY : e;
		nt_wait_handles(NULL, 0, nt_clock_monotonic() +
		    pause[i] * MS);
	}
}

int
disk_set_size(nt_handle h, off_t size)
{
	struct resize r = { h, size };
	struct crowd *c;
	int e;

	e = mm_map_resize(h, set_size, &r);
	if (e != -EBUSY || (c = mm_alloc(sizeof *c)) == NULL)
		return e;
	if (proc_resize_begin() == 0) {
		e = resize_with_others(c, &r);
		proc_resize_end();
	}
	mm_free(c);
	return e;
}

int
disk_truncate_opened(nt_handle h)
{
	const struct proc_entry *self;
	int e = nt_set_size(h, 0);

	if (e != -EBUSY)
		return e;
	self = proc_self_known();
	if (self != NULL && self->state == PROC_VIRTUAL) {
		nt_close(h);
		thr_may_block();
		return DISK_REOPEN;
	}
	return disk_set_size(h, 0);
}
