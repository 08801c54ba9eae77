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
#include "file/inotify_impl.h"

#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>

#include "lib/keep.h"
#include "lib/lock.h"
#include "mm/room.h"
#include "nt/mem.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "thread/room.h"

#define MINOR_INOTIFY	21
#define SELF_EVERY	(250 * MS)	/* is what is watched still there? */

KEEP static struct lock inotify_lock = LOCK_INIT(LOCK_FILE, "inotify");

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
	src->hints = fd_notes_head();
	memset(src->used, -1, sizeof src->used);
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

struct source *
inotify_source_of(struct inotify *in, int wd)
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
		if (inotify_watch_of(s, src->wd) != NULL) {
			at = &src->next;
			continue;
		}
		*at = src->next;
		source_end(src);
	}
	for (struct watch *w = s->watch; w < s->watch + WATCHES; w++) {
		if (w->wd == 0)
			continue;
		src = inotify_source_of(in, w->wd);
		if (src == NULL && source_begin(in, w) < 0)
			inotify_gone(s, w);
		else if (src != NULL && w->mask & IN_ATTRIB &&
		    src->attributes == NULL) {
			struct nt_name folder = { w->name, w->name_at != 0 ?
			    w->name_at - 1u : w->units };

			nt_watch_begin(&src->attributes, &folder, 1);
		}
	}
	inotify_want_notes(in, 1);
}

/*
 * Is it still where it was?  A folder may only wait for this to let go.  Who
 * renames one says so behind that: what is missing is looked for once more.
 */
static void
look_after(struct state *s, struct watch *w, struct source *src)
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

	/* Somebody's name may be away for the moment. */
	if (disk_exchange_count() & 1)
		return;
	if (w->name_at == 0 && nt_stat(nt_watch_folder(src->data), &st) == 0 &&
	    st.links == 0) {
		inotify_gone(s, w);
		return;
	}
	e = nt_open(&h, &a);

	if (e == 0) {
		e = nt_file_id(h, &ino);
		nt_close(h);
	}
	if (e != -ENOENT && e != -ENOTDIR && (e < 0 || ino == w->ino))
		src->missing = 0;
	else if (src->missing++ > 0)
		inotify_gone(s, w);
}

static void
listen_to(struct state *s, struct source *src)
{
	struct telling t = { s, inotify_watch_of(s, src->wd), src };
	int64_t now = nt_clock_monotonic();
	int r;

	if (t.w == NULL)
		return;
	s->turn = s->tail;
	while ((r = nt_watch_take(src->data, inotify_tell, &t)) > 0)
		continue;
	if (src->cookie != 0) {		/* it went to another folder */
		inotify_report(s, t.w, IN_MOVED_FROM, src->cookie, src->old);
		src->cookie = 0;
	}
	while (r != -ENOENT && src->attributes != NULL &&
	    nt_watch_take(src->attributes, inotify_tell_attributes,
	    &t) > 0)
		continue;
	if (r == -EOVERFLOW)
		inotify_put(s, -1, IN_Q_OVERFLOW, 0, NULL);
	else if (r < 0 && t.w->wd != 0)
		inotify_gone(s, t.w);
	for (int i = 0; i < CLOSING; i++)
		if (src->closing[i].due != 0 && src->closing[i].due <= now) {
			src->closing[i].due = 0;
			inotify_report(s, t.w, IN_CLOSE_WRITE, 0,
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
	if (in->s->id == 0)
		in->s->id = fd_file_id(f);
	return 0;
}

/* Takes the lock, and listens from now on if another process did. */
static int
enter(struct file *f, struct inotify **out)
{
	struct state *s;
	int e, any = 0;

	thr_may_block();	/* a child in place has its parent's */
	file_moves_seen();
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
		inotify_put(s, -1, IN_Q_OVERFLOW, 0, NULL);
	s->listener = (*out)->token;
	return 0;
}

static void
leave(struct inotify *in)
{
	proc_word_unlock(&in->s->lock, &inotify_lock);
}

/* Only for who listens: another one has not followed so far. */
void
inotify_moved(struct file *f, const struct nt_name *from,
    const struct nt_name *to)
{
	struct inotify *in = f->private;

	if (f->ops != &inotify_ops || in == NULL ||
	    in->token != fd_process_token() || in->s == NULL)
		return;
	proc_word_lock(&in->s->lock, &inotify_lock);
	if (in->s->listener == in->token)
		inotify_follow(in->s, from, to);
	leave(in);
}

/*
 * Notes come behind what the system tells of the same files, as far as it has
 * told by now; asking it for anything makes it pass that on.
 */
static void
collect(struct inotify *in)
{
	uint32_t notes = fd_notes_head();

	agree(in);
	for (struct source *src = in->sources; src != NULL &&
	    in->s->noted != 0; src = src->next) {
		nt_handle h = nt_watch_event(src->data);

		nt_wait_handles(&h, 1, nt_clock_monotonic());
	}
	for (struct source *src = in->sources; src != NULL; src = src->next)
		listen_to(in->s, src);
	inotify_take_notes(in, notes);
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
		r = inotify_get(in->s, buf, n);
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
inotify_poll(struct file *f, int events, struct fd_rest *rest)
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
		if (in->token == fd_process_token()) {
			if (!fd_goes_on(f) && in->s->noted != 0)
				inotify_want_notes(in, 0);
			nt_section_unmap(in->s);
		}
		mm_free(in);
	}
	nt_close(f->handle);
}

const struct file_ops inotify_ops = {
	.name = "inotify",
	.type = S_IFCHR,
	.reads_into = 1,
	.read = inotify_read,
	.write = fd_no_write,
	.seek = fd_no_seek,
	.stat = inotify_stat,
	FD_NO_CHANGE_OPS,
	.readdir = fd_no_readdir,
	.poll = inotify_poll,
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
		at = path_last_name(p);
	memcpy(w->name, p->nt, 2 * p->nt_units);
	w->units = (uint16_t)p->nt_units;
	w->name_at = (uint16_t)at;
	w->mask = mask;
	w->folder = inotify_folder(p->nt, p->nt_units);
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
	if (e > 0 && inotify_watch_of(in->s, e) == NULL)
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
	w = inotify_watch_of(in->s, wd);
	if (w != NULL)
		inotify_drop(in->s, w);
	agree(in);
	leave(in);
	return w != NULL ? 0 : -EINVAL;
}
