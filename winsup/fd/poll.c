/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Waiting until one of several descriptors is ready (XSH poll()).
 *
 * Windows has nothing to wait on for most of what a descriptor can be: its
 * pipes are never signalled for being readable.  So each file is asked in
 * turns, and the pauses between turns grow with the time nothing happens:
 * who answers at once is noticed at once, and a long wait costs little.
 */
#include "fd/room.h"

#include <errno.h>
#include <poll.h>

#include "nt/clock.h"
#include "nt/sync.h"
#include "thread/room.h"

#define MS		(NT_PER_SECOND / 1000)
#define EAGER_TURNS	20		/* with no more than a yield between */
#define LONGEST_PAUSE	(10 * MS)

/* What POSIX reports whether asked for or not. */
#define ALWAYS	(POLLERR | POLLHUP | POLLNVAL)

static short
ask(const struct pollfd *p)
{
	struct file *f;
	int ready;

	if (p->fd < 0)
		return 0;
	if ((f = fd_peek(p->fd)) == NULL)
		return POLLNVAL;
	ready = f->ops->poll(f, p->events);
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

/* 1, 1, 1, 1, 2, 2, 2, 2, 3 ... milliseconds. */
static int
pause_for(unsigned turn, int64_t deadline)
{
	int64_t length, until;
	int r;

	if (turn < EAGER_TURNS) {
		nt_yield();
		return 0;
	}
	length = (int64_t)((turn - EAGER_TURNS) / 4 + 1) * MS;
	if (length > LONGEST_PAUSE)
		length = LONGEST_PAUSE;
	until = nt_clock_monotonic() + length;
	r = thr_wait(NULL, 0, until < deadline ? until : deadline);
	return r == -EINTR ? r : 0;
}

int
fd_poll_by(int (*look)(void *), void *arg, int64_t deadline)
{
	int e, ready;

	for (unsigned turn = 0; ; turn++) {
		if ((ready = look(arg)) != 0 || (deadline != NT_FOREVER &&
		    nt_clock_monotonic() >= deadline))
			return ready;
		if (turn == 0)
			thr_may_block();
		if ((e = pause_for(turn, deadline)) == -EINTR)
			return e;
		if (turn == UINT32_MAX)
			turn = UINT32_MAX / 2;
	}
}

struct call {
	struct pollfd *fds;
	size_t n;
};

static int
ask_all(void *arg)
{
	struct call *c = arg;
	int ready = 0;

	for (size_t i = 0; i < c->n; i++) {
		c->fds[i].revents = ask(&c->fds[i]);
		ready += c->fds[i].revents != 0;
	}
	return ready;
}

int
fd_poll(struct pollfd *fds, size_t n, int64_t deadline)
{
	struct call c = { fds, n };
	int e;

	if (has_any(fds, n))
		return fd_poll_by(ask_all, &c, deadline);
	ask_all(&c);	/* nothing that could become ready */
	while (deadline == NT_FOREVER || nt_clock_monotonic() < deadline)
		if ((e = thr_wait(NULL, 0, deadline)) == -EINTR)
			return e;
	return 0;
}
