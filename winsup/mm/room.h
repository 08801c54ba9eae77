/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory of the process: the fixed regions of doc/architecture.md, the
 * DLL's own allocator, the main thread's stack, and the arena that the
 * program's heap grows in.  What mimalloc makes of the arena is malloc.
 */
#ifndef ISTHMUS_MM_ROOM_H
#define ISTHMUS_MM_ROOM_H

#include <stddef.h>
#include <stdint.h>

#include "nt/types.h"

/* Regions; each ends where the next begins. */
#define MM_BLOCK_BASE	UINT64_C(0x200000000000)
#define MM_STACK_BASE	UINT64_C(0x200100000000)
#define MM_HEAP_BASE	UINT64_C(0x201000000000)
#define MM_MAP_BASE	UINT64_C(0x220000000000)
#define MM_MAP_END	UINT64_C(0x300000000000)

#define MM_PAGE		((size_t)0x1000)
#define MM_GRANULE	((size_t)0x10000)

/*
 * Claims the process block.  The very first call of the DLL; -EEXIST if
 * something lies there already, -ENOMEM.
 */
int mm_init(void);

/*
 * The DLL's own objects.  They lie in the process block, so that fork and
 * exec find them; alignment is 16, from 4 KiB on a page.  NULL when memory
 * is exhausted.  Lock: LOCK_KMEM.
 */
void *mm_alloc(size_t) __attribute__((malloc));
void *mm_zalloc(size_t) __attribute__((malloc));
void *mm_realloc(void *, size_t);
void mm_free(void *);
size_t mm_size(const void *);		/* usable bytes */

/* Does p point into the process block? */
int mm_block_holds(const void *);

/* Bytes of the process block that are in use, from MM_BLOCK_BASE on. */
size_t mm_block_extent(void);

/*
 * A stack in the form the TEB has it: it grows from base down to dealloc,
 * and is committed (and may be touched) down to limit; the page under limit
 * is its guard.
 */
struct mm_stack {
	void *base, *limit, *dealloc;
	void *low;		/* start of the reservation */
};

/*
 * The main thread's stack, of at least `reserve' bytes and of no less than
 * 256 KiB.  The caller switches to it and puts these values into the TEB.
 */
int mm_stack_main(size_t reserve, struct mm_stack *);

/*
 * A thread's stack of `size' usable bytes, with `guard' bytes below that are
 * never accessible; default ones are kept for the next thread.  -EAGAIN
 * when there is no memory.  mm_stack_drop() is called from another stack.
 */
#define MM_STACK_DEFAULT	((size_t)8 << 20)
/* Pages above DeallocationStack that the system does not let be used. */
#define MM_STACK_SYSTEM		(3 * MM_PAGE)
int mm_stack_make(size_t size, size_t guard, struct mm_stack *);
void mm_stack_drop(const struct mm_stack *);
/* In a child of fork: those that are kept are not there. */
void mm_stack_forget(void);
/* Moves limit to where the stack is committed by now. */
void mm_stack_measure(struct mm_stack *);

/*
 * The arena: address space of whole blocks of MM_ARENA_BLOCK, in which
 * memory is committed from the start of each block on.  Lock: LOCK_ARENA.
 * -ENOMEM is the only error of the first two.
 */
#define MM_ARENA_BLOCK	((size_t)0x2000000)		/* 32 MiB */

int mm_arena_reserve(size_t size, size_t align, void **out);
int mm_arena_commit(void *addr, size_t size);
/*
 * The range has to be committed before it is used again.  Sections with
 * nothing in use are given back, their bytes returned; other pages leave the
 * working set, as mm_arena_forget() does it: their contents are undefined.
 * mm_arena_returned() is all of that so far.
 */
size_t mm_arena_decommit(void *addr, size_t size);
void mm_arena_forget(void *addr, size_t size);
size_t mm_arena_returned(void);
void mm_arena_release(void *addr, size_t size);

/*
 * What fork maps copy-on-write: calls fn for each section of the arena.
 * Stops at, and returns, the first result that is not 0.  The arena's first
 * piece may be private memory, which fork copies: its handle is NULL.
 */
struct mm_section {
	void *handle;
	void *addr;
	size_t size;
	int cow;	/* mapped copy-on-write */
	int given;	/* another process has, or had, it too */
	void *base;	/* a writable view of the section itself, or NULL */
};
int mm_heap_sections(int (*fn)(const struct mm_section *, void *), void *);

/*
 * For fork.  A run of memory that has to be in a child; mm_block_regions()
 * gives those of the process block, of which there are MM_BLOCK_REGIONS.
 */
struct mm_region {
	void *addr;
	size_t size;
};
#define MM_BLOCK_REGIONS	2
void mm_block_regions(struct mm_region[MM_BLOCK_REGIONS]);
/*
 * The block was put back to an earlier state in which `then' were its
 * regions, `now' being those of the state left: makes what lies between as
 * fresh as it was.
 */
void mm_block_undone(const struct mm_region then[MM_BLOCK_REGIONS],
    const struct mm_region now[MM_BLOCK_REGIONS]);
/* Makes the block of a new process fit to take these regions. */
int mm_block_claim(const struct mm_region[MM_BLOCK_REGIONS]);
/*
 * While pinned, sections of the arena stay, whatever is given back: a child
 * that runs in place must not take its parent's memory away.
 */
void mm_arena_pin(int on);
/* Drops all sections but the n given ones. */
void mm_arena_keep_only(const struct mm_section *, size_t n);
/*
 * In a new process: new memory of size bytes at addr, or with cow the view of
 * a section that was inherited, 0 or -errno; and, when the arena's own memory
 * was copied, what became of all n.
 */
int mm_arena_claim(struct mm_section *);
void mm_arena_adopt(const struct mm_section *, size_t n);
/*
 * Maps the section anew, copy-on-write or (then nobody else may have it)
 * writable, and records that.  What a copy-on-write view alone had is gone.
 * -errno: there is no memory at that place any more.
 */
int mm_arena_remap(const struct mm_section *, int cow);
/*
 * The piece that is private memory becomes a section, mapped writable, with
 * the same contents, or stays as it is where none can be made; where no other
 * thread runs and the stack lies elsewhere, and not for a child that runs in
 * place.  -errno: there is no memory at that place any more.
 */
int mm_arena_share(struct mm_section *);
/*
 * Keeps a view of the section itself, in *base and in the arena's record of
 * it; not for a child that runs in place.
 */
int mm_arena_base(struct mm_section *);
/* The main stack as it is: base, and what is committed of it by now. */
void mm_stack_now(struct mm_stack *);
/*
 * The main stack, which nobody runs on, is to grow from that limit again, as
 * if it had never been deeper.  0 or -errno.
 */
int mm_stack_shrink(void *limit);
/* A stack of a copied process, with these bounds.  0 or -errno. */
int mm_stack_claim(const struct mm_stack *);

/*
 * mmap and its kin, see map_impl.h.  Addresses are those of pages; access is
 * PROT_*.  -EINVAL, -ENOMEM; others are named.
 */
struct mm_file_id {
	uint64_t file;
	uint32_t volume;
};
/* By what descriptor something was mapped: for who asks (mm_map_place()). */
struct mm_origin {
	int fd;				/* -1: none */
	unsigned pool;			/* MM_POOL_*; 0: no typed memory */
	uint64_t file;			/* the description's id */
};
#define MM_POOL_HELD	1u		/* what is mapped is not free */
#define MM_POOL_LOOSE	2u		/* it may be */
struct mm_map_request {
	uintptr_t addr;
	size_t size;
	int prot;
	int shared, fixed, replace;	/* fixed && !replace: -EEXIST */
	nt_handle file;			/* NULL: memory */
	int may_write;			/* a shared file */
	struct map_object *like;	/* of mremap(): this, whatever it is */
	uint64_t offset;
	struct mm_origin origin;
	unsigned fork;			/* MM_FORK_* */
};
#define MM_FORK_NONE	1u		/* a child does not have it */
#define MM_FORK_ZERO	2u		/* a child has zeros there */
int mm_map(const struct mm_map_request *, void **out);	/* -EACCES too */
int mm_unmap(uintptr_t addr, size_t);
int mm_protect(uintptr_t addr, size_t, int prot);	/* -EACCES too */
int mm_sync(uintptr_t addr, size_t, int wait, int invalidate);
				/* -EBUSY (locked), -EIO too */
int mm_map_discard(uintptr_t addr, size_t);	/* as MADV_DONTNEED */
int mm_lock(uintptr_t addr, size_t, int on);	/* -EAGAIN, -EPERM too */
/* All memory of our regions as it is now, or none of it. */
int mm_lock_all(int on);
int mm_resident(uintptr_t addr, size_t, unsigned char *);
/*
 * madvise(): what follows from it.  -EACCES too: of MADV_REMOVE.  Who asked
 * for the pages themselves has to touch them.
 */
int mm_map_advise(uintptr_t addr, size_t, int advice);
/*
 * mremap(): to is where, or 0 for where there is room, if it may move.  With
 * KEEP something is left mapped where it was.
 */
#define MM_REMAP_MOVE	1u
#define MM_REMAP_KEEP	2u
int mm_remap(uintptr_t addr, size_t old, size_t size, unsigned how,
    uintptr_t to, void **out);
/* Is all of it mapped?  0 or -ENOMEM. */
int mm_map_check(uintptr_t addr, size_t);
int mm_file_id(nt_handle, struct mm_file_id *);		/* volume 0: unknown */
/*
 * A file is to get another size, and cannot while it is mapped: calls set()
 * while its views are gone.  What set() returns, or -errno; -EBUSY: also of a
 * transfer to or from the views that does not end.
 */
int mm_map_resize(nt_handle file, int (*set)(void *), void *arg);
/* The file may be shorter now; what has been read of it follows. */
void mm_map_follow(nt_handle file);
/*
 * The same for another process, in a thread that no room knows: until() waits
 * while the views are gone, and is not called if there are none.  It waits
 * while fork copies the tables or a child runs in place: between
 * mm_map_hold(1) and (0).
 */
int mm_map_step_aside(const struct mm_file_id *, int (*until)(void *), void *);
void mm_map_hold(int on);
/* All other threads of the process stand still, or go on. */
extern void (*mm_still_hook)(int on);
int mm_map_any_file(void);		/* is any mapped? */
/* Unmaps all files: another program goes on as this process. */
void mm_map_leave_files(void);
/* Told of the number of each file before it is mapped; takes no lock. */
extern void (*mm_map_hook)(uint64_t file);
/* Is it mapped here, shared and so that it can be written to? */
int mm_map_writes(nt_handle file);

/*
 * What is mapped at addr: where that is in its object, and how much of the
 * object follows in one piece.  -EACCES: nothing is.
 */
struct mm_place {
	uint64_t offset;
	size_t size;
	struct mm_origin origin;
};
int mm_map_place(uintptr_t addr, struct mm_place *);
/* Calls fn for each piece of typed memory; it may take no lock. */
void mm_map_pools(void (*fn)(const struct mm_place *, void *), void *);

/*
 * Somebody touched addr, for that access (NT_MEM_READ, _WRITE or _EXEC), and
 * could not.  RETRY: now it can be; BEHIND: the page is behind the end of its
 * file; GROWN: that is to be mapped anew, but not by who is in_place of another
 * process.
 */
enum mm_fault { MM_FAULT_NONE, MM_FAULT_RETRY, MM_FAULT_BEHIND,
    MM_FAULT_GROWN, MM_FAULT_UNMAPPED, MM_FAULT_PROTECTED };
enum mm_fault mm_map_fault(uintptr_t addr, uint32_t access, int in_place);

/*
 * For fork.  mm_map_writable() gives the private memory that a child in place
 * could change, at most max runs; their number or -ENOMEM.  mm_map_own()
 * gives the pages that a copy must be given, after which mm_map_settled() is
 * to be called; in the copy, mm_map_rebuild() before they are written, and
 * mm_map_settled() afterwards.
 */
int mm_map_writable(struct mm_region *, int max);
int mm_map_own(int (*fn)(const struct mm_region *, void *), void *);
void mm_map_handles(void (*fn)(nt_handle, void *), void *);
int mm_map_rebuild(void);
int mm_map_open_run(const struct mm_region *);	/* one of mm_map_own()'s */
void mm_map_settled(void);
/* The running process is a child of fork, perhaps in place. */
void mm_map_fork_child(void);

/*
 * malloc's part of the per-thread block, which begins with it.  The thread
 * room, one step above, gives mm_thread_make(): the calling thread's part,
 * made if need be.
 */
struct mm_thread {
	void *heap;			/* mimalloc's; NULL until first used */
	uint32_t locks;			/* of mimalloc's that it holds */
};
struct mm_thread *mm_thread_make(void);
void mm_malloc_init(void);		/* once, at start-up */
void mm_malloc_thread_done(void);	/* the calling thread ends */

#endif
