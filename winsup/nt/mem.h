/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Virtual memory and sections (wdm.h: ZwAllocateVirtualMemory,
 * ZwCreateSection, ZwMapViewOfSection; memoryapi.h).  Every function returns
 * 0 or -errno; -ENOMEM where the system has no memory, commit or address
 * space for it, -EINVAL for addresses that are not aligned.
 *
 * Addresses and sizes are multiples of NT_PAGE for commit, decommit and
 * protect, and of NT_GRANULE for reserve and map.
 */
#ifndef ISTHMUS_NT_MEM_H
#define ISTHMUS_NT_MEM_H

#include "nt/types.h"

#define NT_PAGE		((size_t)0x1000)
#define NT_GRANULE	((size_t)0x10000)

/* Protection, a bit set. */
#define NT_MEM_NONE	0u
#define NT_MEM_READ	1u
#define NT_MEM_WRITE	2u
#define NT_MEM_EXEC	4u
#define NT_MEM_GUARD	8u	/* one access faults and clears it */
#define NT_MEM_COPY	16u	/* writes make private copies (views only) */

enum nt_mem_state {
	NT_MEM_FREE,
	NT_MEM_RESERVED,
	NT_MEM_COMMITTED
};

enum nt_mem_kind {
	NT_MEM_PRIVATE,
	NT_MEM_MAPPED,
	NT_MEM_IMAGE
};

/* A run of pages that are alike, as the system sees it. */
struct nt_mem_info {
	void *base;			/* first page of the run */
	void *allocation;		/* start of its reservation */
	size_t size;
	enum nt_mem_state state;
	enum nt_mem_kind kind;
	uint32_t prot;			/* NT_MEM_* */
};

/*
 * Reserves address space, exactly at addr, or where the system likes if addr
 * is NULL.  -EEXIST if something else lies at addr.
 */
int nt_mem_reserve(void *addr, size_t size, void **out);
int nt_mem_commit(void *addr, size_t size, uint32_t prot);
int nt_mem_decommit(void *addr, size_t size);
int nt_mem_release(void *addr);		/* a whole reservation */
int nt_mem_protect(void *addr, size_t size, uint32_t prot);
int nt_mem_info(const void *addr, struct nt_mem_info *);
/* The same of another process (memoryapi.h, VirtualQueryEx). */
int nt_mem_info_of(nt_handle, const void *addr, struct nt_mem_info *);
/*
 * The contents are no longer needed, and need no place in memory: the pages
 * stay usable.  Of private memory, or a view of a section of the page file
 * that nobody else maps.
 */
int nt_mem_forget(void *addr, size_t size);

/* Writes what was changed in a view of a file to the file.  -EIO. */
int nt_mem_flush(void *addr, size_t size);
/* Keeps pages in memory, or no longer.  -EAGAIN: there is a limit. */
int nt_mem_lock(void *addr, size_t size, int on);
/* vec[i] becomes 1 if the page is in memory, or 0. */
int nt_mem_resident(void *addr, size_t pages, unsigned char *vec);
/*
 * Of a copy-on-write view: vec[i] becomes 0 if the page is the section's, 1 if
 * it is a copy or nothing is known.
 */
int nt_mem_own(const void *addr, size_t pages, unsigned char *vec);

/*
 * A section backed by the page file, of read, write and execute rights.
 * commit: all of it is charged now; otherwise pages of a view are committed
 * with nt_mem_commit().
 */
int nt_section_create(nt_handle *, uint64_t size, int commit);
/* file: access as the handle has it; prot says what views may do. */
int nt_section_create_file(nt_handle *, nt_handle file, uint32_t prot);
/*
 * Maps [offset, offset + size) exactly at addr (-EEXIST if taken), or
 * anywhere if *addr is NULL, and stores the place in *addr.
 */
int nt_section_map(nt_handle, void **addr, size_t size, uint64_t offset,
    uint32_t prot);
int nt_section_unmap(void *addr);

#endif
