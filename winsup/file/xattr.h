/* SPDX-License-Identifier: BSD-2-Clause */
/* Extended attributes of a file's handle, as in Linux (xattr(7)). */
#ifndef ISTHMUS_FILE_XATTR_H
#define ISTHMUS_FILE_XATTR_H

#include <stddef.h>

#include "nt/types.h"

/*
 * Names are "user." and something; -ENOTSUP for others, and where the volume
 * keeps none.  -EINVAL, -ERANGE (names; buffers), -ENODATA, -EEXIST, -E2BIG,
 * -ENOSPC.  The handle has NT_READ_EA, for a change NT_WRITE_EA too.
 */
long xattr_get(nt_handle, const char *name, void *, size_t);
long xattr_list(nt_handle, char *, size_t);
int xattr_set(nt_handle, const char *name, const void *, size_t, int flags);
int xattr_remove(nt_handle, const char *name);

#endif
