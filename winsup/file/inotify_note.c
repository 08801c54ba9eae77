/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the system tells nobody: that our programs open, read and close files.
 * They say it themselves (fd/notes.c), to who watches.  Whether anybody does
 * is a word in memory that every process has mapped; where nobody does it
 * costs the look at it.
 */
#include "file/inotify_impl.h"

#include <fcntl.h>
#include <string.h>
#include <sys/inotify.h>

#include "mm/room.h"

/* By the letters alone, whatever their case. */
uint64_t
inotify_folder(const uint16_t *nt, size_t units)
{
	uint64_t h = 14695981039346656037u;

	while (units > 0 && nt[units - 1] == '\\')
		units--;
	for (size_t i = 0; i < units; i++)
		h = (h ^ (nt[i] >= 'A' && nt[i] <= 'Z' ? nt[i] + 32u :
		    nt[i])) * 1099511628211u;
	return h;
}

/* What was said of who has gone is taken back. */
static int
is_wanted(uint32_t mask)
{
	uint32_t wanted = fd_notes_wanted();

	if (wanted == 0)
		fd_notes_agree(modes_watched());
	return (wanted & mask) != 0;
}

/* n is of what p names: the folder, and the name in it.  0: too long. */
static int
set_name(struct fd_note *n, const struct path *p)
{
	size_t at = path_last_name(p), len;

	len = path_name_from_nt(n->name, NAME_MAX, p->nt + at,
	    p->nt_units - at);
	if (len > NAME_MAX)
		return 0;
	n->name[len] = '\0';
	n->folder = inotify_folder(p->nt, at);
	return 1;
}

static int
note_of(nt_handle h, const char *posix, int drive, uint32_t mask,
    struct fd_note *n)
{
	struct path *p;
	int known = 0;

	if (!is_wanted(mask) || nt_file_id(h, &n->ino) < 0 ||
	    (p = mm_alloc(sizeof *p)) == NULL)
		return 0;
	if (path_resolve_outer(p, posix) == 0 && p->kind == PATH_DISK) {
		known = set_name(n, p);
		n->dev = disk_device(h, drive, NULL);
		n->mask = mask;
		n->cookie = 0;
	}
	mm_free(p);
	return known;
}

static int
open_note_of(struct file *f, uint32_t mask, struct fd_note *n)
{
	return f->path != NULL && (f->flags & O_PATH) == 0 &&
	    note_of(f->handle, f->path, f->drive, mask |
	    (S_ISDIR(f->ops->type) ? IN_ISDIR : 0), n);
}

void
inotify_note_name(nt_handle h, const char *posix, int drive, uint32_t mask)
{
	struct fd_note n;

	if (posix != NULL && note_of(h, posix, drive, mask, &n))
		fd_note_put(&n);
}

void
inotify_note(struct file *f, uint32_t mask)
{
	struct fd_note n;

	if (open_note_of(f, mask, &n))
		fd_note_put(&n);
}

void
disk_close(struct file *f)
{
	uint32_t mask = (f->flags & O_ACCMODE) == O_RDONLY ?
	    IN_CLOSE_NOWRITE : IN_CLOSE_WRITE;
	struct fd_note n;
	int told = is_watched(mask) && !fd_goes_on(f) &&
	    open_note_of(f, mask, &n);

	/* Behind what the system tells of it until it is closed. */
	fd_close_handle(f);
	if (told)
		fd_note_put(&n);
}

static void
tell_end(int fd, struct file *f, int fd_flags, void *arg)
{
	if ((f->ops == &disk_ops || f->ops == &dir_ops) && !fd_goes_on(f))
		inotify_note(f, (f->flags & O_ACCMODE) == O_RDONLY ?
		    IN_CLOSE_NOWRITE : IN_CLOSE_WRITE);
}

void
file_tell_exit(void)
{
	if (is_watched(IN_CLOSE))
		fd_each(tell_end, NULL);
}

/* --- what is about to be done --- */

/* Cookies of a watch's own are small. */
static uint32_t
new_cookie(void)
{
	static volatile uint32_t last;	/* atomic; fork class: copy */
	uint32_t n = __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);

	return 0x80000000u | (uint32_t)nt_clock_monotonic() << 8 | (n & 0xff);
}

static void
hint(const struct path *p, uint32_t mask, uint32_t cookie)
{
	struct fd_note n = { .mask = mask, .cookie = cookie };

	if (set_name(&n, p))
		fd_note_put(&n);
}

uint32_t
inotify_hint(const struct path *p, uint32_t mask)
{
	uint32_t cookie = 0;

	if (is_watched(mask) && is_wanted(mask))
		hint(p, mask, cookie = new_cookie());
	return cookie;
}

/* Of a rename in one folder the system tells both names. */
uint32_t
inotify_hint_move(const struct path *from, const struct path *to, int is_dir)
{
	uint32_t cookie, dir = is_dir ? IN_ISDIR : 0;
	size_t at = path_last_name(from);

	if (!is_watched(IN_MOVE) || !is_wanted(IN_MOVE) ||
	    (at == path_last_name(to) && memcmp(from->nt, to->nt, 2 * at) == 0))
		return 0;
	cookie = new_cookie();
	hint(from, IN_MOVED_FROM | dir, cookie);
	hint(to, IN_MOVED_TO | dir, cookie);
	return cookie;
}

/* --- who watches --- */

/* What a watch wants to be told, and hints it needs to know the rest. */
static uint32_t
wanted_by(const struct watch *w)
{
	uint32_t want = w->mask & NOTED;

	if (w->wd == 0)
		return 0;
	if (w->name_at == 0 && w->mask & (IN_MOVE | IN_CREATE | IN_DELETE))
		want |= IN_MOVE | IN_DELETE;
	if (w->name_at == 0 && (w->mask & IN_MOVED_TO) &&
	    !(w->mask & IN_CREATE))
		want |= IN_CREATE;
	return want;
}

static void
tell_watches(const struct fd_note *n, void *arg)
{
	struct inotify *in = arg;
	struct source *src;

	for (struct watch *w = in->s->watch; w < in->s->watch + WATCHES &&
	    n->cookie == 0; w++) {
		if (w->wd == 0)
			continue;
		if (w->ino == n->ino && w->dev == n->dev)
			inotify_report(in->s, w, n->mask, 0, NULL);
		else if (w->name_at != 0 || w->folder != n->folder)
			continue;
		else
			inotify_report(in->s, w, n->mask, 0, n->name);
		if ((n->mask & IN_CLOSE_WRITE) && w->wd != 0 &&
		    (src = inotify_source_of(in, w->wd)) != NULL)
			inotify_is_closed(src, n->name);
	}
}

void
inotify_take_notes(struct inotify *in, uint32_t upto)
{
	/* Hints that are lost make nothing lost. */
	if (in->s->noted != 0 && fd_notes_take(in->s->id, upto, tell_watches,
	    in) < 0 && (in->s->noted & NOTED) != 0)
		inotify_put(in->s, -1, IN_Q_OVERFLOW, 0, NULL);
}

_Static_assert(2 * WATCHES <= FD_INTERESTS, "two of each watch");

void
inotify_want_notes(struct inotify *in, int any)
{
	volatile uint32_t *watched = modes_watched();
	struct state *s = in->s;
	struct fd_interest of;
	uint32_t want = 0;

	memset(&of, 0, sizeof of);
	for (struct watch *w = s->watch; any && w < s->watch + WATCHES; w++) {
		if (wanted_by(w) == 0)
			continue;
		want |= wanted_by(w);
		of.of[of.n++] = w->ino;
		if (w->name_at == 0)
			of.of[of.n++] = w->folder;
	}
	if (want == s->noted && s->noted_by == in->token &&
	    memcmp(&of, &s->noted_of, sizeof of) == 0) {
		if (want != 0 && watched != NULL && (*watched & want) != want)
			fd_notes_agree(watched);
		return;
	}
	fd_notes_listen(s->id, want, &of);
	s->noted = want;
	s->noted_of = of;
	s->noted_by = in->token;
	fd_notes_agree(watched);
}
