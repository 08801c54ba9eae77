/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Locks of files: ranges that a process owns (XSH fcntl(): F_SETLK), ranges
 * that a description owns (F_OFD_SETLK), and flock(), which is a lock of a
 * description on a whole file and knows nothing of the other two.
 *
 * All are records in the shared area, in a chain per file; so is the wish of
 * who waits.  A holder that died is noticed by who meets its lock: waits
 * look again after LOOK_AGAIN at the latest.
 */
#include "fd/room_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "lib/fault.h"
#include "nt/clock.h"
#include "nt/file.h"
#include "nt/named.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "proc/room.h"
#include "thread/room.h"

#define LOOK_AGAIN	(50 * (NT_PER_SECOND / 1000))
#define LONGEST_CYCLE	16	/* processes that wait for each other */

/* This process owns ranges; fork class: zero (fd_locks_forget()). */
static volatile uint32_t owns_ranges;

/* --- the chains --- */

static uint16_t *
head_of(struct fd_area *a, const struct lock_rec *like)
{
	uint64_t h = (like->ino ^ like->dev) * UINT64_C(0x9e3779b97f4a7c15);

	return &a->head[(h >> 40) % LOCK_HEADS];
}

static int
same_file(const struct lock_rec *a, const struct lock_rec *b)
{
	return a->ino == b->ino && a->dev == b->dev;
}

static int
same_owner(const struct lock_rec *a, const struct lock_rec *b)
{
	return a->kind == b->kind && a->owner == b->owner;
}

/*
 * The next record of the same file, from the chain's start if i is 0.  With
 * waits the wishes, else the locks.
 */
static unsigned
next_of(struct fd_area *a, unsigned i, const struct lock_rec *like, int waits)
{
	i = i == 0 ? *head_of(a, like) : a->lock[i].next;
	while (i != 0 && (!same_file(&a->lock[i], like) ||
	    a->lock[i].waits != waits))
		i = a->lock[i].next;
	return i;
}

/* It is taken out of the chain before it is free: see link_rec(). */
static void
unlink_rec(struct fd_area *a, unsigned i)
{
	uint16_t *at = head_of(a, &a->lock[i]);

	while (*at != 0 && *at != i)
		at = &a->lock[*at].next;
	if (*at == i)
		*at = a->lock[i].next;
	if (a->lock[i].kind != 0 && a->n_locks > 0)
		a->n_locks--;
	a->lock[i].kind = 0;
}

/* Whole before it can be found, as its maker may be killed here. */
static unsigned
link_rec(struct fd_area *a, const struct lock_rec *rec)
{
	uint16_t *head = head_of(a, rec);
	unsigned i, n;

	for (n = 0; n < LOCKS; n++) {
		i = a->next_lock++ % LOCKS;
		if (i != 0 && a->lock[i].kind == 0)
			break;
	}
	if (n == LOCKS)
		return 0;
	a->lock[i] = *rec;
	a->lock[i].next = *head;
	__atomic_store_n(head, (uint16_t)i, __ATOMIC_RELEASE);
	a->n_locks++;
	return i;
}

void
fd_locks_drop_file(struct fd_area *a, uint64_t id)
{
	if (a->n_locks == 0)
		return;
	for (unsigned i = 1; i < LOCKS; i++)
		if (a->lock[i].kind > LOCK_KIND_POSIX &&
		    a->lock[i].owner == id)
			unlink_rec(a, i);
}

/* --- who is there --- */

static int
holder_is_alive(struct fd_area *a, const struct lock_rec *r)
{
	int alive;

	if (r->kind != LOCK_KIND_POSIX && !r->waits &&
	    (alive = shared_is_alive(a, r->owner, 0)) >= 0)
		return alive;
	if (r->kind != LOCK_KIND_POSIX || r->waits)
		return !proc_process_gone(r->winpid, r->started);
	proc_lock();
	alive = proc_is_alive(r->pid);
	proc_unlock();
	return alive;
}

static int
in_conflict(const struct lock_rec *a, const struct lock_rec *b)
{
	return (a->kind == LOCK_KIND_FLOCK) == (b->kind == LOCK_KIND_FLOCK) &&
	    !same_owner(a, b) && a->start <= b->end && b->start <= a->end &&
	    (a->type == F_WRLCK || b->type == F_WRLCK);
}

/* The first lock in the way of the wish, 0: none.  The dead's are dropped. */
static unsigned
find_conflict(struct fd_area *a, const struct lock_rec *wish)
{
	unsigned i = 0, before = 0;

	while ((i = next_of(a, i, wish, 0)) != 0) {
		if (in_conflict(&a->lock[i], wish)) {
			if (holder_is_alive(a, &a->lock[i]))
				return i;
			unlink_rec(a, i);
			i = before;
			continue;
		}
		before = i;
	}
	return 0;
}

/* No room: what the dead hold goes. */
static void
purge(struct fd_area *a)
{
	int32_t alive = 0;		/* one of whom that is known */

	for (unsigned i = 1; i < LOCKS; i++) {
		const struct lock_rec *r = &a->lock[i];
		int is_range = r->kind == LOCK_KIND_POSIX && !r->waits;

		if (r->kind == 0 || (is_range && r->pid == alive))
			continue;
		if (!holder_is_alive(a, r))
			unlink_rec(a, i);
		else if (is_range)
			alive = r->pid;
	}
}

/* --- setting --- */

static int
has_room(struct fd_area *a, unsigned n)
{
	if (n == 0)
		return 1;
	if (fault("fd.lock") < 0)
		return 0;
	if (a->n_locks + n < LOCKS)
		return 1;
	purge(a);
	return a->n_locks + n < LOCKS;
}

/* Do the two touch, so that they could be one? */
static int
adjoins(const struct lock_rec *a, const struct lock_rec *b)
{
	return (a->end == INT64_MAX || b->start <= a->end + 1) &&
	    (b->end == INT64_MAX || a->start <= b->end + 1);
}

/*
 * The owner's lock `had' makes room for the new one, or becomes part of it
 * (*rec grows).  May need a record for what is left behind.
 */
static void
give_way(struct fd_area *a, unsigned had, struct lock_rec *rec)
{
	struct lock_rec *r = &a->lock[had], rest = *r;

	if (r->type == rec->type) {
		if (r->start < rec->start)
			rec->start = r->start;
		if (r->end > rec->end)
			rec->end = r->end;
		unlink_rec(a, had);
		return;
	}
	if (rest.end > rec->end && rest.start < rec->start) {
		rest.start = rec->end + 1;
		r->end = rec->start - 1;
		link_rec(a, &rest);
	} else if (rest.start < rec->start)
		r->end = rec->start - 1;
	else if (rest.end > rec->end)
		r->start = rec->end + 1;
	else
		unlink_rec(a, had);
}

/* How many records replace() takes more than it frees; 0 if it frees more. */
static unsigned
records_needed(struct fd_area *a, const struct lock_rec *rec)
{
	int n = rec->type != F_UNLCK;
	unsigned i = 0;

	while ((i = next_of(a, i, rec, 0)) != 0) {
		const struct lock_rec *r = &a->lock[i];

		if (!same_owner(r, rec))
			continue;
		if (r->type == rec->type)
			n -= adjoins(r, rec);
		else if (r->start >= rec->start && r->end <= rec->end)
			n--;
		else if (r->start < rec->start && r->end > rec->end)
			n++;
	}
	return n > 0 ? (unsigned)n : 0;
}

/* The new lock replaces what its owner had there; F_UNLCK leaves nothing. */
static void
replace(struct fd_area *a, struct lock_rec *rec)
{
	unsigned i, before;
	struct lock_rec *r;

again:
	for (i = before = 0; (i = next_of(a, before, rec, 0)) != 0;
	    before = i) {
		r = &a->lock[i];
		if (!same_owner(r, rec))
			continue;
		if (r->type == rec->type ? !adjoins(r, rec) :
		    r->start > rec->end || rec->start > r->end)
			continue;
		give_way(a, i, rec);
		goto again;
	}
	if (rec->type != F_UNLCK)
		link_rec(a, rec);
}

static void
waiter_name(char name[NT_OBJECT_NAME], uint32_t winpid, unsigned i)
{
	snprintf(name, NT_OBJECT_NAME, "isthmus1-lock-%08x-%04x",
	    (unsigned)winpid, i);
}

/* Who waits for something in that file looks again. */
static void
wake_waiters(struct fd_area *a, const struct lock_rec *like)
{
	char name[NT_OBJECT_NAME];
	unsigned i = 0;

	while ((i = next_of(a, i, like, 1)) != 0) {
		waiter_name(name, a->lock[i].winpid, i);
		nt_named_event_set(name);
	}
}

/* --- deadlock --- */

/*
 * Would `pid' wait for itself if it waited for what stands in the way of
 * the wish?  Only ranges of processes count (XSH fcntl(): EDEADLK).
 */
static int
waits_for(struct fd_area *a, const struct lock_rec *wish, uint64_t pid,
    int depth)
{
	unsigned i = 0;

	if (depth == LONGEST_CYCLE)
		return 0;
	while ((i = next_of(a, i, wish, 0)) != 0) {
		const struct lock_rec *r = &a->lock[i];

		if (r->kind != LOCK_KIND_POSIX || !in_conflict(r, wish) ||
		    !holder_is_alive(a, r))
			continue;
		if (r->owner == pid)
			return 1;
		for (unsigned k = 1; k < LOCKS; k++)
			if (a->lock[k].kind == LOCK_KIND_POSIX &&
			    a->lock[k].waits && a->lock[k].owner == r->owner &&
			    waits_for(a, &a->lock[k], pid, depth + 1))
				return 1;
	}
	return 0;
}

/* --- the calls --- */

/* Which file it is, asked once; -errno. */
static int
identify(struct file *f, struct lock_rec *rec)
{
	struct stat st;
	int e;

	if (!f->identified) {
		if ((e = f->ops->stat(f, &st)) < 0)
			return e;
		f->lock_ino = st.st_ino;
		f->lock_dev = (uint32_t)st.st_dev;
		f->identified = 1;
	}
	rec->ino = f->lock_ino;
	rec->dev = f->lock_dev;
	return 0;
}

static int
begin(struct file *f, const struct fd_range *range, enum lock_kind kind,
    struct lock_rec *rec)
{
	struct proc_entry *self = proc_self();

	if (self == NULL || fd_area() == NULL)
		return -ENOLCK;
	memset(rec, 0, sizeof *rec);
	rec->kind = (uint8_t)kind;
	rec->type = (uint8_t)range->type;
	rec->start = range->start;
	rec->end = range->end;
	rec->pid = self->pid;
	rec->winpid = nt_process_id();
	rec->started = self->winpid == rec->winpid ? self->started : 0;
	rec->owner = kind == LOCK_KIND_POSIX ? (uint64_t)self->pid :
	    fd_file_id(f);
	return identify(f, rec);
}

/*
 * A flock() that cannot become one of the other type at once is given up, as
 * on Linux and BSD: two that share a file and both want it alone would wait
 * for each other.
 */
static void
give_up(struct fd_area *a, const struct lock_rec *wish)
{
	unsigned i = 0;

	while ((i = next_of(a, i, wish, 0)) != 0)
		if (same_owner(&a->lock[i], wish)) {
			unlink_rec(a, i);
			wake_waiters(a, wish);
			return;
		}
}

/*
 * One attempt, the area locked: 0, -EAGAIN (somebody is in the way),
 * -ENOLCK.
 */
static int
attempt(struct fd_area *a, struct file *f, struct lock_rec *rec)
{
	if (rec->type != F_UNLCK && a->n_locks > 0 &&
	    find_conflict(a, rec) != 0) {
		if (rec->kind == LOCK_KIND_FLOCK)
			give_up(a, rec);
		return -EAGAIN;
	}
	/* What it replaces may fall into two. */
	if (!has_room(a, records_needed(a, rec)))
		return -ENOLCK;
	replace(a, rec);
	if (rec->kind != LOCK_KIND_POSIX)
		f->locked = 1;
	else if (rec->type != F_UNLCK)
		fd_locks_owned(1);
	if (a->n_locks > 0)
		wake_waiters(a, rec);
	return 0;
}

/*
 * Leaves the wish where others see it, and rests.  -EDEADLK, -EINTR,
 * -ENOLCK, or 0: try again.
 */
static int
wait_for_it(struct fd_area *a, const struct lock_rec *rec)
{
	struct lock_rec wish = *rec;
	char name[NT_OBJECT_NAME];
	nt_handle event;
	unsigned i;
	int e;

	wish.waits = 1;
	if (rec->kind == LOCK_KIND_POSIX &&
	    waits_for(a, &wish, wish.owner, 0))
		return -EDEADLK;
	if (!has_room(a, 1))
		return -ENOLCK;
	i = link_rec(a, &wish);
	waiter_name(name, wish.winpid, i);
	if ((e = nt_named_event(name, &event)) == 0) {
		fd_area_unlock(a);
		e = thr_wait(&event, 1, nt_clock_monotonic() + LOOK_AGAIN);
		fd_area_lock(a);
		nt_close(event);
	}
	unlink_rec(a, i);
	return e == -ETIMEDOUT || e >= 0 ? 0 : e;
}

static int
set_lock(struct file *f, const struct fd_range *range, enum lock_kind kind,
    int wait)
{
	struct lock_rec rec, rec_now;
	struct fd_area *a;
	int e, told = 0;

	for (;;) {
		if ((e = begin(f, range, kind, &rec)) < 0)
			return e;
		a = fd_area();
		fd_area_lock(a);
		rec_now = rec;
		e = attempt(a, f, &rec_now);
		if (e == -EAGAIN && wait && told)
			e = wait_for_it(a, &rec);
		else if (e == -EAGAIN && wait)
			e = 1;
		else {
			fd_area_unlock(a);
			return e;
		}
		fd_area_unlock(a);
		if (e < 0)
			return e;
		/* A child in place gets its process now; then look again. */
		if (e == 1)
			thr_may_block();
		told = 1;
	}
}

int
fd_lock_set(struct file *f, const struct fd_range *range, int ofd, int wait)
{
	return set_lock(f, range, ofd ? LOCK_KIND_OFD : LOCK_KIND_POSIX,
	    wait);
}

/* Of all in the way of the wish the one that begins first, as elsewhere. */
static unsigned
lowest_conflict(struct fd_area *a, const struct lock_rec *wish)
{
	unsigned i, lowest = find_conflict(a, wish);

	for (i = lowest; i != 0; i = next_of(a, i, wish, 0))
		if (a->lock[i].start < a->lock[lowest].start &&
		    in_conflict(&a->lock[i], wish) &&
		    holder_is_alive(a, &a->lock[i]))
			lowest = i;
	return lowest;
}

int
fd_lock_get(struct file *f, struct fd_range *range, int ofd)
{
	struct lock_rec rec;
	struct fd_area *a;
	unsigned i;
	int e;

	e = begin(f, range, ofd ? LOCK_KIND_OFD : LOCK_KIND_POSIX, &rec);
	if (e < 0)
		return e;
	a = fd_area();
	fd_area_lock(a);
	i = lowest_conflict(a, &rec);
	range->type = F_UNLCK;
	if (i != 0) {
		range->type = a->lock[i].type;
		range->start = a->lock[i].start;
		range->end = a->lock[i].end;
		range->pid = a->lock[i].kind == LOCK_KIND_POSIX ?
		    a->lock[i].pid : -1;
	}
	fd_area_unlock(a);
	return 0;
}

int
fd_flock(struct file *f, int type, int wait)
{
	struct fd_range whole = { .type = type, .end = INT64_MAX };
	int e = set_lock(f, &whole, LOCK_KIND_FLOCK, wait);

	return e == -EAGAIN ? -EWOULDBLOCK : e;
}

/* --- ends --- */

/*
 * A descriptor goes: with it the process' ranges in that file; not with one
 * that has only named it (O_PATH), as on Linux.
 */
static void
drop_ranges(struct file *f)
{
	struct proc_entry *self = proc_self_known();
	struct fd_area *a = fd_area();
	struct lock_rec rec;
	unsigned i, before;
	int dropped = 0;

	memset(&rec, 0, sizeof rec);
	if (self == NULL || a == NULL || (f->flags & O_PATH) ||
	    identify(f, &rec) < 0)
		return;
	fd_area_lock(a);
	for (i = before = 0; (i = next_of(a, before, &rec, 0)) != 0;) {
		if (a->lock[i].kind == LOCK_KIND_POSIX &&
		    a->lock[i].owner == (uint64_t)self->pid) {
			unlink_rec(a, i);
			dropped = 1;
		} else
			before = i;
	}
	if (dropped)
		wake_waiters(a, &rec);
	fd_area_unlock(a);
}

int
fd_locks_owned(int now)
{
	if (now) {
		owns_ranges = 1;
		fd_close_hook = drop_ranges;
	}
	return (int)owns_ranges;
}

void
fd_locks_forget(void)
{
	owns_ranges = 0;
	fd_close_hook = NULL;
}

static void
drop_closing(int fd, struct file *f, int fd_flags, void *arg)
{
	if (fd_flags & FD_FLAG_CLOEXEC)
		drop_ranges(f);
}

void
fd_locks_exec(void)
{
	if (owns_ranges)
		fd_each(drop_closing, NULL);
}

static void
note_locked(int fd, struct file *f, int fd_flags, void *arg)
{
	*(int *)arg |= f->locked;
}

/* Has nobody but this process the description? */
static int
is_last_holder(struct fd_area *a, const struct lock_rec *r)
{
	int others = shared_is_alive(a, r->owner, 1);

	return others == 0 || (others < 0 && r->winpid == nt_process_id());
}

/*
 * A process that is killed leaves its locks to be found; one that ends
 * takes them along.
 */
void
fd_locks_exit(int in_place)
{
	struct proc_entry *self = proc_self_known();
	int locked = (int)owns_ranges;
	struct fd_area *a;
	struct lock_rec r;

	if (!in_place)
		fd_each(note_locked, &locked);
	if (!locked || self == NULL || (a = fd_area()) == NULL)
		return;
	fd_area_lock(a);
	for (unsigned i = 1; i < LOCKS && a->n_locks > 0; i++) {
		r = a->lock[i];
		if (r.kind == 0)
			continue;
		if (r.kind == LOCK_KIND_POSIX ? r.owner !=
		    (uint64_t)self->pid : in_place ||
		    !is_last_holder(a, &r))
			continue;
		unlink_rec(a, i);
		wake_waiters(a, &r);
	}
	fd_area_unlock(a);
}
