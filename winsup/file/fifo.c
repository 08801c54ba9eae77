/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * FIFOs.  Processes that have one open share a section with a ring of bytes;
 * its name is made from the id in the FIFO's file (special.c).  There is no
 * server: the section goes, with what nobody has read, when the last process
 * lets go of it.
 *
 * Who is there is counted by the system: each description for reading holds
 * a handle on the event NAME-r, each for writing one on NAME-w, and children
 * inherit them.  So there is a reader exactly while an event of that name
 * exists, however processes end.  The same events wake who waits at that
 * side; as a process that was killed wakes nobody, waits look again after
 * LOOK_AGAIN at the latest.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "lib/fault.h"
#include "lib/keep.h"
#include "lib/lock.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/fault.h"
#include "nt/mem.h"
#include "nt/named.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "file/special.h"
#include "thread/room.h"

#define RING		((uint64_t)FIFO_CAPACITY)
#define SECTION_SIZE	((size_t)FIFO_CAPACITY + NT_GRANULE)
#define LOOK_AGAIN	(20 * (NT_PER_SECOND / 1000))

/* Which of struct file's additional handles is what. */
#define MORE_SECTION	0
#define MORE_READER	1
#define MORE_WRITER	2

struct ring {
	volatile uint32_t owner;	/* of its lock: proc_word_lock() */
	/* How often it was opened for reading and for writing. */
	volatile uint32_t readers, writers;
	/* Somebody sleeps at that side; cleared by who wakes it. */
	volatile uint32_t reader_sleeps, writer_sleeps;
	uint32_t reserved;
	volatile uint64_t written, taken;	/* bytes, ever */
	char data[FIFO_CAPACITY];
};

_Static_assert(sizeof(struct ring) <= SECTION_SIZE, "a FIFO's section");

struct fifo {
	struct ring *ring;
	uint64_t process;	/* whose mapping that is */
	uint32_t writers;	/* that had come when this one opened */
	uint32_t before;	/* of the other side, when this one came */
	int met;		/* somebody was there then */
	uint64_t thing;		/* of its id: proc_notify_tell() */
	char name[16 + FIFO_ID_DIGITS];
};

KEEP static struct lock ring_lock = LOCK_INIT(LOCK_FILE, "fifo");

static void
set_name(struct fifo *p, const struct fifo_id *id)
{
	snprintf(p->name, sizeof p->name, "isthmus1-fifo-%s", id->text);
	p->thing = strtoull(id->text + FIFO_ID_DIGITS / 2, NULL, 16);
}

static void
event_name(char out[NT_OBJECT_NAME], const struct fifo *p, char side)
{
	snprintf(out, NT_OBJECT_NAME, "%s-%c", p->name, side);
}

static int
is_there(const struct fifo *p, char side)
{
	char name[NT_OBJECT_NAME];

	event_name(name, p, side);
	return nt_named_event_exists(name);
}

/*
 * Wakes one that sleeps at that side, and who polls; others look again by
 * themselves.
 */
static void
wake(const struct fifo *p, char side)
{
	volatile uint32_t *sleeps = side == 'r' ? &p->ring->reader_sleeps :
	    &p->ring->writer_sleeps;
	char name[NT_OBJECT_NAME];

	proc_notify_tell(p->thing);
	if (__atomic_exchange_n(sleeps, 0, __ATOMIC_SEQ_CST) == 0)
		return;
	event_name(name, p, side);
	nt_named_event_set(name);
}

static int
map_ring(struct fifo *p, nt_handle section)
{
	void *view = NULL;
	int e = nt_section_map(section, &view, SECTION_SIZE, 0,
	    NT_MEM_READ | NT_MEM_WRITE);

	if (e < 0)
		return e;
	p->ring = view;
	p->process = fd_process_token();
	return 0;
}

/*
 * The state, made anew in a process that has inherited the description.
 * -errno where it cannot be.
 */
static int
state_of(struct file *f, struct fifo **out)
{
	struct fifo *p = f->private;
	struct fifo_id id;
	int e;

	if (p == NULL) {
		if ((e = special_read(f->handle, &id)) <= 0)
			return e < 0 ? e : -EIO;
		if ((p = mm_zalloc(sizeof *p)) == NULL)
			return -ENOMEM;
		set_name(p, &id);
		f->private = p;
	}
	if (p->process != fd_process_token() &&
	    (e = map_ring(p, f->more[MORE_SECTION])) < 0)
		return e;
	*out = p;
	return 0;
}

static void
lock_ring(struct fifo *p)
{
	proc_word_lock(&p->ring->owner, &ring_lock);
}

static void
unlock_ring(struct fifo *p)
{
	proc_word_unlock(&p->ring->owner, &ring_lock);
}

/*
 * Copies between the ring at that position and s, around its end: how much,
 * where s is not memory everywhere.  A fault must not leave the lock taken.
 */
static size_t
ring_copy(struct ring *r, uint64_t at, char *s, size_t n, int writing)
{
	size_t from = (size_t)(at % RING);
	size_t first = n < RING - from ? n : (size_t)RING - from;
	size_t done = writing ? nt_copy(r->data + from, s, first) :
	    nt_copy(s, r->data + from, first);

	if (done < first)
		return done;
	s += first;
	return done + (writing ? nt_copy(r->data, s, n - first) :
	    nt_copy(s, r->data, n - first));
}

static size_t
filled(const struct ring *r)
{
	return (size_t)(__atomic_load_n(&r->written, __ATOMIC_ACQUIRE) -
	    __atomic_load_n(&r->taken, __ATOMIC_ACQUIRE));
}

/*
 * The position moves last: a process that dies amid it loses nothing, nor
 * does one that has no room for all of it.  -EFAULT.
 */
static long
take(struct fifo *p, void *buf, size_t n, int keep)
{
	size_t there, got;

	lock_ring(p);
	there = filled(p->ring);
	if (n > there)
		n = there;
	got = ring_copy(p->ring, p->ring->taken, buf, n, 0);
	if (!keep && got == n)
		__atomic_store_n(&p->ring->taken, p->ring->taken + n,
		    __ATOMIC_RELEASE);
	unlock_ring(p);
	return got == n ? (long)n : -EFAULT;
}

/* Puts in what fits of n bytes, but at least `least' or nothing.  -EFAULT. */
static long
put(struct fifo *p, const void *buf, size_t n, size_t least)
{
	size_t room, got;

	lock_ring(p);
	room = (size_t)RING - filled(p->ring);
	if (n > room)
		n = room >= least ? room : 0;
	got = ring_copy(p->ring, p->ring->written, (char *)buf, n, 1);
	if (got == n)
		__atomic_store_n(&p->ring->written, p->ring->written + n,
		    __ATOMIC_RELEASE);
	unlock_ring(p);
	return got == n ? (long)n : -EFAULT;
}

/*
 * Rests until the other side has done something, or might have ended.  In a
 * child in place this may return in another process, where the section has
 * to be mapped again.
 */
static int
rest(struct file *f, struct fifo **p, char side)
{
	nt_handle h = f->more[side == 'r' ? MORE_READER : MORE_WRITER];
	int e;

	thr_may_block();
	if ((e = state_of(f, p)) < 0)
		return e;
	e = thr_wait(&h, 1, nt_clock_monotonic() + LOOK_AGAIN);
	return e == -EINTR ? e : 0;
}

static long
fifo_read(struct file *f, void *buf, size_t n, off_t offset)
{
	struct fifo *p;
	int e, alone = 0;
	long got;

	if (!file_can_read(f))
		return -EBADF;
	if (offset >= 0)
		return -ESPIPE;
	if (n == 0)
		return 0;
	if ((e = state_of(f, &p)) < 0)
		return e;
	for (;;) {
		p->ring->reader_sleeps = 1;
		__atomic_thread_fence(__ATOMIC_SEQ_CST);
		if ((got = take(p, buf, n, 0)) > 0)
			wake(p, 'w');
		if (got != 0)
			return got;
		/* What the last writer wrote before it left comes first. */
		if (alone)
			return 0;
		if ((alone = !is_there(p, 'w')))
			continue;
		if (fd_status(f) & O_NONBLOCK)
			return -EAGAIN;
		if ((e = rest(f, &p, 'r')) < 0)
			return e;
	}
}

/* One piece; up to PIPE_BUF bytes go whole (XSH write()). */
static long
write_piece(struct file *f, struct fifo **pp, const char *s, size_t n,
    size_t least)
{
	struct fifo *p;
	long put_in;
	int e;

	for (;;) {
		p = *pp;
		if (!is_there(p, 'r'))
			return -EPIPE;
		p->ring->writer_sleeps = 1;
		__atomic_thread_fence(__ATOMIC_SEQ_CST);
		if ((put_in = put(p, s, n, least)) > 0)
			wake(p, 'r');
		if (put_in != 0)
			return put_in;
		if (fd_status(f) & O_NONBLOCK)
			return -EAGAIN;
		if ((e = rest(f, pp, 'w')) < 0)
			return e;
	}
}

static long
fifo_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	size_t done = 0, least = n <= PIPE_BUF ? n : 1;
	struct fifo *p;
	long r;

	if (!file_can_write(f))
		return -EBADF;
	if (offset >= 0)
		return -ESPIPE;
	if ((r = state_of(f, &p)) < 0)
		return r;
	while (done < n) {
		r = write_piece(f, &p, (const char *)buf + done, n - done,
		    least);
		if (r < 0)
			return done > 0 ? (long)done : r;
		done += (size_t)r;
	}
	return (long)done;
}

/*
 * A reader that no writer has met yet is not told that they hung up, so that
 * a program may wait for the first (XSH poll(), POLLHUP).
 */
static int
fifo_poll(struct file *f, int events, struct fd_rest *rest)
{
	struct fifo *p;
	int ready = 0;
	size_t there;

	if (state_of(f, &p) < 0)
		return POLLERR;
	rest->set |= proc_notify_bit(p->thing);
	if (file_can_read(f)) {
		if (!is_there(p, 'w') && p->ring->writers != p->writers)
			ready |= POLLHUP;
		if (filled(p->ring) > 0)
			ready |= events & (POLLIN | POLLRDNORM);
	}
	if (file_can_write(f)) {
		there = filled(p->ring);
		if (!is_there(p, 'r'))
			ready |= POLLERR;
		if (there + PIPE_BUF <= RING || (ready & POLLERR))
			ready |= events & (POLLOUT | POLLWRNORM);
	}
	return ready;
}

long
fifo_peek(struct file *f, void *buf, size_t n)
{
	struct fifo *p;
	int e = state_of(f, &p);

	return e < 0 ? e : take(p, buf, n, 1);
}

static int
fifo_ioctl(struct file *f, int request, void *arg)
{
	struct fifo *p;
	int e;

	if (request != FIONREAD)
		return -ENOTTY;
	if ((e = state_of(f, &p)) < 0)
		return e;
	*(int *)arg = (int)filled(p->ring);
	return 0;
}

static int
fifo_stat(struct file *f, struct stat *st)
{
	int e = disk_stat_handle(f->handle, f->path, f->drive, st);

	if (e < 0)
		return e;
	st->st_mode = S_IFIFO | (st->st_mode & 07777);
	st->st_size = 0;
	st->st_blocks = 0;
	return 0;
}

/* The other side learns of it: end of file, or EPIPE. */
static void
fifo_close(struct file *f)
{
	struct fifo *p = f->private;
	int mapped = p != NULL && p->process == fd_process_token();

	for (int i = MORE_READER; i <= MORE_WRITER; i++)
		nt_close(f->more[i]);
	if (mapped && f->more[MORE_READER] != NULL)
		wake(p, 'w');
	if (mapped && f->more[MORE_WRITER] != NULL)
		wake(p, 'r');
	if (mapped)
		nt_section_unmap(p->ring);
	nt_close(f->more[MORE_SECTION]);
	nt_close(f->handle);
	mm_free(p);
}

/* Makes it known that this description is there, and what it waits for. */
static int
join(struct file *f, struct fifo *p, int flags)
{
	static const char side[] = { [MORE_READER] = 'r', [MORE_WRITER] = 'w' };
	char name[NT_OBJECT_NAME];
	int e, fresh;

	if ((e = fault("file.fifo")) < 0 ||
	    (e = nt_named_section(p->name, SECTION_SIZE,
	    &f->more[MORE_SECTION], &fresh)) < 0 ||
	    (e = map_ring(p, f->more[MORE_SECTION])) < 0)
		return e;
	/* Whoever comes from here on may see this one, and leave again. */
	p->before = (flags & O_ACCMODE) == O_RDONLY ? p->ring->writers :
	    p->ring->readers;
	/*
	 * And who is there now may leave as soon as it sees this one, having
	 * been counted before.
	 */
	p->met = is_there(p, (flags & O_ACCMODE) == O_RDONLY ? 'w' : 'r');
	for (int i = MORE_READER; i <= MORE_WRITER; i++) {
		if ((flags & O_ACCMODE) != O_RDWR && (flags & O_ACCMODE) !=
		    (i == MORE_READER ? O_RDONLY : O_WRONLY))
			continue;
		event_name(name, p, side[i]);
		if ((e = nt_named_event(name, &f->more[i])) < 0)
			return e;
	}
	lock_ring(p);
	p->writers = p->ring->writers;
	if (f->more[MORE_READER] != NULL)
		p->ring->readers++;
	if (f->more[MORE_WRITER] != NULL)
		p->ring->writers++;
	unlock_ring(p);
	return 0;
}

/*
 * Waits for the first of the other side, also for one that has left since.
 * A child in place has its process by now: see fifo_open().
 */
static int
meet(struct file *f, struct fifo *p, char mine, char other)
{
	volatile uint32_t *count = other == 'r' ? &p->ring->readers :
	    &p->ring->writers;
	int e = 0;

	while (e == 0 && !p->met && !is_there(p, other) &&
	    *count == p->before) {
		if (mine == 'r')
			p->ring->reader_sleeps = 1;
		else
			p->ring->writer_sleeps = 1;
		e = rest(f, &p, mine);
	}
	return e;
}

/* Does open() have to wait for somebody?  -ENXIO, 0, 1. */
static int
has_to_wait(const struct fifo *p, int flags)
{
	int mode = flags & O_ACCMODE;

	if (mode == O_RDWR || (mode == O_RDONLY && (flags & O_NONBLOCK)))
		return 0;
	if (is_there(p, mode == O_RDONLY ? 'w' : 'r'))
		return 0;
	return flags & O_NONBLOCK ? -ENXIO : 1;
}

/*
 * XSH open(): ENXIO (for writing without waiting, and no reader), EINTR.
 * A child in place that has to wait gets its process before it has any
 * handle.
 */
int
fifo_open(struct file **out, struct path *path, int flags,
    const struct fifo_id *id)
{
	struct fifo *p = mm_zalloc(sizeof *p);
	struct file *f = file_new(&fifo_ops, NULL, flags);
	int e = -ENOMEM, mode = flags & O_ACCMODE, must_wait;

	if (p == NULL || f == NULL) {
		mm_free(p);
		goto fail;
	}
	f->private = p;
	f->drive = disk_drive(path);
	set_name(p, id);
	if ((e = must_wait = has_to_wait(p, flags)) < 0)
		goto fail;
	if (must_wait)
		thr_may_block();
	e = disk_nt_open(&f->handle, path, NT_READ_DATA |
	    NT_READ_ATTRIBUTES, NT_OPEN, 0, 0);
	if (e < 0 || (e = join(f, p, flags)) < 0)
		goto fail;
	wake(p, mode == O_RDONLY ? 'w' : 'r');
	if (must_wait && (e = meet(f, p, mode == O_RDONLY ? 'r' : 'w',
	    mode == O_RDONLY ? 'w' : 'r')) < 0)
		goto fail;
	*out = f;
	return 0;
fail:
	if (f != NULL)
		file_unref(f);
	return e;
}

const struct file_ops fifo_ops = {
	.name = "fifo",
	.type = S_IFIFO,
	.read = fifo_read,
	.write = fifo_write,
	.seek = fd_no_seek,
	.stat = fifo_stat,
	.truncate = fd_no_truncate,
	.sync = fd_no_sync,
	.chmod = disk_chmod,
	.utimens = disk_utimens,
	.statvfs = disk_statvfs,
	.readdir = fd_no_readdir,
	.poll = fifo_poll,
	.nonblock = fd_any_nonblock,
	.ioctl = fifo_ioctl,
	.close = fifo_close,
};
