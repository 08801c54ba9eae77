/* SPDX-License-Identifier: BSD-2-Clause */
/* Watches of inotify, and the ring of events that wait. */
#include "file/inotify_impl.h"

#include <string.h>
#include <sys/inotify.h>

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
ring_reverse(struct state *s, uint32_t from, uint32_t to)
{
	char *a, *b, c;

	while (to - from > 1) {
		a = &s->queue[from++ % QUEUE];
		b = &s->queue[--to % QUEUE];
		c = *a;
		*a = *b;
		*b = c;
	}
}

/* The last event is one name of a move: is the other there already? */
static void
put_in_order(struct state *s, uint32_t cookie)
{
	struct inotify_event e;
	uint32_t at = s->head;

	if (s->turn - s->head > s->tail - s->head)
		return;
	for (; at != s->turn; at += (uint32_t)sizeof e + e.len) {
		ring_get(s, at, &e, sizeof e);
		if (e.cookie == cookie && e.mask & IN_MOVED_TO)
			break;
	}
	if (at == s->turn)
		return;
	ring_reverse(s, at, s->turn);
	ring_reverse(s, s->turn, s->tail);
	ring_reverse(s, at, s->tail);
	s->turn = s->last = s->tail;
}

void
inotify_put(struct state *s, int wd, uint32_t mask, uint32_t cookie,
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
	if (v.e.mask & IN_MOVED_FROM && cookie != 0)
		put_in_order(s, cookie);
}

long
inotify_get(struct state *s, char *buf, size_t size)
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

struct watch *
inotify_watch_of(struct state *s, int wd)
{
	for (struct watch *w = s->watch; w < s->watch + WATCHES; w++)
		if (w->wd == wd && wd != 0)
			return w;
	return NULL;
}

void
inotify_drop(struct state *s, struct watch *w)
{
	inotify_put(s, w->wd, IN_IGNORED, 0, NULL);
	w->wd = 0;
}

void
inotify_report(struct state *s, struct watch *w, uint32_t mask,
    uint32_t cookie, const char *name)
{
	if (w->wd == 0 || !(w->mask & mask & IN_ALL_EVENTS))
		return;
	inotify_put(s, w->wd, mask, cookie, w->name_at != 0 ? NULL : name);
	if (w->mask & IN_ONESHOT)
		inotify_drop(s, w);
}

void
inotify_gone(struct state *s, struct watch *w)
{
	inotify_report(s, w, IN_DELETE_SELF, 0, NULL);
	if (w->wd != 0)
		inotify_drop(s, w);
}

/*
 * Does it lie in what was called from, or is it that?  Then it goes along.  Of
 * a file the system tells (inotify_tell.c).
 */
static int
goes_along(struct watch *w, const struct nt_name *from,
    const struct nt_name *to)
{
	size_t rest;

	if (w->wd == 0 || w->units < from->units ||
	    memcmp(w->name, from->text, 2 * from->units) != 0 ||
	    (w->units > from->units ? w->name[from->units] != '\\' :
	    w->name_at != 0))
		return 0;
	rest = w->units - from->units;
	if (to->units + rest > NAME_UNITS)
		return 0;
	memmove(w->name + to->units, w->name + from->units, 2 * rest);
	memcpy(w->name, to->text, 2 * to->units);
	if (w->name_at != 0)
		w->name_at = (uint16_t)(w->name_at + to->units - from->units);
	w->units = (uint16_t)(to->units + rest);
	w->folder = inotify_folder(w->name, w->units);
	return rest == 0 ? 2 : 1;
}

void
inotify_follow(struct state *s, const struct nt_name *from,
    const struct nt_name *to)
{
	for (struct watch *w = s->watch; w < s->watch + WATCHES; w++)
		if (goes_along(w, from, to) == 2)
			inotify_report(s, w, IN_MOVE_SELF, 0, NULL);
}
