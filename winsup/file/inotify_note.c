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
	volatile uint32_t *watched = modes_watched();
	uint32_t wanted = fd_notes_wanted();

	if (wanted == 0 && watched != NULL)
		*watched = 0;
	return (wanted & mask) != 0;
}

static int
note_of(nt_handle h, const char *posix, int drive, uint32_t mask,
    struct fd_note *n)
{
	struct path *p;
	size_t at, len;
	int known = 0;

	if (!is_wanted(mask) || nt_file_id(h, &n->ino) < 0 ||
	    (p = mm_alloc(sizeof *p)) == NULL)
		return 0;
	if (path_resolve_outer(p, posix) == 0 && p->kind == PATH_DISK) {
		for (at = p->nt_units; at > 0 && p->nt[at - 1] != '\\'; at--)
			continue;
		len = path_name_from_nt(n->name, NAME_MAX, p->nt + at,
		    p->nt_units - at);
		known = len <= NAME_MAX;
		if (known)
			n->name[len] = '\0';
		n->folder = inotify_folder(p->nt, at);
		n->dev = disk_device(h, drive, NULL);
		n->mask = mask;
	}
	mm_free(p);
	return known;
}

int
inotify_note_of(struct file *f, uint32_t mask, struct fd_note *n)
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

	if (inotify_note_of(f, mask, &n))
		fd_note_put(&n);
}

void
disk_close(struct file *f)
{
	uint32_t mask = (f->flags & O_ACCMODE) == O_RDONLY ?
	    IN_CLOSE_NOWRITE : IN_CLOSE_WRITE;
	struct fd_note n;
	int told = is_watched(mask) && !fd_goes_on(f) &&
	    inotify_note_of(f, mask, &n);

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

/* --- who watches --- */

static void
tell_watches(const struct fd_note *n, void *arg)
{
	struct inotify *in = arg;
	struct source *src;

	for (struct watch *w = in->s->watch; w < in->s->watch + WATCHES; w++) {
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
	if (in->s->noted != 0 && fd_notes_take(in->s->id, upto, tell_watches,
	    in) < 0)
		inotify_put(in->s, -1, IN_Q_OVERFLOW, 0, NULL);
}

_Static_assert(2 * WATCHES <= FD_INTERESTS, "two of each watch");

void
inotify_want_notes(struct inotify *in, int any)
{
	volatile uint32_t *watched = modes_watched();
	struct state *s = in->s;
	struct fd_interest of;
	uint32_t want = 0, all;

	memset(&of, 0, sizeof of);
	for (struct watch *w = s->watch; any && w < s->watch + WATCHES; w++) {
		if (w->wd == 0 || (w->mask & NOTED) == 0)
			continue;
		want |= w->mask & NOTED;
		of.of[of.n++] = w->ino;
		if (w->name_at == 0)
			of.of[of.n++] = w->folder;
	}
	if (want == s->noted && s->noted_by == in->token &&
	    memcmp(&of, &s->noted_of, sizeof of) == 0) {
		if (want != 0 && watched != NULL && (*watched & want) != want)
			*watched |= want;
		return;
	}
	all = fd_notes_listen(s->id, want, &of);
	s->noted = want;
	s->noted_of = of;
	s->noted_by = in->token;
	if (watched != NULL)
		*watched = all;
}
