/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Waiting until one of several descriptors is ready (XSH poll()).
 *
 * Windows has nothing to wait on for most of what a descriptor can be: its
 * pipes are never signalled for being readable.  So each file is asked in
 * turns, and between them is a rest that ends when one of ours has changed
 * something (proc/notify.c).  What native programs do, and processes that end,
 * is noticed by looking again: rests are short at first and grow with the
 * time nothing happens.
 */
#include "fd/room.h"

#include <errno.h>
#include <poll.h>

#include "lib/fault.h"
#include "nt/clock.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "thread/room.h"

#define MS		(NT_PER_SECOND / 1000)
#define EAGER_TURNS	20		/* with no more than a yield between */
#define LONGEST_REST	(10 * MS)
#define LAST_TURN	1000		/* rests are longest by then */

/* What POSIX reports whether asked for or not. */
#define ALWAYS	(POLLERR | POLLHUP | POLLNVAL)

static short
ask(const struct pollfd *p, struct fd_rest *rest)
{
	struct file *f;
	int ready;

	if (p->fd < 0)
		return 0;
	if ((f = fd_peek(p->fd)) == NULL)
		return POLLNVAL;
	ready = f->ops->poll(f, p->events, rest);
	file_unref(f);
	return (short)(ready & (p->events | ALWAYS));
}

/* Is there anything that could become ready? */
static int
has_any(const struct pollfd *fds, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (fds[i].fd >= 0)
			return 1;
	return 0;
}

/*
 * Rests of 1, 1, 1, 1, 2, 2, 2, 2, 3 ... milliseconds.  A test has them last
 * until it is told, for half a second at most.
 */
static int
rest_for(unsigned turn, struct proc_notify *told, int64_t until)
{
	static int no_turns;
	int64_t length = (int64_t)(turn / 4 + 1) * MS;
	int r;

	if (length > LONGEST_REST)
		length = LONGEST_REST;
	length += nt_clock_monotonic();
	if (fault("poll.turns") < 0)
		no_turns = 1;
	if (length < until && !no_turns)
		until = length;
	r = proc_notify_rest(told, until);
	return r == -EINTR ? r : 0;
}

static int
wait_by(int (*look)(void *, struct fd_rest *), void *arg, int64_t deadline,
    struct proc_notify *told)
{
	struct fd_rest rest;
	unsigned turn = 0;
	int e, ready;

	for (;;) {
		rest = (struct fd_rest){ .until = deadline };
		proc_notify_look(told);
		if ((ready = look(arg, &rest)) != 0 ||
		    (deadline != NT_FOREVER &&
		    nt_clock_monotonic() >= deadline))
			return ready;
		if (turn == 0)
			thr_may_block();
		if (turn < EAGER_TURNS)
			nt_yield();
		else if (proc_notify_listen(told, rest.set) != 1 &&
		    (e = rest_for(turn - EAGER_TURNS, told, rest.until)) < 0)
			return e;
		turn += turn < LAST_TURN;
	}
}

int
fd_poll_by(int (*look)(void *, struct fd_rest *), void *arg, int64_t deadline)
{
	struct proc_notify told = { 0 };
	int r = wait_by(look, arg, deadline, &told);

	proc_notify_done(&told);
	return r;
}

struct call {
	struct pollfd *fds;
	size_t n;
};

static int
ask_all(void *arg, struct fd_rest *rest)
{
	struct call *c = arg;
	int ready = 0;

	for (size_t i = 0; i < c->n; i++) {
		c->fds[i].revents = ask(&c->fds[i], rest);
		ready += c->fds[i].revents != 0;
	}
	return ready;
}

int
fd_poll(struct pollfd *fds, size_t n, int64_t deadline)
{
	struct call c = { fds, n };
	struct fd_rest rest = { 0 };
	int e;

	if (has_any(fds, n))
		return fd_poll_by(ask_all, &c, deadline);
	ask_all(&c, &rest);	/* nothing that could become ready */
	while (deadline == NT_FOREVER || nt_clock_monotonic() < deadline)
		if ((e = thr_wait(NULL, 0, deadline)) == -EINTR)
			return e;
	return 0;
}
