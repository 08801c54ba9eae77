/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whole disks, \\.\PhysicalDriveN (winioctl.h).  What they hold is read and
 * written in sectors, by nt_read() and nt_write(), and who may do that is an
 * administrator; what they are everybody may ask.
 */
#ifndef ISTHMUS_NT_DRIVE_H
#define ISTHMUS_NT_DRIVE_H

#include "nt/types.h"

#define NT_DRIVES	128
#define NT_PARTITIONS	15		/* that are told of one */

struct nt_drive {
	uint64_t size;			/* bytes; 0: nothing is in it */
	uint32_t sector;
	int read_only;
};

struct nt_partition {
	unsigned number;		/* from 1 on */
	uint64_t start, size;		/* bytes */
};

/* Which are there: a bit for each number. */
void nt_drives(uint32_t set[NT_DRIVES / 32]);
/* access 0: to ask.  -ENOENT, -EACCES. */
int nt_drive_open(nt_handle *, unsigned number, uint32_t access);
int nt_drive_facts(nt_handle, struct nt_drive *);
/* How many; -EOPNOTSUPP and others. */
int nt_drive_partitions(nt_handle, struct nt_partition[NT_PARTITIONS]);

#endif
