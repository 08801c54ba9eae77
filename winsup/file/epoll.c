/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Readiness sets (epoll, as on Linux).
 *
 * A set is a list of descriptors that are asked in turns, as poll() does
 * (fd/poll.c).  It is memory of the process: a forked child has a copy of its
 * own, a program that is exec'd an empty set.  A set does not keep what is in
 * it open: a descriptor that was closed, or is another file's by now, has
 * left the set.
 *
 * With EPOLLET what was reported is reported again when it was not ready in
 * between.  As nobody looks all the time that is taken to be so for reading
 * when this process has used the file since or there is another number of
 * bytes to read, for writing when a write did not get rid of all its data.
 * That makes for a report too many where data was left unread, but never for
 * one too few.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>

#include "lib/lock.h"
#include "mm/room.h"
#include "proc/room.h"

#define MINOR_EPOLL	24
#define NESTED		5	/* sets in sets */

/* What is asked of a file; the rest are flags. */
#define ASKED	(EPOLLIN | EPOLLPRI | EPOLLOUT | EPOLLRDNORM | EPOLLRDBAND | \
		EPOLLWRBAND | EPOLLRDHUP)
#define ALWAYS	(EPOLLERR | EPOLLHUP)
#define READING	(EPOLLIN | EPOLLRDNORM | EPOLLPRI | EPOLLRDBAND)
#define WRITING	(EPOLLOUT | EPOLLWRBAND)

_Static_assert(EPOLLIN == POLLIN && EPOLLPRI == POLLPRI &&
    EPOLLOUT == POLLOUT && EPOLLERR == POLLERR && EPOLLHUP == POLLHUP,
    "events are those of poll()");

struct item {
	uint64_t id;		/* of the description */
	int fd;			/* -1: has left */
	int spent;		/* EPOLLONESHOT has been reported */
	struct epoll_event want;
	/* EPOLLET: what is ready and was reported; how it was then. */
	uint32_t reported, used, refused;
	int bytes;
};

struct set {
	struct lock lock;	/* the rest */
	struct item *item;
	unsigned n, room;
	unsigned next;		/* where the next report begins */
};

/* NULL: no memory.  An exec has left the description without. */
static struct set *
set_of(struct file *f)
{
	struct set *s = f->private, *other = NULL;

	if (s != NULL || (s = mm_zalloc(sizeof *s)) == NULL)
		return s;
	lock_init(&s->lock, LOCK_FILE, "epoll");
	if (__atomic_compare_exchange_n((struct set **)&f->private, &other, s,
	    0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		return s;
	mm_free(s);
	return other;
}

/* Locked; NULL: it is not in the set. */
static struct item *
find(struct set *s, int fd, uint64_t id)
{
	for (unsigned i = 0; i < s->n; i++)
		if (s->item[i].fd == fd && s->item[i].id == id)
			return &s->item[i];
	return NULL;
}

/* Locked: takes those that have left out. */
static void
tidy(struct set *s)
{
	unsigned n = 0;

	for (unsigned i = 0; i < s->n; i++)
		if (s->item[i].fd >= 0)
			s->item[n++] = s->item[i];
	s->n = n;
}

/* Locked. */
static int
add(struct set *s, int fd, uint64_t id, const struct epoll_event *ev)
{
	struct item *more;
	unsigned room = s->room == 0 ? 8 : 2 * s->room;

	tidy(s);
	if (s->n == s->room) {
		if ((more = mm_zalloc(room * sizeof *more)) == NULL)
			return -ENOMEM;
		if (s->n > 0)
			memcpy(more, s->item, s->n * sizeof *more);
		mm_free(s->item);
		s->item = more;
		s->room = room;
	}
	s->item[s->n++] = (struct item){ .id = id, .fd = fd, .want = *ev };
	return 0;
}

/* Locked. */
static int
change(struct set *s, int op, int fd, uint64_t id,
    const struct epoll_event *ev)
{
	struct item *it = find(s, fd, id);

	if (op == EPOLL_CTL_ADD)
		return it != NULL ? -EEXIST : add(s, fd, id, ev);
	if (it == NULL)
		return -ENOENT;
	if (op == EPOLL_CTL_DEL) {
		it->fd = -1;
		return 0;
	}
	if ((it->want.events | ev->events) & EPOLLEXCLUSIVE)
		return -EINVAL;
	*it = (struct item){ .id = id, .fd = fd, .want = *ev };
	return 0;
}

/* A copy of the items, *n of them; NULL: there are none, or no memory. */
static struct item *
items_of(struct set *s, unsigned *n)
{
	struct item *copy = NULL;

	lock_acquire(&s->lock);
	tidy(s);
	if (s->n > 0 && (copy = mm_alloc(s->n * sizeof *copy)) != NULL)
		memcpy(copy, s->item, s->n * sizeof *copy);
	*n = copy != NULL ? s->n : 0;
	lock_release(&s->lock);
	return copy;
}

/*
 * How many sets lie in one another, f counted, which is to be put into ep
 * below `above' others; NESTED where ep is among them.
 */
static int
depth(struct file *f, const struct file *ep, int above)
{
	struct set *s;
	struct item *list;
	struct file *in;
	unsigned n;
	int deepest = 0, d;

	if (f->ops != &epoll_ops)
		return 0;
	if (f == ep || above > NESTED)
		return NESTED;
	if ((s = set_of(f)) == NULL || (list = items_of(s, &n)) == NULL)
		return 1;
	for (unsigned i = 0; i < n; i++) {
		if ((in = fd_peek(list[i].fd)) == NULL)
			continue;
		if ((d = depth(in, ep, above + 1)) > deepest)
			deepest = d;
		file_unref(in);
	}
	mm_free(list);
	return deepest + 1;
}

int
file_epoll_ctl(struct file *ep, int op, int fd, struct file *f,
    const struct epoll_event *ev)
{
	struct set *s;
	int e;

	if (ep->ops != &epoll_ops || ep == f)
		return -EINVAL;
	if (S_ISREG(f->ops->type) || S_ISDIR(f->ops->type))
		return -EPERM;
	if (op == EPOLL_CTL_ADD && (ev->events & EPOLLEXCLUSIVE) != 0 &&
	    ((ev->events & EPOLLONESHOT) != 0 || f->ops == &epoll_ops))
		return -EINVAL;
	if ((s = set_of(ep)) == NULL)
		return -ENOMEM;
	if (op == EPOLL_CTL_ADD && depth(f, ep, 1) >= NESTED)
		return -ELOOP;
	lock_acquire(&s->lock);
	e = change(s, op, fd, fd_file_id(f), ev);
	lock_release(&s->lock);
	proc_notify_tell(fd_file_id(ep));
	return e;
}

/* Bytes that can be read, where the type tells. */
static int
bytes_in(struct file *f)
{
	int n = 0;

	return f->ops->ioctl(f, FIONREAD, &n) < 0 ? 0 : n;
}

/* Of what is ready, is there anything that EPOLLET wants reported? */
static int
is_news(struct item *it, struct file *f, uint32_t ready, uint32_t used,
    uint32_t refused)
{
	uint32_t news = ready & ~it->reported;
	int bytes = ready & READING ? bytes_in(f) : 0;

	if (used != it->used || bytes != it->bytes)
		news |= ready & READING;
	if (refused != it->refused)
		news |= ready & WRITING;
	it->used = used;
	it->refused = refused;
	it->bytes = bytes;
	it->reported = ready;
	return news != 0;
}

/* What is to be reported of it now; -1: it has left the set. */
static long
ask(struct item *it, struct fd_rest *rest)
{
	struct file *f = fd_peek(it->fd);
	uint32_t ready, used, refused;

	if (f == NULL)
		return -1;
	if (fd_file_id(f) != it->id) {
		file_unref(f);
		return -1;
	}
	/* In this order: what changes meanwhile is seen the next time. */
	used = f->used;
	refused = f->refused;
	ready = (uint32_t)f->ops->poll(f, (int)(it->want.events & ASKED),
	    rest) & ((it->want.events & ASKED) | ALWAYS);
	if ((it->want.events & EPOLLET) &&
	    !is_news(it, f, ready, used, refused))
		ready = 0;
	file_unref(f);
	return ready;
}

/*
 * Fills in what is ready, at most max; take: and it counts as reported.
 * Nothing is locked while a file is asked.
 */
static int
look(struct file *ep, struct epoll_event *out, int max, int take,
    struct fd_rest *rest)
{
	struct set *s = ep->private;
	unsigned n, start;
	struct item *list = items_of(s, &n), *it;
	int found = 0;
	long ready;

	rest->set |= proc_notify_bit(fd_file_id(ep));
	start = s->next;
	for (unsigned i = 0; i < n && found < max; i++) {
		struct item *mine = &list[(start + i) % n];

		if (mine->spent)
			continue;
		ready = ask(mine, rest);
		if (ready > 0 && out != NULL) {
			out[found].events = (uint32_t)ready;
			out[found].data = mine->want.data;
		}
		found += ready > 0;
		if (!take && ready >= 0)
			continue;
		lock_acquire(&s->lock);
		it = find(s, mine->fd, mine->id);
		if (it != NULL && ready < 0) {
			it->fd = -1;
		} else if (it != NULL) {
			it->reported = mine->reported;
			it->used = mine->used;
			it->refused = mine->refused;
			it->bytes = mine->bytes;
			it->spent = ready > 0 &&
			    (mine->want.events & EPOLLONESHOT);
		}
		s->next = (start + i + 1) % n;
		lock_release(&s->lock);
	}
	mm_free(list);
	return found;
}

struct wait {
	struct file *ep;
	struct epoll_event *out;
	int max;
};

static int
look_now(void *arg, struct fd_rest *rest)
{
	struct wait *w = arg;

	return look(w->ep, w->out, w->max, 1, rest);
}

int
file_epoll_wait(struct file *f, struct epoll_event *out, int max,
    int64_t deadline)
{
	struct wait w = { f, out, max };

	if (f->ops != &epoll_ops)
		return -EINVAL;
	if (set_of(f) == NULL)
		return -ENOMEM;
	return fd_poll_by(look_now, &w, deadline);
}

static int
epoll_poll(struct file *f, int events, struct fd_rest *rest)
{
	return set_of(f) != NULL && look(f, NULL, 1, 0, rest) > 0 ?
	    events & (POLLIN | POLLRDNORM) : 0;
}

static int
epoll_stat(struct file *f, struct stat *st)
{
	return fd_device_stat(f, st, MINOR_EPOLL);
}

static void
epoll_close(struct file *f)
{
	struct set *s = f->private;

	if (s != NULL)
		mm_free(s->item);
	mm_free(s);
}

const struct file_ops epoll_ops = {
	.name = "epoll",
	.type = S_IFCHR,
	.read = fd_no_read,
	.write = fd_no_write,
	.seek = fd_no_seek,
	.stat = epoll_stat,
	FD_NO_CHANGE_OPS,
	.readdir = fd_no_readdir,
	.poll = epoll_poll,
	.ioctl = fd_no_ioctl,
	.close = epoll_close,
};

int
file_epoll(struct file **out)
{
	*out = file_new(&epoll_ops, NULL, 0);
	return *out != NULL ? 0 : -ENOMEM;
}
