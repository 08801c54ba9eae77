/* SPDX-License-Identifier: BSD-2-Clause */
#include "spawn/known.h"

#include <errno.h>
#include <string.h>

#include "lib/keep.h"
#include "nt/clock.h"
#include "nt/file.h"
#include "path/room.h"

#define ENTRIES		8
#define UNITS_MAX	200
#define EXE_UNITS	4
/*
 * Times of files are coarse (FAT: 2 s).  What changed less than this ago
 * could change once more and look the same.
 */
#define SETTLED		(3 * (int64_t)NT_PER_SECOND)

struct image {
	uint16_t nt[UNITS_MAX];		/* with .exe */
	size_t units;			/* 0: none */
	int exe;
	int64_t write_time, change_time;
	uint64_t size;
};

/* Of the Windows process: a child in place notes it for its parent, too. */
KEEP static struct image images[ENTRIES];
KEEP static volatile uint32_t busy;

static int
begin(void)
{
	return __atomic_exchange_n(&busy, 1, __ATOMIC_ACQUIRE) == 0;
}

static void
end(void)
{
	__atomic_store_n(&busy, 0, __ATOMIC_RELEASE);
}

/* The entry that a name without .exe has; names share it. */
static struct image *
entry_of(const uint16_t *nt, size_t units)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < units; i++)
		h = (h ^ nt[i]) * 16777619u;
	return &images[(h >> 16) % ENTRIES];
}

static int
is_same(const struct image *k, const struct path *p)
{
	return p->kind == PATH_DISK && !p->must_be_dir && k->units > 0 &&
	    k->units == p->nt_units + (k->exe ? EXE_UNITS : 0) &&
	    memcmp(k->nt, p->nt, p->nt_units * sizeof p->nt[0]) == 0;
}

enum known
known_image(const struct path *p)
{
	struct nt_name plain = path_nt_name(p), name;
	uint32_t attributes;
	struct nt_stat now;
	struct image k;

	if (!begin())
		return KNOWN_NOT;
	k = *entry_of(p->nt, p->nt_units);
	end();
	if (!is_same(&k, p) ||
	    (k.exe && nt_attributes(&plain, &attributes) != -ENOENT))
		return KNOWN_NOT;
	name = (struct nt_name){ k.nt, k.units };
	if (nt_stat_name(&name, &now) < 0 || now.size != k.size ||
	    now.write_time != k.write_time ||
	    now.change_time != k.change_time ||
	    (now.attributes & NT_ATTR_REPARSE))
		return KNOWN_NOT;
	return k.exe ? KNOWN_EXE : KNOWN_PLAIN;
}

void
known_note(const struct path *p)
{
	struct nt_name name = path_nt_name(p);
	int64_t settled = nt_clock_system() - SETTLED;
	struct nt_stat st;
	struct image *k;

	if (p->kind != PATH_DISK || p->nt_units > UNITS_MAX ||
	    nt_stat_name(&name, &st) < 0 || st.change_time == 0 ||
	    (st.attributes & NT_ATTR_REPARSE) ||
	    st.change_time > settled || st.write_time > settled || !begin())
		return;
	k = entry_of(p->nt, p->nt_units - (p->exe ? EXE_UNITS : 0));
	memcpy(k->nt, p->nt, p->nt_units * sizeof p->nt[0]);
	k->units = p->nt_units;
	k->exe = p->exe;
	k->write_time = st.write_time;
	k->change_time = st.change_time;
	k->size = st.size;
	end();
}
