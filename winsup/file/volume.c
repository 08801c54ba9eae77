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

uint32_t
disk_device(nt_handle h, int drive, const struct path *p)
{
	volatile uint64_t *known = NULL;
	uint64_t key = 1, hash;
	uint32_t number;

	drive &= ~DISK_NOACL;
	if (!perm_proved()) {
		if (drive >= 'A' && drive <= 'Z')
			known = &by_letter[drive - 'A'];
	} else if (p != NULL) {
		hash = folder_hash(p);
		key = hash >> 32 | 1;
		known = &by_folder[hash % FOLDERS];
	}
	if (known != NULL && *known >> 32 == key)
		return (uint32_t)*known;
	/* A volume that cannot tell has files to show all the same. */
	if (nt_volume_serial(h, &number) < 0 || number == 0)
		number = NO_NUMBER;
	if (known != NULL)
		*known = key << 32 | number;
	return number;
}
