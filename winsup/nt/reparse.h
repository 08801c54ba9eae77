/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reparse points: what NT keeps beside a name that leads elsewhere
 * (MS-FSCC 2.1.2; FSCTL_GET_REPARSE_POINT, FSCTL_SET_REPARSE_POINT).
 */
#ifndef ISTHMUS_NT_REPARSE_H
#define ISTHMUS_NT_REPARSE_H

#include "nt/types.h"

/* Tags (MS-FSCC 2.1.2.1). */
#define NT_TAG_MOUNT_POINT	0xa0000003u	/* junctions, volumes */
#define NT_TAG_SYMLINK		0xa000000cu
#define NT_TAG_LX_SYMLINK	0xa000001du	/* WSL's: a UTF-8 target */

#define NT_REPARSE_MAX		16384		/* bytes of one, all in all */

/* A link's target, pointing into the buffer that was read. */
struct nt_reparse {
	uint32_t tag;
	int relative;			/* of NT_TAG_SYMLINK */
	const uint16_t *target;		/* of the first two */
	size_t units;
	const char *text;		/* of NT_TAG_LX_SYMLINK */
	size_t len;
};

/*
 * Reads into buf (NT_REPARSE_MAX bytes, aligned to 8).  -EINVAL: no reparse
 * point, or none of those three; -EOPNOTSUPP: the volume has none.
 */
int nt_get_reparse(nt_handle, void *buf, struct nt_reparse *);
/* Parses what was read; for tests, too. */
int nt_parse_reparse(const void *buf, size_t size, struct nt_reparse *);

/*
 * Makes the empty file h such a link.  -EOPNOTSUPP where the system or the
 * volume has none, -EPERM without the privilege that native ones need.
 */
int nt_set_lx_symlink(nt_handle, const char *target, size_t len);
int nt_set_symlink(nt_handle, const uint16_t *target, size_t units,
    int relative);

#endif
