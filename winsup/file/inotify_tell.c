/* SPDX-License-Identifier: BSD-2-Clause */
/* What the system tells of a folder, as events of inotify. */
#include "file/inotify_impl.h"

#include <string.h>
#include <sys/inotify.h>

#define HIDDEN		".isthmus-"	/* names of remove.c */

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
		inotify_report(t->s, t->w, IN_CLOSE_WRITE, 0, use->name);
	strcpy(use->name, name);
	use->due = nt_clock_monotonic() + QUIET;
}

void
inotify_is_closed(struct source *src, const char *name)
{
	for (int i = 0; i < CLOSING; i++)
		if (src->closing[i].due != 0 &&
		    strcmp(src->closing[i].name, name) == 0)
			src->closing[i].due = 0;
}

/* What one of our programs said that it would do with that name: a mask. */
static uint32_t
hint_of(const struct telling *t, const char *name, uint32_t mask,
    uint32_t *cookie)
{
	struct source *src = t->src;
	struct fd_note n = { .folder = t->w->folder, .mask = mask };
	uint32_t number;

	strcpy(n.name, name);
	if (!fd_hint_find(&n, src->hints, src->used, HINTS, &number))
		return 0;
	src->used[src->n_used++ % HINTS] = number;
	*cookie = n.cookie;
	return n.mask;
}

/* The system does not tell whether it has come from another folder. */
static void
tell_added(const struct telling *t, const char *name,
    const struct nt_name *nt)
{
	uint32_t cookie = 0, mask = hint_of(t, name, IN_MOVED_TO | IN_CREATE,
	    &cookie);

	if (mask == 0)
		mask = t->w->mask & IN_CREATE ? IN_CREATE : IN_MOVED_TO;
	inotify_report(t->s, t->w, (mask & (IN_CREATE | IN_MOVED_TO)) |
	    dir_bit(t, nt), mask & IN_MOVED_TO ? cookie : 0, name);
}

static void
tell_removed(const struct telling *t, const char *name)
{
	uint32_t cookie = 0, mask = hint_of(t, name, IN_MOVED_FROM | IN_DELETE,
	    &cookie);

	if (mask == 0)
		mask = t->w->mask & IN_DELETE ? IN_DELETE : IN_MOVED_FROM;
	inotify_report(t->s, t->w, mask, mask & IN_MOVED_FROM ? cookie : 0,
	    name);
}

static void
tell_folder(struct telling *t, enum nt_change what, const char *name,
    const struct nt_name *nt)
{
	struct source *src = t->src;

	switch (what) {
	case NT_CHANGE_ADDED:
		tell_added(t, name, nt);
		break;
	case NT_CHANGE_REMOVED:
		tell_removed(t, name);
		break;
	case NT_CHANGE_MODIFIED:
		/* A folder that is changed tells by its own watch. */
		if (dir_bit(t, nt) != 0)
			break;
		inotify_report(t->s, t->w, IN_MODIFY, 0, name);
		note_closing(t, name);
		break;
	case NT_CHANGE_OLD_NAME:
		strcpy(src->old, name);
		src->cookie = ++t->s->last_cookie;
		break;
	case NT_CHANGE_NEW_NAME:
		if (src->cookie != 0)
			inotify_report(t->s, t->w, IN_MOVED_FROM |
			    dir_bit(t, nt), src->cookie, src->old);
		inotify_report(t->s, t->w, IN_MOVED_TO | dir_bit(t, nt),
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
		inotify_report(t->s, t->w, IN_MOVE_SELF, 0, NULL);
		follow(t->w, nt);
		return;
	}
	if (!ours || t->src->ours_between)
		return;
	if (what == NT_CHANGE_MODIFIED) {
		inotify_report(t->s, t->w, IN_MODIFY, 0, NULL);
		note_closing(t, name);
	} else if (what != NT_CHANGE_ADDED) {
		/* Removed, or another is in its place. */
		inotify_gone(t->s, t->w);
	}
}

/* The kind of such a name (aside.c), or 0. */
static int
is_hidden(const char *name)
{
	return strncmp(name, HIDDEN, sizeof HIDDEN - 1) == 0 ?
	    (unsigned char)name[strlen(name) - 1] : 0;
}

/* It has left its name, and is to be seen again only if it is exchanged. */
static void
tell_aside(struct telling *t, int kind)
{
	struct source *src = t->src;

	if (src->was_ours && kind == ASIDE_BETWEEN)
		src->ours_between = 1;
	else if (src->was_ours)
		inotify_gone(t->s, t->w);
	else if (src->cookie != 0 && kind == ASIDE_BETWEEN) {
		inotify_report(t->s, t->w, IN_MOVED_FROM, src->cookie,
		    src->old);
		src->between = src->cookie;
	} else if (src->cookie != 0)
		tell_removed(t, src->old);
	src->cookie = 0;
	src->was_ours = 0;
}

/* It comes out of an exchange under the other name. */
static void
tell_exchanged(struct telling *t, const char *name, const struct nt_name *nt)
{
	struct source *src = t->src;

	if (t->w->name_at == 0)
		inotify_report(t->s, t->w, IN_MOVED_TO | dir_bit(t, nt),
		    src->between != 0 ? src->between : ++t->s->last_cookie,
		    name);
	else if (src->ours_between) {
		inotify_report(t->s, t->w, IN_MOVE_SELF, 0, NULL);
		follow(t->w, nt);
	}
	src->between = 0;
	src->ours_between = 0;
}

/*
 * What remove.c moves aside is removed to everybody else, and what takes its
 * own name from there is new.  1: told already, or nobody's business.
 */
static int
tell_hidden(struct telling *t, enum nt_change *what, const char *name,
    const struct nt_name *nt)
{
	struct source *src = t->src;
	int hidden = is_hidden(name), was = src->was_hidden;

	if (*what == NT_CHANGE_OLD_NAME) {
		src->was_hidden = hidden;
		return hidden;
	}
	if (*what != NT_CHANGE_NEW_NAME)
		return hidden;
	src->was_hidden = 0;
	if (hidden)
		tell_aside(t, hidden);
	else if (was == ASIDE_BETWEEN)
		tell_exchanged(t, name, nt);
	else if (was)
		*what = NT_CHANGE_ADDED;
	return hidden || was == ASIDE_BETWEEN;
}

void
inotify_tell(enum nt_change what, const struct nt_name *nt, void *arg)
{
	struct telling *t = arg;
	char name[NAME_MAX + 1];
	size_t n = path_name_from_nt(name, NAME_MAX, nt->text, nt->units);

	if (n > NAME_MAX || t->w->wd == 0)
		return;
	name[n] = '\0';
	if (tell_hidden(t, &what, name, nt))
		return;
	if (t->w->name_at != 0)
		tell_file(t, what, name, nt);
	else
		tell_folder(t, what, name, nt);
}

void
inotify_tell_attributes(enum nt_change what, const struct nt_name *nt,
    void *arg)
{
	struct telling *t = arg;
	char name[NAME_MAX + 1];
	size_t n = path_name_from_nt(name, NAME_MAX, nt->text, nt->units);

	if (n > NAME_MAX || what != NT_CHANGE_MODIFIED ||
	    (t->w->name_at != 0 && !is_ours(t->w, nt)))
		return;
	name[n] = '\0';
	if (!is_hidden(name))
		inotify_report(t->s, t->w, IN_ATTRIB | (t->w->name_at != 0 ? 0 :
		    dir_bit(t, nt)), 0, name);
}
