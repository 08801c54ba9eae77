/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files without a name, where NT wants each to have one: what is removed while
 * somebody has it open, and O_TMPFILE's.  They get a name that nobody knows
 * and readdir() does not tell, in Windows' folder for temporary files where
 * that is on the same volume, so that their own folder can be removed.  They
 * go with their last handle; what a process left that was killed amid this is
 * taken away by the next one that moves something there, or that wants to
 * remove the folder it lies in.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/keep.h"
#include "nt/random.h"
#include "nt/utf.h"

#define PREFIX		".isthmus-"
#define PREFIX_UNITS	(sizeof PREFIX - 1)
#define DIGITS		24

size_t
aside_append(uint16_t *nt, size_t units, char kind)
{
	char name[ASIDE_UNITS + 1];
	uint64_t id[2] = { 0, 0 };
	int n;

	nt_random(id, sizeof id);
	n = snprintf(name, sizeof name, "\\" PREFIX "%016llx%08x%c",
	    (unsigned long long)id[0], (unsigned)id[1], kind);
	return units + utf_8to16(nt + units, (size_t)n, name, (size_t)n);
}

int
aside_is_name(const uint16_t *name, size_t units)
{
	static const char prefix[] = PREFIX;

	if (units != PREFIX_UNITS + DIGITS + 1 || name[0] != '.')
		return 0;
	for (size_t i = 0; i < PREFIX_UNITS; i++)
		if (name[i] != (unsigned char)prefix[i])
			return 0;
	for (size_t i = PREFIX_UNITS; i < units - 1; i++)
		if (!((name[i] >= '0' && name[i] <= '9') ||
		    (name[i] >= 'a' && name[i] <= 'f')))
			return 0;
	return name[units - 1] == ASIDE_GONE ||
	    name[units - 1] == ASIDE_NAMELESS ? name[units - 1] : 0;
}

int
aside_name_in(struct path *p, char kind)
{
	if (p->nt_units + ASIDE_UNITS > PATH_NT_MAX)
		return -ENAMETOOLONG;
	if (p->nt[p->nt_units - 1] == '\\')
		p->nt_units--;
	p->nt_units = aside_append(p->nt, p->nt_units, kind);
	return 0;
}

size_t
aside_beside(uint16_t nt[PATH_NT_MAX + ASIDE_UNITS], const struct path *p,
    char kind)
{
	size_t dir = path_last_name(p);

	if (dir == 0)
		return 0;
	memcpy(nt, p->nt, (dir - 1) * sizeof *nt);
	return aside_append(nt, dir - 1, kind);
}

static int
is_dots(const struct nt_dirent *d)
{
	return d->name[0] == '.' && (d->units == 1 ||
	    (d->units == 2 && d->name[1] == '.'));
}

/* What nobody has open is left over; what is open may stay open elsewhere. */
static void
take_out(nt_handle dir, const struct path *folder, const struct nt_dirent *d)
{
	uint16_t nt[PATH_NT_MAX + ASIDE_UNITS];
	struct nt_open_args a = {
		.root = dir,
		.name = { d->name, d->units },
		.access = NT_DELETE | NT_READ_ATTRIBUTES |
		    NT_WRITE_ATTRIBUTES,
		.disposition = NT_OPEN,
		.options = NT_OPEN_REPARSE_POINT,
		.share = NT_SHARE_NONE,
	};
	int kind = aside_is_name(d->name, d->units), e;
	struct nt_name to = { nt, 0 };
	nt_handle h;

	e = nt_open(&h, &a);
	if (e == -EBUSY && folder != NULL) {
		a.share = NT_SHARE_ALL;
		if (nt_open(&h, &a) < 0)
			return;
		to.units = aside_beside(nt, folder, (char)kind);
		if (to.units > 0)
			nt_rename(h, &to, 0);
	} else if (e < 0)
		return;
	if (e == 0 || kind == ASIDE_GONE)
		nt_delete(h);
	nt_close(h);
}

/*
 * Takes such files out of the open folder; others end that if only is set.
 * How many there were.
 */
static int
sweep(nt_handle dir, const struct path *folder, int only)
{
	char buf[4096] __attribute__((aligned(8)));
	struct nt_dirent d;
	int first = 1, found = 0;
	size_t at;
	long n;

	for (; (n = nt_dir_fill(dir, buf, sizeof buf, first)) > 0; first = 0)
		for (at = 0; nt_dir_next(buf, (size_t)n, &at, &d);) {
			if (aside_is_name(d.name, d.units)) {
				take_out(dir, folder, &d);
				found++;
			} else if (only && !is_dots(&d))
				return 0;
		}
	return found;
}

static int
open_folder(nt_handle *h, const struct nt_name *name)
{
	struct nt_open_args a = {
		.name = *name,
		.access = NT_READ_DATA,
		.disposition = NT_OPEN,
		.options = NT_DIRECTORY_FILE | NT_OPEN_REPARSE_POINT,
	};

	return nt_open(h, &a);
}

int
aside_empty(const struct path *folder)
{
	struct nt_name name = path_nt_name(folder);
	nt_handle h;
	int found;

	if (open_folder(&h, &name) < 0)
		return 0;
	found = sweep(h, folder, 1);
	nt_close(h);
	return found > 0;
}

/* Once in a process that moves something there. */
static void
sweep_temp(const uint16_t *nt, size_t units)
{
	static volatile int done KEEP;
	struct nt_name name = { nt, units };
	nt_handle h;

	if (done)
		return;
	done = 1;
	/* One may have its name back (exchange.c). */
	disk_exchanges_go_on(disk_exchanges_await());
	if (open_folder(&h, &name) < 0)
		return;
	sweep(h, NULL, 0);
	nt_close(h);
}

int
aside_move(nt_handle h, const struct path *p, char kind)
{
	uint16_t nt[PATH_NT_MAX + ASIDE_UNITS];
	struct nt_name to = { nt, 0 };
	long temp = path_temp_name(nt, PATH_NT_MAX);

	if (temp > 0) {
		to.units = aside_append(nt, (size_t)temp, kind);
		if (nt_rename(h, &to, 0) == 0) {
			sweep_temp(nt, (size_t)temp);
			return 0;
		}
	}
	to.units = aside_beside(nt, p, kind);
	return to.units == 0 ? -EBUSY : nt_rename(h, &to, 0);
}
