/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Descriptors of another process, as they lie in its memory.  What may be
 * changing is read twice: a description is complete before it is in the
 * table, so two looks that agree saw one that was.
 */
#include "fd/room_impl.h"

#include <errno.h>
#include <string.h>

#include "proc/room.h"

/* The slots from number fd on, at most n and of one chunk: how many. */
static int
see_slots(const struct proc_peek *k, int fd, struct fd_slot *out, int n)
{
	struct fd_table t;
	int e = proc_peek_var(k, fd_table, &t, sizeof t);

	if (e < 0)
		return e;
	if (fd < 0 || fd >= t.size || fd >= FD_MAX)
		return 0;
	if (n > FD_CHUNK - fd % FD_CHUNK)
		n = FD_CHUNK - fd % FD_CHUNK;
	e = proc_peek_at(k, t.chunk[fd / FD_CHUNK] + fd % FD_CHUNK, out,
	    (size_t)n * sizeof *out);
	return e < 0 ? e : n;
}

/* What one look found. */
struct look {
	int result;
	struct fd_slot slot;
	const char *path;		/* where it lies there */
	struct fd_seen seen;
};

static int
see_file(const struct proc_peek *k, struct look *l)
{
	struct fd_seen *out = &l->seen;
	struct file f;
	int e = proc_peek_at(k, l->slot.file, &f, sizeof f);

	if (e < 0)
		return e;
	out->ops = (const void *)((const char *)f.ops - k->shift);
	out->flags = f.flags;
	out->handle = (uint64_t)(uintptr_t)f.handle;
	out->path[0] = '\0';
	if ((l->path = f.path) == NULL)
		return 0;
	if (f.path_len >= sizeof out->path)
		return -EAGAIN;
	e = proc_peek_at(k, f.path, out->path, f.path_len + 1);
	if (e == 0 && strlen(out->path) != f.path_len)
		e = -EAGAIN;
	return e;
}

static void
look(const struct proc_peek *k, int fd, struct look *l)
{
	int n;

	l->slot = (struct fd_slot){ NULL, 0 };
	l->path = NULL;
	l->seen.path[0] = l->seen.path[sizeof l->seen.path - 1] = '\0';
	if ((n = see_slots(k, fd, &l->slot, 1)) < 0)
		l->result = n;
	else
		l->result = l->slot.file == NULL ? -ENOENT : see_file(k, l);
	l->seen.fd_flags = l->slot.flags;
}

static int
agree(const struct look *a, const struct look *b)
{
	if (a->result != b->result || a->slot.file != b->slot.file)
		return 0;
	return a->result < 0 || (a->path == b->path &&
	    a->seen.ops == b->seen.ops && a->seen.flags == b->seen.flags &&
	    a->seen.handle == b->seen.handle &&
	    strcmp(a->seen.path, b->seen.path) == 0);
}

int
fd_see(const struct proc_peek *k, int fd, struct fd_seen *out)
{
	struct look one, two;

	look(k, fd, &one);
	look(k, fd, &two);
	if (!agree(&one, &two))
		return -EAGAIN;
	*out = two.seen;
	return two.result;
}

int
fd_see_next(const struct proc_peek *k, int from)
{
	struct fd_slot slot[FD_CHUNK];
	int n;

	while ((n = see_slots(k, from, slot, FD_CHUNK)) > 0) {
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
