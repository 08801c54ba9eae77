/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Taking names away, also from files that are open.
 *
 * Windows 10 and NTFS have POSIX delete and rename.  Elsewhere a file that
 * nobody else has open is deleted as ever; one that is open is first moved
 * aside, to a name nobody knows, and goes when its last handle does.  Which
 * way a volume goes is found out by asking, once per drive letter.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/caps.h"
#include "nt/random.h"
#include "nt/utf.h"

#define DELETE_ACCESS	(NT_DELETE | NT_READ_ATTRIBUTES | NT_WRITE_ATTRIBUTES)

/*
 * Per drive letter, then shares by a sum over their names: two that meet go
 * the classic way together.  Atomic; fork class: copy.
 */
#define SHARES	64
static volatile signed char no_posix_delete[26 + SHARES];

static volatile signed char *
capability(const struct path *p)
{
	int drive = disk_drive(p), parts = 0;
	unsigned sum = 0;

	if (drive >= 'A' && drive <= 'Z')
		return &no_posix_delete[drive - 'A'];
	/* \??\UNC\server\share */
	for (size_t i = 8; i < p->nt_units; i++) {
		if (p->nt[i] == '\\' && ++parts == 2)
			break;
		sum = sum * 31 + (p->nt[i] | 0x20);
	}
	return &no_posix_delete[26 + sum % SHARES];
}

static int
open_to_delete(nt_handle *h, struct path *p, uint32_t options, int alone)
{
	struct nt_open_args a = {
		.access = DELETE_ACCESS,
		.disposition = NT_OPEN,
		.options = options | NT_OPEN_REPARSE_POINT,
		.alone = alone,
	};

	return disk_open_args(h, p, &a);
}

/* Appends a name that no other file has; the new length in units. */
static size_t
add_unique_name(uint16_t *nt, size_t units)
{
	char name[40];
	uint64_t id[2] = { 0, 0 };
	int n;

	nt_random(id, sizeof id);
	n = snprintf(name, sizeof name, "\\.isthmus-%016llx%08x",
	    (unsigned long long)id[0], (unsigned)id[1]);
	return units + utf_8to16(nt + units, (size_t)n, name, (size_t)n);
}

#define UNIQUE_UNITS	36

int
disk_unique_name(struct path *p)
{
	if (p->nt_units + UNIQUE_UNITS > PATH_NT_MAX)
		return -ENAMETOOLONG;
	if (p->nt[p->nt_units - 1] == '\\')
		p->nt_units--;
	p->nt_units = add_unique_name(p->nt, p->nt_units);
	return 0;
}

/* A new name in p's own folder; 0 units if p has none. */
static size_t
beside(uint16_t *nt, const struct path *p)
{
	size_t dir = p->nt_units;

	while (dir > 0 && p->nt[dir - 1] != '\\')
		dir--;
	if (dir == 0)
		return 0;
	memcpy(nt, p->nt, (dir - 1) * sizeof *nt);
	return add_unique_name(nt, dir - 1);
}

/*
 * Moves the open file h (p) to a name of its own: into Windows' folder for
 * temporary files where that is on the same volume, so that the file's own
 * folder can be removed, else within that folder.
 */
static int
move_aside(nt_handle h, const struct path *p)
{
	uint16_t nt[PATH_NT_MAX + UNIQUE_UNITS];
	struct nt_name to = { nt, 0 };
	long temp = path_temp_name(nt, PATH_NT_MAX);

	if (temp > 0) {
		to.units = add_unique_name(nt, (size_t)temp);
		if (nt_rename(h, &to, 0) == 0)
			return 0;
	}
	to.units = beside(nt, p);
	return to.units == 0 ? -EBUSY : nt_rename(h, &to, 0);
}

struct gone {
	uint64_t id;
	int drive;
	unsigned pass;		/* a description may have many numbers */
};

static void
count_gone(int fd, struct file *f, int fd_flags, void *arg)
{
	const struct gone *g = arg;
	struct nt_stat st;

	if (f->gone_pass == g->pass)
		return;
	f->gone_pass = g->pass;
	if (f->ops == &disk_ops && f->drive == g->drive &&
	    nt_stat(f->handle, &st) == 0 && st.id == g->id)
		__atomic_add_fetch(&f->names_gone, 1, __ATOMIC_RELAXED);
}

/*
 * The moved file's last name goes with its last handle; descriptions of this
 * process are told, so that fstat() counts links as POSIX does.
 */
static void
tell_descriptions(nt_handle h, const struct path *p)
{
	static volatile unsigned passes;	/* atomic */
	struct gone g = { .drive = disk_drive(p) };
	struct nt_stat st;

	if (nt_stat(h, &st) < 0)
		return;
	g.id = st.id;
	g.pass = __atomic_add_fetch(&passes, 1, __ATOMIC_RELAXED);
	fd_each(count_gone, &g);
}

/* Deletes by one call or the other; with the last name goes its mode. */
static int
take_away(nt_handle h, const struct path *p, int (*delete)(nt_handle))
{
	struct nt_stat st;
	uint32_t device = 0;
	int last, e;

	last = modes_any() && nt_stat(h, &st) == 0 &&
	    (st.links <= 1 || (st.attributes & NT_ATTR_DIRECTORY));
	if (last)
		device = disk_device(h, disk_drive(p));
	e = delete(h);
	if (e == 0 && last)
		modes_clear(st.id, device);
	return e;
}

/* Of a file that goes with this handle in any case. */
static int
delete_going(nt_handle h)
{
	nt_delete(h);
	return 0;
}

/* Opened to go on closing; a read-only file has to lose that attribute. */
static int
open_going(nt_handle *h, struct path *p, uint32_t options)
{
	int e = open_to_delete(h, p, options | NT_DELETE_ON_CLOSE, 0);

	if (e != -EPERM)
		return e;
	if ((e = open_to_delete(h, p, options, 0)) < 0)
		return e;
	e = nt_set_basic(*h, 0, 0, NT_ATTR_NORMAL);
	nt_close(*h);
	return e < 0 ? e :
	    open_to_delete(h, p, options | NT_DELETE_ON_CLOSE, 0);
}

/*
 * A file that others have open.  A folder keeps its name until they let go:
 * it may only be moved if it is empty, which only its deletion tells.  A file
 * that is mapped cannot be marked as deleted, but opened to go on closing.
 */
static int
remove_busy(struct path *p, uint32_t options)
{
	int is_dir = (options & NT_DIRECTORY_FILE) != 0, goes, e;
	nt_handle h;

	goes = !is_dir && open_going(&h, p, options) == 0;
	if (!goes && (e = open_to_delete(&h, p, options, 0)) < 0)
		return e;
	if (!is_dir)
		move_aside(h, p);
	e = take_away(h, p, goes ? delete_going : nt_delete);
	if (e == 0)
		tell_descriptions(h, p);
	nt_close(h);
	return e;
}

static int
remove_classic(struct path *p, uint32_t options)
{
	nt_handle h;
	int e = open_to_delete(&h, p, options, 1);

	if (e == -EBUSY)
		return remove_busy(p, options);
	if (e < 0)
		return e;
	e = take_away(h, p, nt_delete);
	nt_close(h);
	return e;
}

int
disk_remove(struct path *p, uint32_t options)
{
	volatile signed char *no_posix = capability(p);
	nt_handle h;
	int e;

	if (*no_posix || cap_taken(CAP_POSIX_DELETE))
		return remove_classic(p, options);
	if ((e = open_to_delete(&h, p, options, 0)) < 0)
		return e;
	e = take_away(h, p, nt_delete_posix);
	nt_close(h);
	if (e == -EPERM && !(options & NT_DIRECTORY_FILE))
		return remove_busy(p, options);		/* mapped, perhaps */
	if (e != -EOPNOTSUPP)
		return e;
	*no_posix = 1;
	return remove_classic(p, options);
}

/*
 * The target is open and the volume will not replace it: move it aside, and
 * back if the rename fails all the same.
 */
static int
rename_over_busy(nt_handle h, struct path *to)
{
	struct nt_name name = path_nt_name(to);
	nt_handle old;
	int e;

	e = open_to_delete(&old, to, NT_NON_DIRECTORY_FILE, 0);
	if (e < 0)
		return e;
	if ((e = move_aside(old, to)) == 0) {
		e = nt_rename(h, &name, 0);
		/* Not put back where somebody else has taken the name. */
		if (e == 0 || nt_rename(old, &name, 0) < 0)
			nt_delete(old);
	}
	nt_close(old);
	return e;
}

/* From "name" to "NAME": by way of a third name. */
static int
respelled(nt_handle h, const struct path *from, const struct path *to)
{
	uint16_t nt[PATH_NT_MAX + UNIQUE_UNITS];
	struct nt_name name = path_nt_name(to), between = { nt, 0 };
	struct nt_name back = path_nt_name(from);
	int e;

	between.units = beside(nt, to);
	if (between.units == 0)
		return -EINVAL;
	if ((e = nt_rename(h, &between, 0)) < 0)
		return e;
	if ((e = nt_rename(h, &name, 0)) < 0)
		nt_rename(h, &back, 0);
	return e;
}

#define RENAME_TRIES	30	/* while others replace the same name */

static int
is_in_the_way(int e)
{
	return e == -EACCES || e == -EBUSY || e == -EEXIST;
}

/*
 * The name may be taken or given up by others at each step: what is in the
 * way now may be gone in a moment.
 */
static int
rename_onto(nt_handle h, struct path *to)
{
	struct nt_name name;
	int e, first, missing = 0;

	for (int i = 0; i < RENAME_TRIES; i++) {
		do {
			name = path_nt_name(to);
			e = nt_rename(h, &name, 1);
		} while (e < 0 && (e = path_again(to, e)) == 1);
		if (!is_in_the_way(e))
			return e;
		first = e;
		e = rename_over_busy(h, to);
		if (e == -ENOENT && ++missing > 3)
			return first;	/* no target: it is the source */
		if (e != -ENOENT && !is_in_the_way(e))
			return e;
	}
	return e;
}

int
disk_rename(struct path *from, struct path *to, int respell)
{
	nt_handle h;
	int e;

	if ((e = open_to_delete(&h, from, 0, 0)) < 0)
		return e;
	if (respell && strcmp(from->posix, to->posix) != 0)
		e = respelled(h, from, to);
	else if (!respell)
		e = rename_onto(h, to);
	nt_close(h);
	return e;
}

/* NT knows no exchange: by way of a third name; a failure is put right. */
int
disk_exchange(struct path *a, struct path *b)
{
	uint16_t nt[PATH_NT_MAX + UNIQUE_UNITS];
	struct nt_name first = path_nt_name(a), second = path_nt_name(b);
	struct nt_name between = { nt, 0 };
	nt_handle ha, hb;
	int e;

	if ((e = open_to_delete(&ha, a, 0, 0)) < 0)
		return e;
	if ((e = open_to_delete(&hb, b, 0, 0)) < 0) {
		nt_close(ha);
		return e;
	}
	between.units = beside(nt, a);
	if (between.units == 0)
		e = -EBUSY;
	else if ((e = nt_rename(ha, &between, 0)) == 0) {
		if ((e = nt_rename(hb, &first, 0)) < 0)
			nt_rename(ha, &first, 0);
		else if ((e = nt_rename(ha, &second, 0)) < 0) {
			nt_rename(hb, &second, 0);
			nt_rename(ha, &first, 0);
		}
	}
	nt_close(hb);
	nt_close(ha);
	return e;
}
