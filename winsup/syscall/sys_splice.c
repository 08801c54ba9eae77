/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux' splice(), tee(), vmsplice().  Data is copied; what they are for here
 * is that nothing is lost on the way: it leaves a pipe when it has arrived.
 * Who reads from a pipe meanwhile may get it twice.
 */
#include "syscall/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>

#include "fd/room.h"
#include "file/room.h"
#include "nt/clock.h"
#include "nt/sync.h"
#include "signal/room.h"

#define CHUNK	65536
#define FLAGS	(SPLICE_F_MOVE | SPLICE_F_NONBLOCK | SPLICE_F_MORE | \
		SPLICE_F_GIFT)

struct end {
	int fd;
	struct file *f;
	off_t *at;			/* NULL: the description's own */
	off_t here;
	int is_pipe;
};

/* -ESPIPE: a pipe has no position. */
static int
set_end(struct end *e, int fd, struct file *f, off_t *at)
{
	e->fd = fd;
	e->f = f;
	e->at = at;
	e->is_pipe = f->ops == &pipe_ops || f->ops == &fifo_ops;
	if (at == NULL)
		return 0;
	if (e->is_pipe || f->ops->seek == fd_no_seek)
		return -ESPIPE;
	e->here = *at;
	return e->here < 0 ? -EINVAL : 0;
}

static off_t
place(const struct end *e)
{
	return e->at != NULL ? e->here : -1;
}

static void
moved(struct end *e, long n)
{
	if (e->at != NULL)
		*e->at = e->here += n;
}

/* Until a pipe is ready: 1, 0 at its end, -EAGAIN, -EINTR. */
static int
await(const struct end *e, short events, unsigned flags)
{
	struct pollfd p = { .fd = e->fd, .events = events };
	int now = (flags & SPLICE_F_NONBLOCK) != 0 ||
	    (fd_status(e->f) & O_NONBLOCK) != 0;
	int r = fd_poll(&p, 1, now ? nt_clock_monotonic() : NT_FOREVER);

	if (r <= 0)
		return r < 0 ? r : -EAGAIN;
	return (p.revents & events) != 0 || events == POLLOUT;
}

static long
put(struct end *out, const void *buf, size_t n)
{
	long r = out->f->ops->write(out->f, buf, n, place(out));

	if (r == -EPIPE)
		sig_raise(SIGPIPE);
	return r;
}

/* Reads away what has arrived. */
static long
take(struct end *in, void *buf, size_t n)
{
	size_t done = 0;
	long r;

	while (done < n && await(in, POLLIN, SPLICE_F_NONBLOCK) > 0 &&
	    (r = in->f->ops->read(in->f, buf, n - done, -1)) > 0)
		done += (size_t)r;
	return (long)done;
}

static long
from_pipe(struct end *in, struct end *out, void *buf, size_t n,
    unsigned flags, int keep)
{
	long got, r;

	if ((r = await(in, POLLIN, flags)) <= 0 ||
	    (out->is_pipe && (r = await(out, POLLOUT, flags)) < 0))
		return r;
	/* So much fits into a pipe that is ready. */
	if (out->is_pipe && n > PIPE_BUF)
		n = PIPE_BUF;
	if ((got = file_peek(in->f, buf, n)) <= 0 ||
	    (r = put(out, buf, (size_t)got)) <= 0)
		return got <= 0 ? got : r;
	if (!keep)
		take(in, buf, (size_t)r);
	moved(out, r);
	return r;
}

static long
to_pipe(struct end *in, struct end *out, void *buf, size_t n, unsigned flags)
{
	long got, r = await(out, POLLOUT, flags);

	if (r < 0)
		return r;
	if ((flags & SPLICE_F_NONBLOCK) && n > PIPE_BUF)
		n = PIPE_BUF;
	got = in->f->ops->read(in->f, buf, n, place(in));
	if (got <= 0)
		return got;
	r = put(out, buf, (size_t)got);
	if (r < got && in->at == NULL)
		in->f->ops->seek(in->f, (r > 0 ? r : 0) - got, SEEK_CUR);
	if (r > 0)
		moved(in, r);
	return r;
}

static int
same_pipe(struct end *a, struct end *b)
{
	struct stat sa, sb;

	return a->is_pipe && b->is_pipe && a->f->ops->stat(a->f, &sa) == 0 &&
	    b->f->ops->stat(b->f, &sb) == 0 && sa.st_ino == sb.st_ino;
}

static long
splice_ends(struct end *in, struct end *out, size_t n, unsigned flags,
    int keep)
{
	void *buf;
	long r;

	if ((flags & ~(unsigned)FLAGS) != 0)
		return -EINVAL;
	if (!file_can_read(in->f) || !file_can_write(out->f))
		return -EBADF;
	if ((!in->is_pipe && !out->is_pipe) || same_pipe(in, out) ||
	    (fd_status(out->f) & O_APPEND) || S_ISDIR(in->f->ops->type))
		return -EINVAL;
	if (n == 0)
		return 0;
	if ((buf = malloc(CHUNK)) == NULL)
		return -ENOMEM;
	if (n > CHUNK)
		n = CHUNK;
	r = in->is_pipe ? from_pipe(in, out, buf, n, flags, keep) :
	    to_pipe(in, out, buf, n, flags);
	free(buf);
	return r;
}

static long
splice_files(int in, off_t *in_at, int out, off_t *out_at, size_t n,
    unsigned flags, int keep)
{
	struct file *f = fd_get(in), *g = fd_get(out);
	struct end from, to;
	long r = -EBADF;

	if (f != NULL && g != NULL &&
	    (r = set_end(&from, in, f, in_at)) == 0 &&
	    (r = set_end(&to, out, g, out_at)) == 0)
		r = keep && (!from.is_pipe || !to.is_pipe) ? -EINVAL :
		    splice_ends(&from, &to, n, flags, keep);
	if (f != NULL)
		file_unref(f);
	if (g != NULL)
		file_unref(g);
	return r;
}

/*
 * EAGAIN, EBADF, EINVAL (flags, no pipe, one pipe, appending, a folder),
 * ENOMEM, EPIPE, ESPIPE.
 */
long
sys_splice(int in, off_t *in_at, int out, off_t *out_at, size_t n,
    unsigned flags)
{
	return splice_files(in, in_at, out, out_at, n, flags, 0);
}

/* EAGAIN, EBADF, EINVAL (flags, not two pipes), ENOMEM, EPIPE. */
long
sys_tee(int in, int out, size_t n, unsigned flags)
{
	return splice_files(in, NULL, out, NULL, n, flags, 1);
}

/* EAGAIN, EBADF (no pipe), EINVAL (flags, count), EPIPE. */
long
sys_vmsplice(int fd, const struct iovec *iov, size_t n, unsigned flags)
{
	struct file *f = fd_get(fd);
	struct end e;
	long r;

	if (f == NULL)
		return -EBADF;
	set_end(&e, fd, f, NULL);
	if ((flags & ~(unsigned)FLAGS) != 0 || n > IOV_MAX)
		r = -EINVAL;
	else if (!e.is_pipe)
		r = -EBADF;
	else if (flags & SPLICE_F_NONBLOCK)
		r = await(&e, file_can_write(f) ? POLLOUT : POLLIN, flags);
	else
		r = 1;
	if (r > 0)
		r = file_can_write(f) ? sys_writev(fd, iov, (int)n) :
		    sys_readv(fd, iov, (int)n);
	file_unref(f);
	return r;
}
