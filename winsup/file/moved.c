/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Folders that get another name.  The current directory and open folders are
 * known by their paths, for a handle would keep Windows from renaming what
 * lies above it, and a handle's own name is not told right by every system
 * once another process has changed it.  So whoever renames a folder says so:
 * in a file of the installation, the last MOVES of them, and by a count in
 * memory that processes share.  One that sees another count than it knows
 * reads what happened and puts its paths right.  A look at the count is all
 * that this costs a call.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/keep.h"
#include "lib/lock.h"
#include "mm/room.h"
#include "proc/room.h"

#define LOG	"/var/lib/isthmus/moves"
#define MOVES	64

struct move {
	uint32_t number;		/* of moves->count when it was made */
	uint16_t from_units, to_units;
	uint16_t text[2 * PATH_NT_MAX];	/* one name behind the other */
};
#define MOVE_HEAD	offsetof(struct move, text)

/* Fork class of the first two: copy, as the paths they speak of. */
static uint32_t seen;
static int has_seen;
static struct lock seen_lock KEEP = LOCK_INIT(LOCK_MOVED, "moved");
static struct lock log_lock KEEP = LOCK_INIT(LOCK_AREA, "moves");

struct pair {
	struct nt_name from, to;
};

static void
tell_file(int fd, struct file *f, int fd_flags, void *arg)
{
	const struct pair *m = arg;
	char now[PATH_MAX];
	char *path;
	long n;

	inotify_moved(f, &m->from, &m->to);
	if (f->path == NULL ||
	    (n = path_renamed(now, f->path, &m->from, &m->to)) <= 0 ||
	    (path = mm_alloc((size_t)n + 1)) == NULL)
		return;
	/* Another thread may be reading the old one: it is not freed. */
	memcpy(path, now, (size_t)n + 1);
	f->path_len = (size_t)n;
	__atomic_store_n(&f->path, path, __ATOMIC_RELEASE);
}

static void
apply(const struct nt_name *from, const struct nt_name *to)
{
	struct pair m = { *from, *to };

	path_moved(from, to);
	fd_each(tell_file, &m);
}

static int
open_log(nt_handle *h, uint32_t access, uint32_t disposition)
{
	struct path *p = mm_alloc(sizeof *p);
	int e;

	if (p == NULL)
		return -ENOMEM;
	e = path_resolve_root(p, LOG);
	if (e == 0)
		e = disk_nt_open(h, p, access, disposition,
		    NT_NON_DIRECTORY_FILE, NT_ATTR_NORMAL);
	mm_free(p);
	return e;
}

static int64_t
place_of(uint32_t number)
{
	return (int64_t)(number % MOVES) * (int64_t)sizeof(struct move);
}

static void
apply_number(nt_handle h, struct move *m, uint32_t number)
{
	long n = nt_read(h, m, sizeof *m, place_of(number));
	struct nt_name from, to;

	if (n < (long)MOVE_HEAD || m->number != number)
		return;		/* overwritten meanwhile: too long ago */
	from.text = m->text;
	from.units = m->from_units;
	to.text = m->text + from.units;
	to.units = m->to_units;
	if (MOVE_HEAD + 2 * (from.units + to.units) <= (size_t)n)
		apply(&from, &to);
}

static void
read_log(uint32_t from, uint32_t to)
{
	struct move *m = mm_alloc(sizeof *m);
	nt_handle h;

	if (m == NULL)
		return;
	if (to - from > MOVES)
		from = to - MOVES;
	if (open_log(&h, NT_READ_DATA, NT_OPEN) == 0) {
		while (from != to)
			apply_number(h, m, ++from);
		nt_close(h);
	}
	mm_free(m);
}

static void
catch_up(void)
{
	const struct moves *moves = modes_moves();
	uint32_t now;

	if (moves == NULL)
		return;
	now = moves->count;
	if (!has_seen) {
		seen = now;
		has_seen = 1;
	}
	if (now == seen)
		return;
	lock_acquire(&seen_lock);
	if (now != seen) {
		read_log(seen, now);
		__atomic_store_n(&seen, now, __ATOMIC_RELEASE);
	}
	lock_release(&seen_lock);
}

uint32_t
file_moves_seen(void)
{
	file_share_mounts();
	catch_up();
	return seen;
}

void
file_moves_known(uint32_t count)
{
	seen = count;
	has_seen = 1;
}

void
file_moves_init(void)
{
	path_catch_up_hook = catch_up;
}

/* Says so to others and, by catch_up(), to this process; 0: it could not. */
static int
publish(const struct nt_name *from, const struct nt_name *to)
{
	size_t n = MOVE_HEAD + 2 * (from->units + to->units);
	struct moves *moves = modes_moves();
	struct move *m;
	nt_handle h;
	int said = 0;

	if (moves == NULL || (m = mm_alloc(sizeof *m)) == NULL)
		return 0;
	m->from_units = (uint16_t)from->units;
	m->to_units = (uint16_t)to->units;
	memcpy(m->text, from->text, from->units * 2);
	memcpy(m->text + from->units, to->text, to->units * 2);
	if (open_log(&h, NT_WRITE_DATA, NT_OPEN_IF) == 0) {
		proc_word_lock(&moves->owner, &log_lock);
		m->number = moves->count + 1;
		said = nt_write(h, m, n, place_of(m->number)) == (long)n;
		if (said)
			__atomic_store_n(&moves->count, m->number,
			    __ATOMIC_RELEASE);
		proc_word_unlock(&moves->owner, &log_lock);
		nt_close(h);
	}
	mm_free(m);
	return said;
}

void
file_moved(const struct path *from, const struct path *to, int is_dir)
{
	struct nt_name f = path_nt_name(from), t = path_nt_name(to);

	catch_up();
	if (is_dir && publish(&f, &t))
		catch_up();	/* its own with the others', in their order */
	else
		apply(&f, &t);
}
