/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Another process' memory, handles and counts (memoryapi.h, psapi.h,
 * handleapi.h, winbase.h).  What is read may change at any moment.
 */
#ifndef ISTHMUS_NT_PEER_H
#define ISTHMUS_NT_PEER_H

#include <stddef.h>

#include "nt/mem.h"
#include "nt/types.h"

/*
 * To look into the process that started then (0: at any time).  -ESRCH,
 * -EPERM.
 */
int nt_peer_open(uint32_t winpid, uint64_t started, nt_handle *);

/* n bytes at an address of its; -EFAULT where not all of them are there. */
int nt_peer_read(nt_handle, const void *there, void *dst, size_t n);

/*
 * How far from ours its copy of isthmus1.dll lies; -ENOENT: it has none, or
 * another version.
 */
int nt_peer_image(nt_handle, ptrdiff_t *shift);

/* As nt_mem_info(); NULL: this process. */
int nt_peer_memory(nt_handle, const void *there, struct nt_mem_info *);
/*
 * The NT name (\??\C:\x) of the file that is mapped at an address: its
 * units; -ENOENT: there is none.
 */
long nt_peer_file(nt_handle, const void *there, uint16_t *name, size_t max);

/* Pages that are in memory; portions: bytes of shared ones, by sharers. */
struct nt_residents {
	size_t own, shared, locked;
	size_t portions;
};
/* What is at addr; errors where the system does not tell. */
int nt_peer_residents(nt_handle, const void *addr, size_t pages,
    struct nt_residents *);

/* A handle of our own to what one of its handles is to. */
int nt_peer_take(uint32_t winpid, uint64_t started, uint64_t value,
    nt_handle *);

struct nt_transfers {
	uint64_t reads, writes;		/* calls */
	uint64_t bytes_read, bytes_written;
};
int nt_peer_transfers(nt_handle, struct nt_transfers *);

#endif
