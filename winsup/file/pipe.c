/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pipes: those pipe() makes, and standard handles that are one end of a
 * Windows pipe.  The handle is all their state; what `private' holds can be
 * found out again from it, or is a guess about the near future.
 *
 * O_NONBLOCK is a mode of NT's pipe end, so that all who share the open file
 * description share it, in other processes too.  f->flags mirrors it.
 *
 * A blocking transfer is one blocking call of NT.  Where somebody wants to
 * know before a thread comes to rest (thr_block_hook), it is asked first
 * whether the call would rest.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>

#include "account/room.h"
#include "lib/fault.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/pipe.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "thread/room.h"

#define MS		(NT_PER_SECOND / 1000)

struct pipe {
	uint64_t id;			/* of both ends */
	struct timespec birth;
	volatile int64_t refused;	/* when a write met no room, or 0 */
	int no_mode;			/* its waiting mode is not ours */
};

/*
 * Where the system does not tell how much fits, a pipe that refused data is
 * taken for full for a while, and one that is full without a refusal for
 * longer: its room may be promised to a reader that waits.
 */
#define REFUSED_FOR	(10 * MS)
#define FULL_FOR	(500 * MS)

/* NULL: no memory. */
static struct pipe *
state_of(struct file *f)
{
	struct pipe *p = f->private, *other = NULL;

	if (p != NULL || (p = mm_zalloc(sizeof *p)) == NULL)
		return p;
	if (nt_pipe_id(f->handle, &p->id) < 0)
		p->id = (uint64_t)(uintptr_t)f;
	clock_gettime(CLOCK_REALTIME, &p->birth);
	if (__atomic_compare_exchange_n((struct pipe **)&f->private, &other,
	    p, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		return p;
	mm_free(p);
	return other;
}

/* Tells who polls one of the ends. */
static void
tell(struct file *f)
{
	struct pipe *p;

	if (proc_notify_wanted() && (p = state_of(f)) != NULL)
		proc_notify_tell(p->id);
}

static int
has_no_mode(const struct file *f)
{
	const struct pipe *p = f->private;

	return p != NULL && p->no_mode;
}

/* Set it may be no more: another process that shares the end took it away. */
static int
is_nonblock(struct file *f)
{
	if ((f->flags & O_NONBLOCK) && !has_no_mode(f) &&
	    nt_pipe_get_wait(f->handle) > 0)
		f->flags &= ~O_NONBLOCK;
	return (f->flags & O_NONBLOCK) != 0;
}

/* Is a read certain to end at once?  Where that is not known: yes. */
static int
is_readable(const struct file *f)
{
	struct nt_pipe_state s;

	return nt_pipe_query(f->handle, &s) < 0 || s.readable > 0 ||
	    !s.connected;
}

/*
 * The end may turn out not to wait although this process did not ask for
 * that: then O_NONBLOCK was set by another that shares it.
 */
static long
pipe_read(struct file *f, void *buf, size_t n, off_t offset)
{
	long r;

	if (!file_can_read(f))
		return -EBADF;
	if (offset >= 0)
		return -ESPIPE;
	if (n == 0)
		return 0;
	if ((f->flags & O_NONBLOCK) && has_no_mode(f) && !is_readable(f))
		return -EAGAIN;
	if (thr_block_hook != NULL && !is_readable(f) && !is_nonblock(f))
		thr_may_block();
	do {
		if (thr_io_begin() < 0)
			return -EINTR;
		thr_io_uses(buf, n);
		r = nt_pipe_read(f->handle, buf, n);
		thr_io_end();
	} while (r == -EINTR);
	if (r == -EAGAIN)
		f->flags |= O_NONBLOCK;
	if (r > 0)
		tell(f);
	return r;
}

static void
note_refusal(struct file *f, int refused)
{
	struct pipe *p = f->private;

	if (p == NULL && refused)
		p = state_of(f);
	if (p != NULL)
		p->refused = refused ? nt_clock_monotonic() : 0;
}

/*
 * Writes without waiting as much as fits.  A piece that does not fit is
 * halved: up to PIPE_BUF bytes go whole or not at all, and of more, what can
 * go does (XSH write()).
 */
static long
write_now(struct file *f, const char *s, size_t n)
{
	size_t done = 0, piece = n < NT_PIPE_TRANSFER ? n : NT_PIPE_TRANSFER;
	size_t least = n <= PIPE_BUF ? n : 1, part;
	long r;

	while (done < n && piece >= least) {
		part = piece < n - done ? piece : n - done;
		r = nt_pipe_write(f->handle, s + done, part);
		if (r < 0)
			return done > 0 ? (long)done : r;
		done += (size_t)r;
		if ((size_t)r == part)
			continue;
		if (n <= PIPE_BUF && done > 0) {
			nt_yield();	/* begun: the rest has to follow */
			continue;
		}
		piece = part / 2;
		if (done > 0)
			least = PIPE_BUF;
	}
	note_refusal(f, done < n);
	return done > 0 ? (long)done : -EAGAIN;
}

/*
 * With a hook set: n bytes if they fit, 0 if the writer would have to wait.
 * Where the system does not know how much fits, only trying tells.  For that
 * time the end does not wait, which write_piece() of another process that
 * shares it knows how to take.
 */
static long
write_if_room(struct file *f, const char *s, size_t n)
{
	struct nt_pipe_state state;
	long r;

	if (nt_pipe_query(f->handle, &state) < 0 || state.room >= n ||
	    !state.connected || nt_pipe_get_wait(f->handle) == 0)
		return nt_pipe_write(f->handle, s, n);
	if (nt_pipe_set_wait(f->handle, 0) < 0)
		return 0;
	r = nt_pipe_write(f->handle, s, n);
	nt_pipe_set_wait(f->handle, 1);
	return r;
}

#define LONG_MOMENT	(128 * MS)	/* that process may not be running */

/*
 * Does the end not wait because O_NONBLOCK is set, and not only for the
 * moment that another process is in write_if_room()?
 */
static int
never_waits(struct file *f)
{
	for (int64_t pause = MS; pause <= LONG_MOMENT; pause *= 2) {
		if (nt_pipe_get_wait(f->handle) != 0)
			return 0;
		thr_wait(NULL, 0, nt_clock_monotonic() + pause);
	}
	return 1;
}

/* One piece of a blocking write: >= 1, or -errno. */
static long
write_piece(struct file *f, const char *s, size_t n)
{
	long r;

	for (;;) {
		if (thr_block_hook != NULL) {
			if ((r = write_if_room(f, s, n)) != 0)
				return r;
			thr_may_block();
		}
		if (thr_io_begin() < 0)
			return -EINTR;
		thr_io_uses(s, n);
		r = nt_pipe_write(f->handle, s, n);
		thr_io_end();
		if (r == -EINTR)
			continue;
		if (r != 0)
			return r;
		if (never_waits(f)) {
			f->flags |= O_NONBLOCK;
			return write_now(f, s, n);
		}
	}
}

/* All of it, or as much as went before something was in the way. */
static long
write_all(struct file *f, const char *s, size_t n)
{
	size_t done = 0, part;
	long r;

	while (done < n) {
		part = n - done < NT_PIPE_TRANSFER ? n - done :
		    NT_PIPE_TRANSFER;
		if ((r = write_piece(f, s + done, part)) < 0)
			return done > 0 ? (long)done : r;
		done += (size_t)r;
		tell(f);
	}
	return (long)done;
}

static long
pipe_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	long r;

	if (!file_can_write(f))
		return -EBADF;
	if (offset >= 0)
		return -ESPIPE;
	if (n == 0)
		return 0;
	if (!is_nonblock(f))
		return write_all(f, buf, n);
	if ((r = write_now(f, buf, n)) > 0)
		tell(f);
	return r;
}

struct peer_search {
	uint64_t id;
	size_t filled;
	int found;
};

static void
visit_peer(int fd, struct file *f, int fd_flags, void *arg)
{
	struct peer_search *search = arg;
	struct nt_pipe_state s;
	struct pipe *p;

	if (search->found || f->ops != &pipe_ops ||
	    !file_can_read(f) ||
	    (p = state_of(f)) == NULL || p->id != search->id ||
	    nt_pipe_query(f->handle, &s) < 0)
		return;
	search->filled = s.readable;
	search->found = 1;
}

/* Looks for a reading end of the same pipe in this process. */
static struct peer_search
find_reader(uint64_t id)
{
	struct peer_search search = { .id = id };

	fd_each(visit_peer, &search);
	return search;
}

/*
 * Would PIPE_BUF bytes fit?  Windows tells a writer; Wine tells readers only
 * how much there is, so a reading end in this process is as good.  Without
 * either, a write that was refused is what is known of it.
 */
static int
is_writable(struct file *f, const struct nt_pipe_state *s)
{
	static volatile int told;	/* of room, by the system; atomic */
	struct peer_search search;
	struct pipe *p = state_of(f);
	int64_t now;

	if (s->room > 0)
		told = 1;
	if (s->room >= PIPE_BUF || p == NULL) {
		note_refusal(f, 0);
		return 1;
	}
	search = find_reader(p->id);
	if (search.found)
		return search.filled + PIPE_BUF <= s->capacity;
	now = nt_clock_monotonic();
	if (told && p->refused == 0)
		p->refused = now;
	return p->refused == 0 ||
	    now - p->refused >= (told ? FULL_FOR : REFUSED_FOR);
}

static int
pipe_poll(struct file *f, int events, struct fd_rest *rest)
{
	struct pipe *p = state_of(f);
	struct nt_pipe_state s;
	int ready = 0;

	if (p == NULL || nt_pipe_query(f->handle, &s) < 0)
		return fd_ready_poll(f, events, rest);
	rest->set |= proc_notify_bit(p->id);
	if (file_can_read(f)) {
		if (s.readable > 0)
			ready |= events & (POLLIN | POLLRDNORM);
		if (!s.connected)
			ready |= POLLHUP;
	}
	if (file_can_write(f)) {
		if (!s.connected)
			ready |= POLLERR | (events & (POLLOUT | POLLWRNORM));
		else if ((events & (POLLOUT | POLLWRNORM)) != 0 &&
		    is_writable(f, &s))
			ready |= events & (POLLOUT | POLLWRNORM);
	}
	return ready;
}

static int
pipe_nonblock(struct file *f, int on)
{
	struct pipe *p;

	if (nt_pipe_set_wait(f->handle, !on) == 0)
		return 0;
	if ((p = state_of(f)) == NULL)
		return -ENOMEM;
	p->no_mode = 1;
	return 0;
}

/*
 * What waits in it.  Of a writing end only a reading end in this process
 * tells: the room that Windows tells of is less by what a reader waits for.
 */
static size_t
filled(struct file *f, const struct nt_pipe_state *s)
{
	struct pipe *p;

	if (file_can_read(f))
		return s->readable;
	return (p = state_of(f)) != NULL ? find_reader(p->id).filled : 0;
}

static int
pipe_ioctl(struct file *f, int request, void *arg)
{
	struct nt_pipe_state s;
	int e;

	if (request != FIONREAD)
		return -ENOTTY;
	if ((e = nt_pipe_query(f->handle, &s)) < 0)
		return e;
	*(int *)arg = (int)filled(f, &s);
	return 0;
}

long
file_peek(struct file *f, void *buf, size_t n)
{
	if (f->ops == &fifo_ops)
		return fifo_peek(f, buf, n);
	return f->ops == &pipe_ops ? nt_pipe_peek(f->handle, buf, n) :
	    -EINVAL;
}

long
pipe_capacity(struct file *f)
{
	struct nt_pipe_state s;
	int e;

	if (f->ops == &fifo_ops)
		return FIFO_CAPACITY;
	if (f->ops != &pipe_ops)
		return -EBADF;
	e = nt_pipe_query(f->handle, &s);
	return e < 0 ? e : (long)s.capacity;
}

/* XSH fstat() leaves the size of a pipe open: it is 0 here. */
static int
pipe_stat(struct file *f, struct stat *st)
{
	struct pipe *p = state_of(f);

	if (p == NULL)
		return -ENOMEM;
	memset(st, 0, sizeof *st);
	st->st_mode = S_IFIFO | 0600;
	st->st_nlink = 1;
	st->st_ino = p->id;
	st->st_uid = account_uid();
	st->st_gid = account_gid();
	st->st_blksize = PIPE_BUF;
	st->st_atim = st->st_mtim = st->st_ctim = st->st_birthtim = p->birth;
	return 0;
}

static void
pipe_close(struct file *f)
{
	struct pipe *p = proc_notify_wanted() ? state_of(f) : NULL;

	nt_close(f->handle);
	if (p != NULL)
		proc_notify_tell(p->id);
	mm_free(f->private);
}

/* One end: takes over the handle, also when it fails. */
static int
make_end(struct file **out, nt_handle h, uint64_t id, int flags)
{
	struct file *f = file_new(&pipe_ops, h, flags);
	struct pipe *p;

	if (f == NULL) {
		nt_close(h);
		return -ENOMEM;
	}
	f->private = p = mm_zalloc(sizeof *p);
	if (p == NULL) {
		file_unref(f);
		return -ENOMEM;
	}
	p->id = id;
	clock_gettime(CLOCK_REALTIME, &p->birth);
	if (flags & O_NONBLOCK)
		pipe_nonblock(f, 1);
	*out = f;
	return 0;
}

int
file_pipe(struct file *out[2], int flags)
{
	nt_handle reader, writer;
	uint64_t id;
	int e;

	if ((e = fault("file.pipe")) < 0 ||
	    (e = nt_pipe_create(&reader, &writer, &id)) < 0)
		return e;
	if ((e = make_end(&out[0], reader, id, flags | O_RDONLY)) < 0) {
		nt_close(writer);
		return e;
	}
	if ((e = make_end(&out[1], writer, id, flags | O_WRONLY)) < 0)
		file_unref(out[0]);
	return e;
}

const struct file_ops pipe_ops = {
	.name = "pipe",
	.type = S_IFIFO,
	.read = pipe_read,
	.write = pipe_write,
	.seek = fd_no_seek,
	.stat = pipe_stat,
	.truncate = fd_no_truncate,
	.sync = fd_no_sync,
	.chmod = fd_any_chmod,
	.utimens = fd_any_utimens,
	.statvfs = fd_no_volume,
	.readdir = fd_no_readdir,
	.poll = pipe_poll,
	.nonblock = pipe_nonblock,
	.ioctl = pipe_ioctl,
	.close = pipe_close,
};
