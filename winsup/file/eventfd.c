/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Counters as descriptors (eventfd(), as on Linux).
 *
 * The counter is in a section, whose handle the description has, and changed
 * by compare-and-swap: a child, or a program that is exec'd, has the same
 * one.  more[0] is an event that is set while there is something to read.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>

#include "nt/clock.h"
#include "nt/mem.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "thread/room.h"

#define MINOR_EVENT	23
#define MOST		(UINT64_MAX - 1)	/* of the counter */
#define MS		(NT_PER_SECOND / 1000)
/*
 * Who is killed between changing the counter and telling the event leaves a
 * wrong one behind; room for a writer is not told by an event at all.
 */
#define READER_LOOKS	(200 * MS)
#define WRITER_LOOKS	(5 * MS)

struct state {
	volatile uint64_t count;
	int32_t semaphore;
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

/* 0: nothing is there. */
static uint64_t
take_of(struct file *f, struct state *s)
{
	uint64_t count = s->count, n;

	do {
		if (count == 0)
			return 0;
		n = s->semaphore ? 1 : count;
	} while (!__atomic_compare_exchange_n(&s->count, &count, count - n, 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	if (count == n) {
		nt_event_reset(f->more[0]);
		/* Somebody may have added and set it before that. */
		if (s->count != 0)
			nt_event_set(f->more[0]);
	}
	proc_notify_tell(fd_file_id(f));
	return n;
}

/* 0: it does not fit. */
static int
add_to(struct file *f, struct state *s, uint64_t n)
{
	uint64_t count = s->count;

	do {
		if (n > MOST - count)
			return 0;
	} while (!__atomic_compare_exchange_n(&s->count, &count, count + n, 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	if (n == 0)
		return 1;
	nt_event_set(f->more[0]);
	proc_notify_tell(fd_file_id(f));
	return 1;
}

/*
 * The counter is mapped for one look only: in a wait a child may get a process
 * of its own, which has not got the view.  What a read gets, or -EAGAIN.
 */
static int
take(struct file *f, uint64_t *got)
{
	struct state *s;
	int e = state_map(f, &s);

	if (e < 0)
		return e;
	*got = take_of(f, s);
	nt_section_unmap(s);
	return *got != 0 ? 0 : -EAGAIN;
}

/* The same: 0, -EAGAIN: it does not fit. */
static int
add(struct file *f, uint64_t n)
{
	struct state *s;
	int e = state_map(f, &s), done;

	if (e < 0)
		return e;
	done = add_to(f, s, n);
	nt_section_unmap(s);
	return done ? 0 : -EAGAIN;
}

/* Until it may be looked at again: 0, or why the call ends. */
static int
look_again(struct file *f, nt_handle *event, int64_t looks)
{
	int e;

	if (fd_status(f) & O_NONBLOCK)
		return -EAGAIN;
	e = thr_wait(event, event != NULL, nt_clock_monotonic() + looks);
	return e == -EINTR ? e : 0;
}

/* Linux, eventfd(2): EINVAL (n < 8), EAGAIN, EINTR. */
static long
eventfd_op_read(struct file *f, void *buf, size_t n, off_t offset)
{
	uint64_t got;
	int e;

	if (n < sizeof got)
		return -EINVAL;
	while ((e = take(f, &got)) == -EAGAIN)
		if ((e = look_again(f, &f->more[0], READER_LOOKS)) < 0)
			return e;
	if (e < 0)
		return e;
	memcpy(buf, &got, sizeof got);
	return sizeof got;
}

/* The same: EINVAL (n < 8, or the value is all ones), EAGAIN, EINTR. */
static long
eventfd_op_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	uint64_t value;
	int e;

	if (n < sizeof value)
		return -EINVAL;
	memcpy(&value, buf, sizeof value);
	if (value > MOST)
		return -EINVAL;
	while ((e = add(f, value)) == -EAGAIN)
		if ((e = look_again(f, NULL, WRITER_LOOKS)) < 0)
			return e;
	return e < 0 ? e : (long)sizeof value;
}

static int
eventfd_poll(struct file *f, int events, struct fd_rest *rest)
{
	struct state *s;
	int ready = 0;

	rest->set |= proc_notify_bit(fd_file_id(f));
	if (state_map(f, &s) < 0)
		return POLLERR;
	if (s->count > 0)
		ready |= POLLIN | POLLRDNORM;
	if (s->count < MOST)
		ready |= POLLOUT | POLLWRNORM;
	nt_section_unmap(s);
	return events & ready;
}

static int
eventfd_stat(struct file *f, struct stat *st)
{
	return fd_device_stat(f, st, MINOR_EVENT);
}

static void
eventfd_close(struct file *f)
{
	nt_close(f->more[0]);
	nt_close(f->handle);
}

const struct file_ops eventfd_ops = {
	.name = "eventfd",
	.type = S_IFCHR,
	.reads_into = 1,
	.writes_from = 1,
	.read = eventfd_op_read,
	.write = eventfd_op_write,
	.seek = fd_no_seek,
	.stat = eventfd_stat,
	FD_NO_CHANGE_OPS,
	.readdir = fd_no_readdir,
	.poll = eventfd_poll,
	.ioctl = fd_no_ioctl,
	.close = eventfd_close,
};

int
file_eventfd(struct file **out, unsigned value, int semaphore, int flags)
{
	nt_handle section, event;
	struct state *s;
	int e;

	if ((e = nt_section_create(&section, sizeof(struct state), 1)) < 0)
		return e;
	if ((e = nt_event_create(&event, 1, value != 0)) < 0) {
		nt_close(section);
		return e;
	}
	*out = file_new(&eventfd_ops, section, O_RDWR | flags);
	if (*out == NULL) {
		nt_close(event);
		nt_close(section);
		return -ENOMEM;
	}
	(*out)->more[0] = event;
	if ((e = state_map(*out, &s)) < 0) {
		file_unref(*out);
		return e;
	}
	s->count = value;
	s->semaphore = semaphore;
	nt_section_unmap(s);
	return 0;
}
