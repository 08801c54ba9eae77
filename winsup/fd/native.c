/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Locks that native programs heed: a description with FD_MANDATORY has NT's
 * lock on each range beside the record of lock.c.  NT takes such a lock off
 * as it was put on, and a description knows of its own here: a range that
 * overlaps another in part is refused.
 *
 * They are NT's file object's and its process': a forked child has none.
 */
#include "fd/room_impl.h"

#include <errno.h>
#include <fcntl.h>

#include "lib/keep.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/file.h"
#include "thread/room.h"

#define PAUSE	(20 * (NT_PER_SECOND / 1000))

struct native_lock {
	struct native_lock *next;
	uint64_t token;			/* of the process that set it */
	int64_t start, end;
	int type;
};

KEEP static struct lock native_lock = LOCK_INIT(LOCK_AREA, "native");

static uint64_t
length(const struct native_lock *l)
{
	return (uint64_t)(l->end - l->start) + 1;
}

static int
put(struct file *f, const struct native_lock *l)
{
	return nt_lock(f->handle, l->start, length(l), l->type == F_WRLCK);
}

/* Takes the one at *at off. */
static void
drop(struct file *f, struct native_lock **at)
{
	struct native_lock *l = *at;

	if (l->token == fd_process_token())
		nt_unlock(f->handle, l->start, length(l));
	*at = l->next;
	mm_free(l);
}

/* A parent's are not its child's. */
static void
forget_others(struct file *f)
{
	for (struct native_lock **at = &f->native; *at != NULL;)
		if ((*at)->token != fd_process_token())
			drop(f, at);
		else
			at = &(*at)->next;
}

static int
touches(const struct native_lock *l, const struct fd_range *r)
{
	return l->start <= r->end && r->start <= l->end;
}

static int
is_within(const struct native_lock *l, const struct fd_range *r)
{
	return r->start <= l->start && l->end <= r->end;
}

static int
unlock(struct file *f, const struct fd_range *r)
{
	for (struct native_lock *l = f->native; l != NULL; l = l->next)
		if (touches(l, r) && !is_within(l, r))
			return -ENOTSUP;
	for (struct native_lock **at = &f->native; *at != NULL;)
		if (touches(*at, r))
			drop(f, at);
		else
			at = &(*at)->next;
	return 0;
}

/* Another type for the same range: between the two nobody has it. */
static int
convert(struct file *f, struct native_lock *l, int type)
{
	int was = l->type, e;

	if (type == was)
		return 0;
	nt_unlock(f->handle, l->start, length(l));
	l->type = type;
	if ((e = put(f, l)) < 0) {
		l->type = was;
		put(f, l);
	}
	return e;
}

static int
set(struct file *f, const struct fd_range *r)
{
	struct native_lock *l;
	int e;

	forget_others(f);
	if (r->type == F_UNLCK)
		return unlock(f, r);
	for (l = f->native; l != NULL; l = l->next)
		if (l->start == r->start && l->end == r->end)
			return convert(f, l, r->type);
		else if (touches(l, r))
			return -ENOTSUP;
	if ((l = mm_zalloc(sizeof *l)) == NULL)
		return -ENOLCK;
	l->token = fd_process_token();
	l->start = r->start;
	l->end = r->end;
	l->type = r->type;
	if ((e = put(f, l)) < 0) {
		mm_free(l);
		return e;
	}
	l->next = f->native;
	f->native = l;
	return 0;
}

int
fd_native_set(struct file *f, const struct fd_range *r, int wait)
{
	int e;

	thr_may_block();	/* a child in place would lock for its parent */
	for (;;) {
		lock_acquire(&native_lock);
		e = set(f, r);
		lock_release(&native_lock);
		if (e != -EAGAIN || !wait)
			return e;
		if (thr_wait(NULL, 0, nt_clock_monotonic() + PAUSE) == -EINTR)
			return -EINTR;
	}
}

int
fd_native_type(struct file *f, const struct fd_range *r)
{
	int type = F_UNLCK;

	lock_acquire(&native_lock);
	forget_others(f);
	for (struct native_lock *l = f->native; l != NULL; l = l->next)
		if (l->start == r->start && l->end == r->end)
			type = l->type;
	lock_release(&native_lock);
	return type;
}

void
fd_native_free(struct file *f)
{
	struct native_lock *l;

	while ((l = f->native) != NULL) {
		f->native = l->next;
		mm_free(l);
	}
}
