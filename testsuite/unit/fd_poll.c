/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: fd/poll.c lib/fault.c */
/* Waiting for descriptors: what is reported, how long, how often it asks. */
#include "unit.h"

#include <errno.h>
#include <poll.h>

#include "fd/room.h"
#include "nt/clock.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "thread/room.h"

#define MS	(NT_PER_SECOND / 1000)

/* A clock that only waiting moves, and one file that gets ready in time. */
static int64_t now, ready_at, longest, told_at, until;
static int asked, yields, waits, hooked, interrupt_at;

int64_t nt_clock_monotonic(void) { return now; }
void nt_yield(void) { yields++; }
void file_unref(struct file *f) { f->refs--; }

int
thr_wait(const nt_handle *h, unsigned n, int64_t deadline)
{
	CHECK(n == 0 && deadline >= now);
	if (++waits == interrupt_at)
		return -EINTR;
	if (deadline - now > longest)
		longest = deadline - now;
	now = deadline;
	return -ETIMEDOUT;
}

/* One who is told, of the file's own number. */
#define THING	5
static int listens;

uint64_t proc_notify_bit(uint64_t thing) { return UINT64_C(1) << thing; }
void proc_notify_look(struct proc_notify *b) { b->heard = now >= told_at; }
void proc_notify_done(struct proc_notify *b) { b->place = 0; }

int
proc_notify_listen(struct proc_notify *b, uint64_t set)
{
	CHECK(set == proc_notify_bit(THING));
	if (b->place != 0)
		return 0;
	b->place = 1;
	listens++;
	return 1;
}

int
proc_notify_rest(struct proc_notify *b, int64_t deadline)
{
	CHECK(b->place == 1);
	if (!b->heard && told_at < deadline) {
		now = told_at;
		return 0;
	}
	return thr_wait(NULL, 0, deadline);
}

static int
poll_of(struct file *f, int events, struct fd_rest *rest)
{
	asked++;
	rest->set |= proc_notify_bit(THING);
	if (until < rest->until)
		rest->until = until;
	return now >= ready_at ? POLLIN | POLLOUT | POLLHUP : 0;
}

static const struct file_ops ops = { .poll = poll_of };
static struct file file = { .ops = &ops, .refs = 1 };

struct file *
fd_peek(int fd)
{
	if (fd != 3)
		return NULL;
	file.refs++;
	return &file;
}

void (*thr_block_hook)(const char *);

static void
hook(const char *why)
{
	hooked++;
}

static void
begin(int64_t ready)
{
	now = 1000 * MS;
	ready_at = ready;
	told_at = until = INT64_MAX;
	longest = 0;
	asked = yields = waits = hooked = interrupt_at =
	    listens = 0;
}

int
main(void)
{
	struct pollfd v[3] = {
		{ -1, POLLIN, 0x77 }, { 3, POLLIN, 0x77 }, { 4, POLLIN, 0x77 }
	};

	/* Ready at once: nobody waits; only what was asked, and POLLHUP. */
	thr_block_hook = hook;
	begin(0);
	CHECK(fd_poll(v, 3, NT_FOREVER) == 2);
	CHECK(v[0].revents == 0 && v[2].revents == POLLNVAL);
	CHECK(v[1].revents == (POLLIN | POLLHUP));
	CHECK(asked == 1 && waits == 0 && yields == 0 && hooked == 0);

	/* No time to wait: asked once, and the hook is not called. */
	begin(INT64_MAX);
	CHECK(fd_poll(v, 2, now) == 0);
	CHECK(v[1].revents == 0 && asked == 1 && hooked == 0);

	/* Ready later: noticed within the longest pause; the hook ran once. */
	begin(3000 * MS);
	CHECK(fd_poll(v, 2, NT_FOREVER) == 1);
	CHECK(now >= 3000 * MS && now <= 3010 * MS);
	CHECK(yields > 0 && hooked == 1 && longest == 10 * MS);

	/* Being told: once asked for, once looked again, and it ends a rest. */
	begin(3003 * MS);
	told_at = 3003 * MS;
	CHECK(fd_poll(v, 2, NT_FOREVER) == 1);
	CHECK(now == 3003 * MS && listens == 1);

	/* So does the time that the file names. */
	begin(3003 * MS);
	until = 3003 * MS;
	CHECK(fd_poll(v, 2, NT_FOREVER) == 1);
	CHECK(now == 3003 * MS);

	/* Never ready: exactly as long as was said. */
	begin(INT64_MAX);
	CHECK(fd_poll(v, 2, 1077 * MS) == 0);
	CHECK(now == 1077 * MS);

	/* Nothing to ask: one wait. */
	begin(INT64_MAX);
	CHECK(fd_poll(v, 1, 9000 * MS) == 0);
	CHECK(now == 9000 * MS && waits == 1 && asked == 0);
	begin(INT64_MAX);
	CHECK(fd_poll(NULL, 0, 9000 * MS) == 0);
	CHECK(waits == 1);

	/* A signal. */
	begin(INT64_MAX);
	interrupt_at = 3;
	CHECK(fd_poll(v, 2, NT_FOREVER) == -EINTR);
	begin(INT64_MAX);
	interrupt_at = 1;
	CHECK(fd_poll(v, 1, NT_FOREVER) == -EINTR);

	CHECK(file.refs == 1);
	return 0;
}
