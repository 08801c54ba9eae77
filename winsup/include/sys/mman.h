/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory management (XBD <sys/mman.h>).
 */
#ifndef _SYS_MMAN_H
#define _SYS_MMAN_H

#include <sys/cdefs.h>
#include <sys/types.h>

#define PROT_NONE	0
#define PROT_READ	1
#define PROT_WRITE	2
#define PROT_EXEC	4

#define MAP_FILE	0
#define MAP_SHARED	0x0001
#define MAP_PRIVATE	0x0002
#define MAP_TYPE	0x000f
#define MAP_FIXED	0x0010
#if __MISC_VISIBLE || __POSIX_VISIBLE >= 202405
#define MAP_ANONYMOUS	0x0020
#define MAP_ANON	MAP_ANONYMOUS
#endif
#if __MISC_VISIBLE
#define MAP_SHARED_VALIDATE	0x0003
#define MAP_LOCKED	0x2000
#define MAP_NORESERVE	0x4000
#define MAP_FIXED_NOREPLACE	0x8000
#define MAP_POPULATE	0x10000
#define MAP_STACK	0
#endif
#define MAP_FAILED	((void *)-1)

#define MS_ASYNC	1
#define MS_SYNC		2
#define MS_INVALIDATE	4

#define MCL_CURRENT	1
#define MCL_FUTURE	2

#define POSIX_MADV_NORMAL	0
#define POSIX_MADV_SEQUENTIAL	1
#define POSIX_MADV_RANDOM	2
#define POSIX_MADV_WILLNEED	3
#define POSIX_MADV_DONTNEED	4

/* posix_typed_mem_open(): one of these, or none. */
#define POSIX_TYPED_MEM_ALLOCATE	1
#define POSIX_TYPED_MEM_ALLOCATE_CONTIG	2
#define POSIX_TYPED_MEM_MAP_ALLOCATABLE	4

#if __MISC_VISIBLE
#define MADV_NORMAL	0
#define MADV_SEQUENTIAL	1
#define MADV_RANDOM	2
#define MADV_WILLNEED	3
#define MADV_DONTNEED	4
#define MADV_FREE	5
#define MADV_REMOVE	9
#define MADV_DONTFORK	10
#define MADV_DOFORK	11
#define MADV_MERGEABLE	12
#define MADV_UNMERGEABLE	13
#define MADV_HUGEPAGE	14
#define MADV_NOHUGEPAGE	15
#define MADV_DONTDUMP	16
#define MADV_DODUMP	17
#define MADV_WIPEONFORK	18
#define MADV_KEEPONFORK	19
#define MADV_COLD	20
#define MADV_PAGEOUT	21
#define MADV_POPULATE_READ	22
#define MADV_POPULATE_WRITE	23
#define MCL_ONFAULT	4
#define MLOCK_ONFAULT	1U
#define MREMAP_MAYMOVE	1
#define MREMAP_FIXED	2
#define MREMAP_DONTUNMAP	4
#define MFD_CLOEXEC	1
#define MFD_ALLOW_SEALING	2
#endif

struct posix_typed_mem_info {
	size_t	posix_tmi_length;	/* the most that can be allocated */
};

__BEGIN_DECLS

void *mmap(void *__addr, size_t __len, int __prot, int __flags, int __fd,
    off_t __offset);
int munmap(void *__addr, size_t __len);
int mprotect(void *__addr, size_t __len, int __prot);
int msync(void *__addr, size_t __len, int __flags);
int mlock(const void *__addr, size_t __len);
int munlock(const void *__addr, size_t __len);
int mlockall(int __flags);
int munlockall(void);
int posix_madvise(void *__addr, size_t __len, int __advice);
int shm_open(const char *__name, int __oflag, mode_t __mode);
int shm_unlink(const char *__name);
int posix_typed_mem_open(const char *__name, int __oflag, int __tflag);
int posix_typed_mem_get_info(int __fd, struct posix_typed_mem_info *__info);
int posix_mem_offset(const void *__restrict __addr, size_t __len,
    off_t *__restrict __off, size_t *__restrict __contig_len,
    int *__restrict __fd);
#if __MISC_VISIBLE
int madvise(void *__addr, size_t __len, int __advice);
int mincore(void *__addr, size_t __len, unsigned char *__vec);
#endif
#if __GNU_VISIBLE
void *mremap(void *__old, size_t __old_len, size_t __len, int __flags, ...);
int mlock2(const void *__addr, size_t __len, unsigned int __flags);
int memfd_create(const char *__name, unsigned int __flags);
#endif

__END_DECLS

#endif /* _SYS_MMAN_H */
