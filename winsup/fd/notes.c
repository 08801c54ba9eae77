/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What our programs do to files that nobody else tells of: a ring in the
 * shared area, which who watches reads up to where he has not seen it.  Only
 * what somebody has said he wants is put there.
 */
#include "fd/room_impl.h"

#include <errno.h>
#include <string.h>

#include "nt/process.h"
#include "proc/room.h"

#define LOOK_EVERY	32	/* notes, whether who watches is still there */

static struct note_watcher *
watcher_of(struct fd_area *a, uint64_t id)
{
	for (unsigned i = 0; i < NOTE_WATCHERS; i++)
		if (a->watcher[i].id == id)
			return &a->watcher[i];
	return NULL;
}

static int
listens_to(const struct note_watcher *w, const struct fd_note *n)
{
	if (w->id == 0 || (w->mask & n->mask) == 0)
		return 0;
	for (uint64_t i = 0; i < w->interest.n; i++)
		if (w->interest.of[i] == n->folder ||
		    w->interest.of[i] == n->ino)
			return 1;
	return 0;
}

static int
somebody_listens(const struct fd_area *a, const struct fd_note *n)
{
	for (unsigned i = 0; i < NOTE_WATCHERS; i++)
		if (listens_to(&a->watcher[i], n))
			return 1;
	return 0;
}

static void
add_up(struct fd_area *a)
{
	uint32_t wanted = 0;

	for (unsigned i = 0; i < NOTE_WATCHERS; i++)
		if (a->watcher[i].id != 0)
			wanted |= a->watcher[i].mask;
	a->notes_wanted = wanted;
}

/* Those that were killed want nothing. */
static void
purge(struct fd_area *a)
{
	for (unsigned i = 0; i < NOTE_WATCHERS; i++)
		if (a->watcher[i].id != 0 && proc_process_gone(
		    a->watcher[i].winpid, a->watcher[i].started))
			a->watcher[i].id = 0;
	add_up(a);
}

uint32_t
fd_notes_wanted(void)
{
	struct fd_area *a = fd_area();

	return a != NULL ? a->notes_wanted : 0;
}

static int
same_note(const struct fd_note *a, const struct fd_note *b)
{
	return a->folder == b->folder && a->ino == b->ino &&
	    a->dev == b->dev && a->mask == b->mask &&
	    a->cookie == b->cookie &&
	    strcmp(a->name, b->name) == 0;
}

/* It repeats the last one, which is still waiting for all. */
static int
is_told(struct fd_area *a, const struct fd_note *n)
{
	uint32_t head = a->notes_head;

	if (head == 0 || !same_note(&a->note[(head - 1) % NOTES], n))
		return 0;
	for (unsigned i = 0; i < NOTE_WATCHERS; i++)
		if (a->watcher[i].id != 0 && a->watcher[i].seen == head)
			return 0;
	return 1;
}

void
fd_note_put(const struct fd_note *n)
{
	struct fd_area *a = fd_area();

	if (a == NULL)
		return;
	fd_area_lock(a);
	if (a->notes_puts++ % LOOK_EVERY == 0)
		purge(a);
	if (somebody_listens(a, n) && !is_told(a, n))
		a->note[a->notes_head++ % NOTES] = *n;
	fd_area_unlock(a);
}

void
fd_notes_agree(volatile uint32_t *watched)
{
	struct fd_area *a = fd_area();

	if (a == NULL || watched == NULL)
		return;
	fd_area_lock(a);
	*watched = a->notes_wanted;
	fd_area_unlock(a);
}

void
fd_notes_listen(uint64_t id, uint32_t mask, const struct fd_interest *t)
{
	const struct proc_entry *self = proc_self();
	struct fd_area *a = fd_area();
	struct note_watcher *w;

	if (a == NULL)
		return;
	fd_area_lock(a);
	if ((w = watcher_of(a, id)) == NULL) {
		purge(a);
		if ((w = watcher_of(a, 0)) != NULL)
			w->seen = a->notes_head;
	}
	if (w != NULL) {
		w->winpid = nt_process_id();
		w->started = self != NULL && self->winpid == w->winpid ?
		    self->started : 0;
		w->mask = mask;
		w->interest = *t;
		w->id = mask != 0 ? id : 0;
	}
	add_up(a);
	fd_area_unlock(a);
}

uint32_t
fd_notes_head(void)
{
	struct fd_area *a = fd_area();

	return a != NULL ? a->notes_head : 0;
}

int
fd_notes_take(uint64_t id, uint32_t upto, void (*fn)(const struct fd_note *,
    void *), void *arg)
{
	struct fd_area *a = fd_area();
	struct note_watcher *w;
	int e = 0;

	if (a == NULL)
		return 0;
	fd_area_lock(a);
	if ((w = watcher_of(a, id)) != NULL &&
	    (int32_t)(upto - w->seen) > 0) {
		if (a->notes_head - w->seen > NOTES)
			e = -EOVERFLOW;
		for (; e == 0 && w->seen != upto; w->seen++)
			fn(&a->note[w->seen % NOTES], arg);
		w->seen = upto;
	}
	fd_area_unlock(a);
	return e;
}

static int
is_used(uint32_t number, const uint32_t *used, unsigned n)
{
	while (n-- > 0)
		if (used[n] == number)
			return 1;
	return 0;
}

int
fd_hint_find(struct fd_note *n, uint32_t since, const uint32_t *used,
    unsigned n_used, uint32_t *number)
{
	struct fd_area *a = fd_area();
	const struct fd_note *have;
	int found = 0;

	if (a == NULL)
		return 0;
	fd_area_lock(a);
	if (a->notes_head - since > NOTES)
		since = a->notes_head - NOTES;
	for (; since != a->notes_head && !found; since++) {
		have = &a->note[since % NOTES];
		found = have->cookie != 0 && have->folder == n->folder &&
		    (have->mask & n->mask) != 0 &&
		    strcmp(have->name, n->name) == 0 &&
		    !is_used(since, used, n_used);
		if (found) {
			*number = since;
			*n = *have;
		}
	}
	fd_area_unlock(a);
	return found;
}

void
fd_hint_void(uint32_t cookie)
{
	struct fd_area *a = fd_area();
	uint32_t n = 0;

	if (a == NULL || cookie == 0)
		return;
	fd_area_lock(a);
	for (; n < NOTES && n < a->notes_head; n++)
		if (a->note[(a->notes_head - 1 - n) % NOTES].cookie == cookie)
			a->note[(a->notes_head - 1 - n) % NOTES].mask = 0;
	fd_area_unlock(a);
}
