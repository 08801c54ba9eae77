/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Extended attributes of NT (MS-FSCC 2.4.15 FileFullEaInformation): a list
 * of entries, each at a multiple of 4, that names and values follow.  Names
 * do not tell case; an entry without a value removes that name.
 */
#ifndef ISTHMUS_NT_EA_H
#define ISTHMUS_NT_EA_H

#include <stddef.h>
#include <stdint.h>

#include "nt/types.h"

#define NT_READ_EA	0x0008u		/* access */
#define NT_WRITE_EA	0x0010u

struct nt_ea {
	uint32_t next;			/* bytes to the next one; 0: the last */
	uint8_t flags;
	uint8_t name_size;		/* without the 0 behind it */
	uint16_t value_size;
	char name[];			/* name, 0, value */
};

#define NT_EA_MAX	65536		/* bytes of a file's list */

/* Does the volume keep them? */
int nt_ea_supported(nt_handle);
/* The whole list, at most NT_EA_MAX: its bytes, 0 if there are none. */
long nt_ea_get(nt_handle, void *buf, size_t size);
/* -ENOSPC: too many bytes for one file. */
int nt_ea_set(nt_handle, const void *buf, size_t size);

#endif
