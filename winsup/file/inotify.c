/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * inotify, as on Linux, over what Windows tells of changes in a folder.
 *
 * Watches and the events that wait are in a section, whose handle the
 * description has, so a child or a program that is exec'd has the same.  One
 * process at a time listens to the system: who last asked.  When another one
 * asks it begins to listen itself, and an IN_Q_OVERFLOW tells that events may
 * be missing in between.  Nothing is done until somebody asks.
 *
 * A file is watched through its folder.
 */
#include "file/room_impl.h"

#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>

#include "lib/keep.h"
#include "lib/lock.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/mem.h"
#include "nt/sync.h"
#include "nt/watch.h"
#include "proc/room.h"
#include "thread/room.h"

#define MINOR_INOTIFY	21
#define MS		(NT_PER_SECOND / 1000)
#define WATCHES		256
#define NAME_UNITS	1000
#define QUEUE		32768		/* bytes, a power of 2 */
#define SELF_EVERY	(250 * MS)	/* is what is watched still there? */
#define QUIET		(250 * MS)	/* no change: taken for closed */
#define CLOSING		8
#define HIDDEN		".isthmus-"	/* names of remove.c */

struct watch {
	int32_t wd;			/* 0: unused */
	uint32_t mask;
	uint64_t ino;
	uint32_t dev;
	uint16_t units, name_at;	/* of the file in it; 0: a folder */
	uint16_t name[NAME_UNITS];	/* of NT */
};

struct state {
	volatile uint32_t lock;
	int32_t last_wd;
	uint64_t listener;		/* fd_process_token(); 0: none yet */
	uint32_t last_cookie;
	uint32_t overflown;
	uint32_t head, tail;		/* count bytes */
	uint32_t last;			/* where the last event begins */
	uint32_t reserved;
	struct watch watch[WATCHES];
	char queue[QUEUE];
};

/* A modified file that will be taken for closed. */
struct closing {
	int64_t due;			/* 0: unused */
	char name[NAME_MAX + 1];
};

/* How this process listens for a watch. */
struct source {
	struct source *next;
	int wd;
	struct nt_watch *data, *attributes;
	int64_t look;			/* when to look after itself */
	uint32_t cookie;		/* of an old name, its new one follows */
	int was_ours, was_hidden;	/* the old name */
	char old[NAME_MAX + 1];
	struct closing closing[CLOSING];
};

/* This process' part; of another process by its token: not valid. */
struct inotify {
	uint64_t token;
	struct state *s;
	struct source *sources;
};

KEEP static struct lock inotify_lock = LOCK_INIT(LOCK_FILE, "inotify");

/* --- the queue --- */

static void
ring_put(struct state *s, const void *data, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		s->queue[(s->tail + i) % QUEUE] = ((const char *)data)[i];
}

static void
ring_get(const struct state *s, uint32_t at, void *data, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		((char *)data)[i] = s->queue[(at + i) % QUEUE];
}

union event {
	struct inotify_event e;
	char bytes[sizeof(struct inotify_event) + NAME_MAX + 17];
};

static uint32_t
event_size(const union event *v)
{
	return (uint32_t)sizeof v->e + v->e.len;
}

static int
is_repeated(const struct state *s, const union event *v)
{
	union event last;

	if (s->head == s->tail || s->tail - s->last != event_size(v))
		return 0;
	ring_get(s, s->last, &last, event_size(v));
	return memcmp(&last, v, event_size(v)) == 0;
}

static void
put(struct state *s, int wd, uint32_t mask, uint32_t cookie,
    const char *name)
{
	union event v;
	uint32_t n;

	memset(&v, 0, sizeof v);
	v.e.wd = wd;
	v.e.mask = mask;
	v.e.cookie = cookie;
	if (name != NULL) {
		strcpy(v.e.name, name);
		v.e.len = (uint32_t)(strlen(name) + 16) & ~15u;
	}
	n = event_size(&v);
	if (s->overflown || is_repeated(s, &v))
		return;
	if (s->tail - s->head + n + sizeof v.e > QUEUE) {
		memset(&v, 0, sizeof v.e);
		v.e.wd = -1;
		v.e.mask = IN_Q_OVERFLOW;
		n = sizeof v.e;
		s->overflown = 1;
	}
	ring_put(s, &v, n);
	s->last = s->tail;
	__atomic_store_n(&s->tail, s->tail + n, __ATOMIC_RELEASE);
}

/* Whole events, as many as fit; -EINVAL: not even one. */
static long
get(struct state *s, char *buf, size_t size)
{
	struct inotify_event e;
	size_t done = 0;
	uint32_t n;

	while (s->head != s->tail) {
		ring_get(s, s->head, &e, sizeof e);
		n = (uint32_t)sizeof e + e.len;
		if (done + n > size)
			return done > 0 ? (long)done : -EINVAL;
		ring_get(s, s->head, buf + done, n);
		if (e.mask & IN_Q_OVERFLOW)
			s->overflown = 0;
		done += n;
		s->head += n;
	}
	return (long)done;
}

/* --- watches --- */

static struct watch *
watch_of(struct state *s, int wd)
{
	for (struct watch *w = s->watch; w < s->watch + WATCHES; w++)
		if (w->wd == wd && wd != 0)
			return w;
	return NULL;
}

static void
watch_drop(struct state *s, struct watch *w)
{
	put(s, w->wd, IN_IGNORED, 0, NULL);
	w->wd = 0;
}

/* An event that somebody wants; the last of a watch for one only. */
static void
report(struct state *s, struct watch *w, uint32_t mask, uint32_t cookie,
    const char *name)
{
	if (w->wd == 0 || !(w->mask & mask & IN_ALL_EVENTS))
		return;
	put(s, w->wd, mask, cookie, w->name_at != 0 ? NULL : name);
	if (w->mask & IN_ONESHOT)
		watch_drop(s, w);
}

/* --- what the system tells --- */

struct telling {
	struct state *s;
	struct watch *w;
	struct source *src;
};

/* Attributes of an entry; 0 if it is not there any more. */
static uint32_t
attributes_of(const struct source *src, const struct nt_name *name)
{
	struct nt_open_args a = {
		.root = nt_watch_folder(src->data),
		.name = *name,
		.access = NT_READ_ATTRIBUTES,
		.disposition = NT_OPEN,
		.options = NT_OPEN_REPARSE_POINT,
	};
	uint32_t attributes = 0;
	uint64_t size;
	nt_handle h;

	if (nt_open(&h, &a) < 0)
		return 0;
	if (nt_brief(h, &attributes, &size) < 0)
		attributes = 0;
	nt_close(h);
	return attributes;
}

static uint32_t
dir_bit(const struct telling *t, const struct nt_name *name)
{
	return attributes_of(t->src, name) & NT_ATTR_DIRECTORY ? IN_ISDIR : 0;
}

/* Closing is not told: a file that rests for a moment is taken for closed. */
static void
note_closing(const struct telling *t, const char *name)
{
	struct closing *c, *use = t->src->closing;

	if (!(t->w->mask & IN_CLOSE_WRITE))
		return;
	for (c = t->src->closing; c < t->src->closing + CLOSING; c++) {
		if (c->due != 0 && strcmp(c->name, name) == 0) {
			use = c;
			break;
		}
		if (c->due < use->due)
			use = c;
	}
	if (use->due != 0 && strcmp(use->name, name) != 0)
		report(t->s, t->w, IN_CLOSE_WRITE, 0, use->name);
	strcpy(use->name, name);
	use->due = nt_clock_monotonic() + QUIET;
}

static void
tell_folder(struct telling *t, enum nt_change what, const char *name,
    const struct nt_name *nt)
{
	uint32_t wanted = t->w->mask;
	struct source *src = t->src;

	switch (what) {
	case NT_CHANGE_ADDED:
		/* It may have come from another folder: that is not told. */
		report(t->s, t->w, (wanted & IN_CREATE ? IN_CREATE :
		    IN_MOVED_TO) | dir_bit(t, nt), 0, name);
		break;
	case NT_CHANGE_REMOVED:
		report(t->s, t->w, wanted & IN_DELETE ? IN_DELETE :
		    IN_MOVED_FROM, 0, name);
		break;
	case NT_CHANGE_MODIFIED:
		/* A folder that is changed tells by its own watch. */
		if (dir_bit(t, nt) != 0)
			break;
		report(t->s, t->w, IN_MODIFY, 0, name);
		note_closing(t, name);
		break;
	case NT_CHANGE_OLD_NAME:
		strcpy(src->old, name);
		src->cookie = ++t->s->last_cookie;
		break;
	case NT_CHANGE_NEW_NAME:
		if (src->cookie != 0)
			report(t->s, t->w, IN_MOVED_FROM | dir_bit(t, nt),
			    src->cookie, src->old);
		report(t->s, t->w, IN_MOVED_TO | dir_bit(t, nt),
		    src->cookie != 0 ? src->cookie : ++t->s->last_cookie,
		    name);
		src->cookie = 0;
		break;
	}
}

static int
is_ours(const struct watch *w, const struct nt_name *nt)
{
	size_t n = w->units - w->name_at;

	return w->name_at != 0 && nt->units == n &&
	    memcmp(w->name + w->name_at, nt->text, 2 * n) == 0;
}

/* It is no more. */
static void
gone(struct state *s, struct watch *w)
{
	report(s, w, IN_DELETE_SELF, 0, NULL);
	if (w->wd != 0)
		watch_drop(s, w);
}

static void
follow(struct watch *w, const struct nt_name *nt)
{
	if (w->name_at + nt->units > NAME_UNITS)
		return;
	memcpy(w->name + w->name_at, nt->text, 2 * nt->units);
	w->units = (uint16_t)(w->name_at + nt->units);
}

static void
tell_file(struct telling *t, enum nt_change what, const char *name,
    const struct nt_name *nt)
{
	int ours = is_ours(t->w, nt);

	if (what == NT_CHANGE_OLD_NAME) {
		t->src->was_ours = ours;
		return;
	}
	if (what == NT_CHANGE_NEW_NAME && t->src->was_ours) {
		t->src->was_ours = 0;
		report(t->s, t->w, IN_MOVE_SELF, 0, NULL);
		follow(t->w, nt);
		return;
	}
	if (!ours)
		return;
	if (what == NT_CHANGE_MODIFIED) {
		report(t->s, t->w, IN_MODIFY, 0, NULL);
		note_closing(t, name);
	} else if (what != NT_CHANGE_ADDED) {
		gone(t->s, t->w);	/* removed, or another is in its place */
	}
}

static int
is_hidden(const char *name)
{
	return strncmp(name, HIDDEN, sizeof HIDDEN - 1) == 0;
}

/*
 * What remove.c moves aside is removed to everybody else, and what takes its
 * own name from there is new.  1: told already, or nobody's business.
 */
static int
tell_hidden(struct telling *t, enum nt_change *what, char *name)
{
	struct source *src = t->src;
	int hidden = is_hidden(name);

	if (*what == NT_CHANGE_OLD_NAME) {
		src->was_hidden = hidden;
		return hidden;
	}
	if (*what == NT_CHANGE_NEW_NAME) {
		if (src->was_hidden && !hidden)
			*what = NT_CHANGE_ADDED;
		if (hidden && src->was_ours)
			gone(t->s, t->w);
		else if (hidden && src->cookie != 0)
			report(t->s, t->w, t->w->mask & IN_DELETE ?
			    IN_DELETE : IN_MOVED_FROM, 0, src->old);
		if (hidden)
			src->cookie = (uint32_t)(src->was_ours = 0);
		src->was_hidden = 0;
	}
	return hidden;
}

static void
tell(enum nt_change what, const struct nt_name *nt, void *arg)
{
	struct telling *t = arg;
	char name[NAME_MAX + 1];
	size_t n = path_name_from_nt(name, NAME_MAX, nt->text, nt->units);

	if (n > NAME_MAX || t->w->wd == 0)
		return;
	name[n] = '\0';
	if (tell_hidden(t, &what, name))
		return;
	if (t->w->name_at != 0)
		tell_file(t, what, name, nt);
	else
		tell_folder(t, what, name, nt);
}

static void
tell_attributes(enum nt_change what, const struct nt_name *nt, void *arg)
{
	struct telling *t = arg;
	char name[NAME_MAX + 1];
	size_t n = path_name_from_nt(name, NAME_MAX, nt->text, nt->units);

	if (n > NAME_MAX || what != NT_CHANGE_MODIFIED ||
	    (t->w->name_at != 0 && !is_ours(t->w, nt)))
		return;
	name[n] = '\0';
	if (!is_hidden(name))
		report(t->s, t->w, IN_ATTRIB | (t->w->name_at != 0 ? 0 :
		    dir_bit(t, nt)), 0, name);
}

/* --- listening --- */

static void
source_end(struct source *src)
{
	if (src->data != NULL)
		nt_watch_end(src->data);
	if (src->attributes != NULL)
		nt_watch_end(src->attributes);
	mm_free(src);
}

/* valid: they are this process'. */
static void
forget_sources(struct inotify *in, int valid)
{
	struct source *src;

	while ((src = in->sources) != NULL) {
		in->sources = src->next;
		if (valid)
			source_end(src);
		else
			mm_free(src);
	}
}

static int
source_begin(struct inotify *in, const struct watch *w)
{
	struct source *src = mm_zalloc(sizeof *src);
	struct nt_name folder = { w->name, w->units };
	int e;

	if (src == NULL)
		return -ENOMEM;
	if (w->name_at != 0)
		folder.units = w->name_at - 1u;
	e = nt_watch_begin(&src->data, &folder, 0);
	if (e == 0 && w->mask & IN_ATTRIB)
		e = nt_watch_begin(&src->attributes, &folder, 1);
	if (e < 0) {
		source_end(src);
		return e;
	}
	src->wd = w->wd;
	src->look = nt_clock_monotonic() + SELF_EVERY;
	src->next = in->sources;
	in->sources = src;
	return 0;
}

static struct source *
source_of(struct inotify *in, int wd)
{
	struct source *src;

	for (src = in->sources; src != NULL && src->wd != wd; src = src->next)
		continue;
	return src;
}

/* Sources for all watches, and for nothing else. */
static void
agree(struct inotify *in)
{
	struct source **at = &in->sources, *src;
	struct state *s = in->s;

	while ((src = *at) != NULL) {
		if (watch_of(s, src->wd) != NULL) {
			at = &src->next;
			continue;
		}
		*at = src->next;
		source_end(src);
	}
	for (struct watch *w = s->watch; w < s->watch + WATCHES; w++) {
		if (w->wd == 0)
			continue;
		src = source_of(in, w->wd);
		if (src == NULL && source_begin(in, w) < 0)
			gone(s, w);
		else if (src != NULL && w->mask & IN_ATTRIB &&
		    src->attributes == NULL) {
			struct nt_name folder = { w->name, w->name_at != 0 ?
			    w->name_at - 1u : w->units };

			nt_watch_begin(&src->attributes, &folder, 1);
		}
	}
}

/* Is it still where it was?  A folder may only wait for this to let go. */
static void
look_after(struct state *s, struct watch *w, const struct source *src)
{
	struct nt_stat st;
	struct nt_open_args a = {
		.name = { w->name, w->units },
		.access = NT_READ_ATTRIBUTES,
		.disposition = NT_OPEN,
	};
	uint64_t ino = 0;
	nt_handle h;
	int e;

	if (w->name_at == 0 && nt_stat(nt_watch_folder(src->data), &st) == 0 &&
	    st.links == 0) {
		gone(s, w);
		return;
	}
	e = nt_open(&h, &a);

	if (e == 0) {
		e = nt_file_id(h, &ino);
		nt_close(h);
	}
	if (e == -ENOENT || e == -ENOTDIR || (e == 0 && ino != w->ino))
		gone(s, w);
}

static void
listen_to(struct state *s, struct source *src)
{
	struct telling t = { s, watch_of(s, src->wd), src };
	int64_t now = nt_clock_monotonic();
	int r;

	if (t.w == NULL)
		return;
	while ((r = nt_watch_take(src->data, tell, &t)) > 0)
		continue;
	if (src->cookie != 0) {		/* it went to another folder */
		report(s, t.w, IN_MOVED_FROM, src->cookie, src->old);
		src->cookie = 0;
	}
	while (r != -ENOENT && src->attributes != NULL &&
	    nt_watch_take(src->attributes, tell_attributes, &t) > 0)
		continue;
	if (r == -EOVERFLOW)
		put(s, -1, IN_Q_OVERFLOW, 0, NULL);
	else if (r < 0 && t.w->wd != 0)
		gone(s, t.w);
	for (int i = 0; i < CLOSING; i++)
		if (src->closing[i].due != 0 && src->closing[i].due <= now) {
			src->closing[i].due = 0;
			report(s, t.w, IN_CLOSE_WRITE, 0,
			    src->closing[i].name);
		}
	if (t.w->wd != 0 && src->look <= now) {
		src->look = now + SELF_EVERY;
		look_after(s, t.w, src);
	}
}

/* This process' part, made or made anew; -ENOMEM. */
static int
part_of(struct file *f, struct inotify **out)
{
	struct inotify *in = f->private;
	void *p = NULL;
	int e;

	if (in == NULL && (f->private = in = mm_zalloc(sizeof *in)) == NULL)
		return -ENOMEM;
	*out = in;
	if (in->token == fd_process_token())
		return 0;
	forget_sources(in, 0);
	if ((e = nt_section_map(f->handle, &p, sizeof(struct state), 0,
	    NT_MEM_READ | NT_MEM_WRITE)) < 0)
		return e;
	in->s = p;
	in->token = fd_process_token();
	return 0;
}

/* Takes the lock, and listens from now on if another process did. */
static int
enter(struct file *f, struct inotify **out)
{
	struct state *s;
	int e, any = 0;

	thr_may_block();	/* a child in place has its parent's */
	lock_acquire(&inotify_lock);
	e = part_of(f, out);
	lock_release(&inotify_lock);
	if (e < 0)
		return e;
	s = (*out)->s;
	proc_word_lock(&s->lock, &inotify_lock);
	if (s->listener == (*out)->token)
		return 0;
	forget_sources(*out, 1);
	for (int i = 0; i < WATCHES; i++)
		any |= s->watch[i].wd;
	if (s->listener != 0 && any)
		put(s, -1, IN_Q_OVERFLOW, 0, NULL);
	s->listener = (*out)->token;
	return 0;
}

static void
leave(struct inotify *in)
{
	proc_word_unlock(&in->s->lock, &inotify_lock);
}

static void
collect(struct inotify *in)
{
	agree(in);
	for (struct source *src = in->sources; src != NULL; src = src->next)
		listen_to(in->s, src);
	agree(in);
}

/* --- the file --- */

#define LOOK_AGAIN	(100 * MS)

/* What to wait for; the lock is held. */
static unsigned
events_of(struct inotify *in, nt_handle h[NT_WAIT_MAX / 2])
{
	unsigned n = 0;

	for (struct source *src = in->sources; src != NULL &&
	    n + 2 <= NT_WAIT_MAX / 2; src = src->next) {
		h[n++] = nt_watch_event(src->data);
		if (src->attributes != NULL)
			h[n++] = nt_watch_event(src->attributes);
	}
	return n;
}

/* inotify(7): EINVAL (no room for an event), EAGAIN, EINTR. */
static long
inotify_read(struct file *f, void *buf, size_t n, off_t offset)
{
	nt_handle h[NT_WAIT_MAX / 2];
	struct inotify *in;
	unsigned events;
	long r;
	int e;

	for (;;) {
		if ((e = enter(f, &in)) < 0)
			return e;
		collect(in);
		r = get(in->s, buf, n);
		events = events_of(in, h);
		leave(in);
		if (r != 0)
			return r;
		if (n < sizeof(struct inotify_event))
			return -EINVAL;
		if (fd_status(f) & O_NONBLOCK)
			return -EAGAIN;
		if (thr_wait(h, events, nt_clock_monotonic() +
		    LOOK_AGAIN) == -EINTR)
			return -EINTR;
	}
}

static int
inotify_poll(struct file *f, int events)
{
	struct inotify *in;
	int ready;

	if (enter(f, &in) < 0)
		return POLLERR;
	collect(in);
	ready = in->s->head != in->s->tail ? POLLIN | POLLRDNORM : 0;
	leave(in);
	return events & ready;
}

static int
inotify_ioctl(struct file *f, int request, void *arg)
{
	struct inotify *in;
	int e;

	if (request != FIONREAD)
		return -ENOTTY;
	if ((e = enter(f, &in)) < 0)
		return e;
	collect(in);
	*(int *)arg = (int)(in->s->tail - in->s->head);
	leave(in);
	return 0;
}

static int
inotify_stat(struct file *f, struct stat *st)
{
	return fd_device_stat(f, st, MINOR_INOTIFY);
}

static void
inotify_close(struct file *f)
{
	struct inotify *in = f->private;

	if (in != NULL) {
		forget_sources(in, in->token == fd_process_token());
		if (in->token == fd_process_token())
			nt_section_unmap(in->s);
		mm_free(in);
	}
	nt_close(f->handle);
}

const struct file_ops inotify_ops = {
	.name = "inotify",
	.type = S_IFCHR,
	.read = inotify_read,
	.write = fd_no_write,
	.seek = fd_no_seek,
	.stat = inotify_stat,
	.truncate = fd_no_truncate,
	.sync = fd_no_sync,
	.chmod = fd_no_chmod,
	.utimens = fd_no_utimens,
	.statvfs = fd_no_statvfs,
	.readdir = fd_no_readdir,
	.poll = inotify_poll,
	.nonblock = fd_any_nonblock,
	.ioctl = inotify_ioctl,
	.close = inotify_close,
};

int
file_inotify(struct file **out, int flags)
{
	nt_handle h;
	int e;

	if ((e = nt_section_create(&h, sizeof(struct state), 1)) < 0)
		return e;
	if ((*out = file_new(&inotify_ops, h, O_RDONLY | flags)) == NULL) {
		nt_close(h);
		return -ENOMEM;
	}
	return 0;
}

/* With the lock: a watch for what st and p tell, or the one there is. */
static int
watch_add(struct state *s, const struct path *p, const struct stat *st,
    uint32_t mask)
{
	struct watch *w, *free_one = NULL;
	size_t at = 0;

	for (w = s->watch; w < s->watch + WATCHES; w++) {
		if (w->wd == 0)
			free_one = w;
		else if (w->ino == st->st_ino && w->dev == st->st_dev)
			break;
	}
	if (w < s->watch + WATCHES) {
		if (mask & IN_MASK_CREATE)
			return -EEXIST;
		w->mask = mask & IN_MASK_ADD ? w->mask | mask : mask;
		return w->wd;
	}
	if ((w = free_one) == NULL)
		return -ENOSPC;
	if (!S_ISDIR(st->st_mode))
		for (at = p->nt_units; at > 0 && p->nt[at - 1] != '\\'; at--)
			continue;
	memcpy(w->name, p->nt, 2 * p->nt_units);
	w->units = (uint16_t)p->nt_units;
	w->name_at = (uint16_t)at;
	w->mask = mask;
	w->ino = st->st_ino;
	w->dev = (uint32_t)st->st_dev;
	w->wd = ++s->last_wd;
	return w->wd;
}

int
file_inotify_add(struct file *f, struct path *p, uint32_t mask)
{
	struct inotify *in;
	struct stat st;
	int e;

	if (f->ops != &inotify_ops || !(mask & IN_ALL_EVENTS) ||
	    (mask & IN_MASK_ADD && mask & IN_MASK_CREATE))
		return -EINVAL;
	if ((e = file_stat(p, &st)) < 0)
		return e;
	if (mask & IN_ONLYDIR && !S_ISDIR(st.st_mode))
		return -ENOTDIR;
	if (p->kind != PATH_DISK)
		return -ENOTSUP;
	if (p->nt_units > NAME_UNITS)
		return -ENAMETOOLONG;
	if ((e = enter(f, &in)) < 0)
		return e;
	e = watch_add(in->s, p, &st, mask);
	if (e > 0)
		agree(in);
	if (e > 0 && watch_of(in->s, e) == NULL)
		e = -ENOENT;
	leave(in);
	return e;
}

int
file_inotify_remove(struct file *f, int wd)
{
	struct inotify *in;
	struct watch *w;
	int e;

	if (f->ops != &inotify_ops)
		return -EINVAL;
	if ((e = enter(f, &in)) < 0)
		return e;
	collect(in);
	w = watch_of(in->s, wd);
	if (w != NULL)
		watch_drop(in->s, w);
	agree(in);
	leave(in);
	return w != NULL ? 0 : -EINVAL;
}
