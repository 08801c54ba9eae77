/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Numbers of volumes, which are st_dev.  Asking for one costs several times
 * what the rest of stat() costs on some systems, and NT's stat does not tell
 * it.  Where there are no access lists nothing leads from a drive to another
 * volume, and its letter is enough; else junctions and volumes that lie in
 * folders do, and it is asked for once per folder.
 */
#include "file/room_impl.h"

#include "file/perm.h"

#define FOLDERS		512
/* Of volumes without one: programs take 0 for unknown. */
#define NO_NUMBER	3

/* A part of what it is the number of, not 0, and the number; atomic. */
static volatile uint64_t by_letter[26];
static volatile uint64_t by_folder[FOLDERS];

/* Of the folder that p names something in. */
static uint64_t
folder_hash(const struct path *p)
{
	uint64_t h = 14695981039346656037u;
	size_t n = path_last_name(p);

	for (size_t i = 0; i < n; i++)
		h = (h ^ p->nt[i]) * 1099511628211u;
	return h;
}

/* Where the number is, under *key, once it is known; NULL: in no place. */
static volatile uint64_t *
slot(int drive, const struct path *p, uint64_t *key)
{
	uint64_t hash;

	*key = 1;
	drive &= ~DISK_NOACL;
	if (!perm_proved())
		return drive >= 'A' && drive <= 'Z' ?
		    &by_letter[drive - 'A'] : NULL;
	if (p == NULL)
		return NULL;
	hash = folder_hash(p);
	*key = hash >> 32 | 1;
	return &by_folder[hash % FOLDERS];
}

static int
is_known(const volatile uint64_t *known, uint64_t key, uint32_t *number)
{
	uint64_t is = known != NULL ? *known : 0;

	*number = (uint32_t)is;
	return is >> 32 == key;
}

/* The name that says what volume p is on. */
static const struct path *
telling(const struct path *p)
{
	return p->at_mount || p->led ? NULL : p;
}

int
disk_device_known(const struct path *p, uint32_t *number)
{
	uint64_t key;
	volatile uint64_t *known = slot(disk_drive(p), telling(p), &key);

	return is_known(known, key, number);
}

uint32_t
disk_path_device(nt_handle h, const struct path *p)
{
	return disk_device(h, disk_drive(p), telling(p));
}

uint32_t
disk_device(nt_handle h, int drive, const struct path *p)
{
	uint64_t key;
	volatile uint64_t *known = slot(drive, p, &key);
	uint32_t number;

	if (is_known(known, key, &number))
		return number;
	/* A volume that cannot tell has files to show all the same. */
	if (nt_volume_serial(h, &number) < 0 || number == 0)
		number = NO_NUMBER;
	if (known != NULL)
		*known = key << 32 | number;
	return number;
}

int
disk_elsewhere(const struct path *p, int drive, uint32_t device)
{
	int other = disk_drive(p);
	uint32_t number;
	nt_handle h;

	if (((drive ^ other) & ~DISK_NOACL) == 0 ||
	    disk_open_parent(p, 0, &h) < 0)
		return 0;
	number = disk_path_device(h, p);
	nt_close(h);
	return number != device;
}
