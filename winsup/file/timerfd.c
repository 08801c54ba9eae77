/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Timers as descriptors (timerfd_create(), as on Linux).
 *
 * The state is in a section, whose handle the description has: a child, or a
 * program that is exec'd, has the same timer.  Reading takes what has run out
 * by moving `next' on, with one compare-and-swap, so no lock is needed.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/timerfd.h>

#include "nt/clock.h"
#include "nt/file.h"
#include "nt/mem.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "thread/room.h"
#include "time/room.h"

#define MINOR_TIMER	20
#define LOOK_AGAIN	(NT_PER_SECOND / 100)	/* somebody may set it */
#define CLOCK_WAS_SET	(NT_PER_SECOND / 5)	/* a step, not steering */

/* Times are in 100 ns of the timer's clock. */
struct state {
	volatile int64_t next;		/* 0: not armed */
	volatile int64_t interval;	/* 0: once */
	volatile int64_t ahead;		/* of the real clock, when set */
	int32_t clock;
	volatile int32_t cancel;	/* TFD_TIMER_CANCEL_ON_SET */
};

static int
state_map(struct file *f, struct state **out)
{
	void *p = NULL;
	int e = nt_section_map(f->handle, &p, sizeof(struct state), 0,
	    NT_MEM_READ | NT_MEM_WRITE);

	*out = p;
	return e;
}

static int64_t
now_of(const struct state *s)
{
	return s->clock == CLOCK_REALTIME ?
	    nt_clock_system() - NT_EPOCH_DELTA : nt_clock_monotonic();
}

static int64_t
real_ahead(void)
{
	return nt_clock_system() - nt_clock_monotonic();
}

/* How often it has run out; take: and it starts from there.  -ECANCELED. */
static int64_t
run_out(struct state *s, int take)
{
	int64_t next, to, n, step = real_ahead() - s->ahead;

	if (s->cancel && (step > CLOCK_WAS_SET || step < -CLOCK_WAS_SET)) {
		if (take)
			s->ahead += step;
		return -ECANCELED;
	}
	next = s->next;
	do {
		n = now_of(s) - next;
		if (next == 0 || n < 0)
			return 0;
		n = s->interval > 0 ? n / s->interval + 1 : 1;
		to = s->interval > 0 ? next + n * s->interval : 0;
	} while (take && !__atomic_compare_exchange_n(&s->next, &next, to, 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	return n;
}

/* When it runs out, a reading of nt_clock_monotonic(); latest at most. */
static int64_t
when(const struct state *s, int64_t latest)
{
	int64_t next = s->next, at;

	at = next == 0 ? latest : nt_clock_monotonic() + next - now_of(s);
	return at < latest ? at : latest;
}

/* Linux, timerfd_create(2): EINVAL (n < 8), EAGAIN, ECANCELED, EINTR. */
static long
timerfd_read(struct file *f, void *buf, size_t n, off_t offset)
{
	struct state *s;
	int64_t count, at;
	int e;

	if (n < sizeof(uint64_t))
		return -EINVAL;
	for (;;) {
		if ((e = state_map(f, &s)) < 0)
			return e;
		count = run_out(s, 1);
		at = when(s, nt_clock_monotonic() + LOOK_AGAIN);
		nt_section_unmap(s);
		if (count != 0)
			break;
		if (fd_status(f) & O_NONBLOCK)
			return -EAGAIN;
		if (thr_wait(NULL, 0, at) == -EINTR)
			return -EINTR;
	}
	if (count < 0)
		return count;
	memcpy(buf, &count, sizeof(uint64_t));
	return sizeof(uint64_t);
}

static int
timerfd_poll(struct file *f, int events, struct fd_rest *rest)
{
	struct state *s;
	int64_t at;
	int ready;

	if (state_map(f, &s) < 0)
		return POLLERR;
	ready = run_out(s, 0) != 0 ? POLLIN | POLLRDNORM : 0;
	rest->set |= proc_notify_bit(fd_file_id(f));
	if ((at = when(s, NT_FOREVER)) < rest->until)
		rest->until = at;
	nt_section_unmap(s);
	return events & ready;
}

static int
timerfd_stat(struct file *f, struct stat *st)
{
	return fd_device_stat(f, st, MINOR_TIMER);
}

const struct file_ops timerfd_ops = {
	.name = "timerfd",
	.type = S_IFCHR,
	.reads_into = 1,
	.read = timerfd_read,
	.write = fd_no_write,
	.seek = fd_no_seek,
	.stat = timerfd_stat,
	FD_NO_CHANGE_OPS,
	.readdir = fd_no_readdir,
	.poll = timerfd_poll,
	.ioctl = fd_no_ioctl,
	.close = fd_close_handle,
};

int
file_timerfd(struct file **out, clockid_t clock, int flags)
{
	nt_handle h;
	struct state *s;
	int e;

	if (clock == CLOCK_BOOTTIME)
		clock = CLOCK_MONOTONIC;
	if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
		return -EINVAL;
	if ((e = nt_section_create(&h, sizeof(struct state), 1)) < 0)
		return e;
	if ((*out = file_new(&timerfd_ops, h, O_RDWR | flags)) == NULL) {
		nt_close(h);
		return -ENOMEM;
	}
	if ((e = state_map(*out, &s)) < 0) {
		file_unref(*out);
		return e;
	}
	s->clock = clock;
	nt_section_unmap(s);
	return 0;
}

static int64_t
units(const struct timespec *ts)
{
	int64_t t;

	if (__builtin_mul_overflow((int64_t)ts->tv_sec, NT_PER_SECOND, &t) ||
	    t > INT64_MAX / 4)
		return INT64_MAX / 4;
	return t + (ts->tv_nsec + 99) / 100;
}

static void
put(struct timespec *ts, int64_t t)
{
	ts->tv_sec = t / NT_PER_SECOND;
	ts->tv_nsec = t % NT_PER_SECOND * 100;
}

/* What is left of a period; of one that ran out unread, of the next. */
static void
get(struct state *s, struct itimerspec *out)
{
	int64_t n = run_out(s, 0), next = s->next, left = 0;

	if (next != 0 && n > 0)
		next = s->interval > 0 ? next + n * s->interval : 0;
	if (next != 0)
		left = next - now_of(s);
	put(&out->it_value, left < 0 ? 0 : left);
	put(&out->it_interval, s->interval);
}

int
file_timerfd_get(struct file *f, struct itimerspec *out)
{
	struct state *s;
	int e;

	if (f->ops != &timerfd_ops)
		return -EINVAL;
	if ((e = state_map(f, &s)) < 0)
		return e;
	get(s, out);
	nt_section_unmap(s);
	return 0;
}

int
file_timerfd_set(struct file *f, int flags, const struct itimerspec *value,
    struct itimerspec *old)
{
	int64_t first = units(&value->it_value);
	struct state *s;
	int e;

	if (f->ops != &timerfd_ops)
		return -EINVAL;
	if ((e = state_map(f, &s)) < 0)
		return e;
	if (old != NULL)
		get(s, old);
	__atomic_store_n(&s->next, 0, __ATOMIC_SEQ_CST);
	s->interval = units(&value->it_interval);
	s->ahead = real_ahead();
	s->cancel = (flags & TFD_TIMER_CANCEL_ON_SET) &&
	    (flags & TFD_TIMER_ABSTIME) && s->clock == CLOCK_REALTIME;
	if (first > 0 && !(flags & TFD_TIMER_ABSTIME))
		first += now_of(s);
	__atomic_store_n(&s->next, first, __ATOMIC_SEQ_CST);
	nt_section_unmap(s);
	proc_notify_tell(fd_file_id(f));
	return 0;
}
