/* SPDX-License-Identifier: BSD-2-Clause */
/* Descriptors of another process, as they lie in its memory. */
#include "fd/room_impl.h"

#include <errno.h>
#include <string.h>

#include "proc/room.h"

#define SLOTS	64			/* read at once */

static int
see_table(const struct proc_peek *k, struct fd_table *out)
{
	return proc_peek_var(k, fd_table, out, sizeof *out);
}

/* The slots from number fd on, at most n: how many. */
static int
see_slots(const struct proc_peek *k, const struct fd_table *t, int fd,
    struct fd_slot *out, int n)
{
	int e;

	if (fd < 0 || fd >= t->size)
		return 0;
	if (n > t->size - fd)
		n = t->size - fd;
	e = proc_peek_at(k, t->slot + fd, out, (size_t)n * sizeof *out);
	return e < 0 ? e : n;
}

static int
see_file(const struct proc_peek *k, const struct file *there,
    struct fd_seen *out)
{
	struct file f;
	int e = proc_peek_at(k, there, &f, sizeof f);

	if (e < 0)
		return e;
	out->ops = (const void *)((const char *)f.ops - k->shift);
	out->flags = f.flags;
	out->handle = (uint64_t)(uintptr_t)f.handle;
	out->path[0] = '\0';
	if (f.path == NULL)
		return 0;
	if (f.path_len >= sizeof out->path)
		return -EAGAIN;
	e = proc_peek_at(k, f.path, out->path, f.path_len + 1);
	return e < 0 || out->path[f.path_len] == '\0' ? e : -EAGAIN;
}

int
fd_see(const struct proc_peek *k, int fd, struct fd_seen *out)
{
	struct fd_slot slot = { NULL, 0 };
	struct fd_table before, after;
	int e, r;

	if ((e = see_table(k, &before)) < 0)
		return e;
	r = see_slots(k, &before, fd, &slot, 1);
	if (r >= 0)
		r = slot.file == NULL ? -ENOENT : see_file(k, slot.file, out);
	out->fd_flags = slot.flags;
	if ((e = see_table(k, &after)) < 0)
		return e;
	return after.changes != before.changes ? -EAGAIN : r;
}

int
fd_see_next(const struct proc_peek *k, int from)
{
	struct fd_slot slot[SLOTS];
	struct fd_table t;
	int n;

	if ((n = see_table(k, &t)) < 0)
		return n;
	while ((n = see_slots(k, &t, from, slot, SLOTS)) > 0) {
		for (int i = 0; i < n; i++)
			if (slot[i].file != NULL)
				return from + i;
		from += n;
	}
	return n < 0 ? n : -ENOENT;
}

int
fd_see_limits(const struct proc_peek *k, struct fd_limits *out)
{
	return proc_peek_var(k, &fd_table->limits, out, sizeof *out);
}
