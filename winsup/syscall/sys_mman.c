/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmap and its kin.  A child of fork that runs in place gets a process
 * before it changes any mapping: what is mapped is its parent's.
 */
#include "syscall/args.h"
#include "syscall/sys.h"
#include "syscall/typed.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "file/room.h"
#include "mm/room.h"
#include "signal/room.h"
#include "thread/room.h"

#define PROT_ALL	(PROT_READ | PROT_WRITE | PROT_EXEC)
#define ADDRESS_END	((uintptr_t)1 << 47)	/* of programs */

/* [addr, addr + len) in whole pages; -ENOMEM: there is no such memory. */
static int
check_range(const void *addr, size_t len)
{
	uintptr_t at = (uintptr_t)addr;

	if (at % MM_PAGE != 0)
		return -EINVAL;
	return at > ADDRESS_END || len > ADDRESS_END - at ? -ENOMEM : 0;
}

static int
map_file(struct mm_map_request *r, int fd, void **out)
{
	struct file *f = fd_get(fd);
	int e, access, sealed;

	if (f == NULL)
		return -EBADF;
	access = f->flags & O_ACCMODE;
	sealed = fd_seals(f) & (F_SEAL_WRITE | F_SEAL_FUTURE_WRITE);
	r->file = f->handle;
	r->may_write = access == O_RDWR && !sealed;
	r->origin.fd = fd;
	r->origin.file = fd_file_id(f);
	if (f->ops == &zero_ops)
		r->file = NULL;
	if (f->ops != &zero_ops && f->ops != &disk_ops && f->ops != &typed_ops)
		e = -ENODEV;
	else if (!file_can_read(f))
		e = -EACCES;
	else if (sealed && r->shared && (r->prot & PROT_WRITE))
		e = -EPERM;
	else {
		if (r->file != NULL || f->ops == &typed_ops)
			file_await_visits();
		e = f->ops == &typed_ops ? typed_map(f, r, out) :
		    mm_map(r, out);
	}
	file_unref(f);
	return e;
}

/*
 * mlockall(MCL_FUTURE) was called: fd_forks() then, + 1; locks are not
 * inherited.
 */
static unsigned lock_future;

/* As on Linux it is no error if that cannot be. */
static void
bring_in(uintptr_t at, size_t len, int flags)
{
	int stays = flags & MAP_LOCKED || lock_future == fd_forks() + 1;

	if (!stays && !(flags & MAP_POPULATE))
		return;
	if (mm_lock(at, len, 1) == 0 && !stays)
		mm_lock(at, len, 0);
}

#define MAP_KNOWN	(MAP_TYPE | MAP_FIXED | MAP_ANONYMOUS | MAP_LOCKED | \
			MAP_NORESERVE | MAP_FIXED_NOREPLACE | MAP_POPULATE)

/*
 * XSH mmap(): EINVAL, ENOMEM, EACCES, EBADF, ENODEV, EOVERFLOW, ENXIO (typed
 * memory); EEXIST of MAP_FIXED_NOREPLACE, EOPNOTSUPP of MAP_SHARED_VALIDATE,
 * EPERM of a file that is sealed.
 */
long
sys_mmap(void *addr, size_t len, int prot, int flags, int fd, off_t offset)
{
	struct mm_map_request r = {
		.addr = (uintptr_t)addr,
		.size = len,
		.prot = prot,
		.shared = (flags & MAP_TYPE) == MAP_SHARED ||
		    (flags & MAP_TYPE) == MAP_SHARED_VALIDATE,
		.fixed = (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) != 0,
		.replace = !(flags & MAP_FIXED_NOREPLACE),
		.offset = (uint64_t)offset,
		.origin.fd = -1,
	};
	void *out = NULL;
	int e;

	if (len == 0 || (!r.shared && (flags & MAP_TYPE) != MAP_PRIVATE) ||
	    prot & ~PROT_ALL || offset % (off_t)MM_PAGE != 0 ||
	    (r.fixed && (r.addr % MM_PAGE != 0 || r.addr == 0)))
		return -EINVAL;
	if (r.fixed && (e = check_range(addr, len)) < 0)
		return e;
	if ((flags & MAP_TYPE) == MAP_SHARED_VALIDATE &&
	    flags & (MAP_ANONYMOUS | ~MAP_KNOWN))
		return flags & MAP_ANONYMOUS ? -EINVAL : -EOPNOTSUPP;
	thr_may_block();
	if (flags & MAP_ANONYMOUS)
		e = mm_map(&r, &out);
	else if (offset < 0 || len > (uint64_t)(LLONG_MAX - offset))
		e = -EOVERFLOW;
	else
		e = map_file(&r, fd, &out);
	/* What lies behind the end of a file is SIGBUS. */
	if (e == 0 && r.file != NULL)
		sig_watch_faults();
	if (r.fixed)
		typed_unmapped();
	if (e < 0)
		return e;
	bring_in((uintptr_t)out, len, flags);
	return (long)(intptr_t)out;
}

/* XSH munmap(): EINVAL. */
long
sys_munmap(void *addr, size_t len)
{
	int e;

	if (len == 0 || check_range(addr, len) < 0)
		return -EINVAL;
	thr_may_block();
	e = mm_unmap((uintptr_t)addr, len);
	typed_unmapped();
	return e;
}

/* XSH mprotect(): EINVAL, ENOMEM, EACCES. */
long
sys_mprotect(void *addr, size_t len, int prot)
{
	int e;

	if (prot & ~PROT_ALL || (uintptr_t)addr % MM_PAGE != 0)
		return -EINVAL;
	if ((e = check_range(addr, len)) < 0)
		return e;
	thr_may_block();
	return len == 0 ? 0 : mm_protect((uintptr_t)addr, len, prot);
}

/* XSH msync(): EBUSY, EINVAL, ENOMEM, EIO. */
long
sys_msync(void *addr, size_t len, int flags)
{
	int e;

	if (flags & ~(MS_ASYNC | MS_SYNC | MS_INVALIDATE) ||
	    (flags & (MS_ASYNC | MS_SYNC)) == (MS_ASYNC | MS_SYNC))
		return -EINVAL;
	if ((e = check_range(addr, len)) < 0)
		return e;
	return mm_sync((uintptr_t)addr, len, (flags & MS_SYNC) != 0,
	    (flags & MS_INVALIDATE) != 0);
}

/* XSH posix_madvise(): EINVAL, ENOMEM.  All of it is advice. */
long
sys_posix_madvise(void *addr, size_t len, int advice)
{
	int e;

	if (advice < POSIX_MADV_NORMAL || advice > POSIX_MADV_DONTNEED)
		return -EINVAL;
	if ((e = check_range(addr, len)) < 0)
		return e;
	return len == 0 ? 0 : mm_map_check((uintptr_t)addr, len);
}

/*
 * Linux' and BSD's.  Some of it is advice that nobody here has a use for.
 * EINVAL (also for pages of another kind), ENOMEM, EACCES of MADV_REMOVE,
 * EFAULT of MADV_POPULATE_*.
 */
long
sys_madvise(void *addr, size_t len, int advice)
{
	int e;

	if (advice < MADV_NORMAL || advice > MADV_POPULATE_WRITE ||
	    (advice > MADV_FREE && advice < MADV_REMOVE))
		return -EINVAL;
	if ((e = check_range(addr, len)) < 0 || len == 0)
		return e;
	thr_may_block();
	if (advice == MADV_DONTNEED)
		return mm_map_discard((uintptr_t)addr, len);
	e = mm_map_advise((uintptr_t)addr, len, advice);
	if (e == 0 && (advice == MADV_POPULATE_READ ||
	    advice == MADV_POPULATE_WRITE))
		e = sys_reach(addr, len, advice == MADV_POPULATE_WRITE);
	return e;
}

/* XSH mlock(): ENOMEM (also RLIMIT_MEMLOCK), EAGAIN, EPERM. */
long
sys_mlock(const void *addr, size_t len)
{
	if ((uintptr_t)addr + len < (uintptr_t)addr)
		return -ENOMEM;
	return len == 0 ? 0 : mm_lock((uintptr_t)addr, len, 1);
}

/* Linux': as mlock(), EINVAL.  What is not there yet is brought in as well. */
long
sys_mlock2(const void *addr, size_t len, unsigned flags)
{
	return flags & ~MLOCK_ONFAULT ? -EINVAL : sys_mlock(addr, len);
}

long
sys_munlock(const void *addr, size_t len)
{
	if ((uintptr_t)addr + len < (uintptr_t)addr)
		return -ENOMEM;
	return len == 0 ? 0 : mm_lock((uintptr_t)addr, len, 0);
}

/*
 * XSH mlockall(): EAGAIN, EINVAL.  What is there: the DLL's regions, not the
 * images; in future: what mmap() gives.
 */
long
sys_mlockall(int flags)
{
	int e = 0;

	if (!(flags & (MCL_CURRENT | MCL_FUTURE)) ||
	    flags & ~(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT))
		return -EINVAL;
	if (flags & MCL_CURRENT)
		e = mm_lock_all(1);
	if (e == 0)
		lock_future = flags & MCL_FUTURE ? fd_forks() + 1 : 0;
	return e;
}

long
sys_munlockall(void)
{
	lock_future = 0;
	return mm_lock_all(0);
}

/* EINVAL, ENOMEM. */
long
sys_mincore(void *addr, size_t len, unsigned char *vec)
{
	int e;

	if ((e = check_range(addr, len)) < 0)
		return e;
	if (sys_reach(vec, (len + MM_PAGE - 1) / MM_PAGE, 1) < 0)
		return -EFAULT;
	return len == 0 ? 0 : mm_resident((uintptr_t)addr, len, vec);
}

static int
remap_flags(int flags, size_t old_len, size_t len)
{
	if (flags & ~(MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP))
		return 0;
	if (flags & MREMAP_DONTUNMAP && old_len != len)
		return 0;
	return flags == 0 || flags & MREMAP_MAYMOVE;
}

/* Linux': EINVAL (also for more typed memory), EFAULT, ENOMEM. */
long
sys_mremap(void *old, size_t old_len, size_t len, int flags,
    unsigned long extra)
{
	uintptr_t from = (uintptr_t)old, to = 0;
	void *out;
	int e;

	if (flags & MREMAP_FIXED)
		to = extra;
	if (from % MM_PAGE != 0 || to % MM_PAGE != 0 || len == 0 ||
	    len > ADDRESS_END || !remap_flags(flags, old_len, len) ||
	    (flags & MREMAP_FIXED && to == 0) ||
	    (to != 0 && to < from + old_len && from < to + len))
		return -EINVAL;
	if (check_range(old, old_len) < 0)
		return -EFAULT;
	thr_may_block();
	e = mm_remap(from, old_len, len,
	    (flags & MREMAP_MAYMOVE ? MM_REMAP_MOVE : 0) |
	    (flags & MREMAP_DONTUNMAP ? MM_REMAP_KEEP : 0), to, &out);
	typed_unmapped();
	return e < 0 ? e : (long)(intptr_t)out;
}

/* --- shared memory objects: files in a folder of their own --- */

#define SHM_DIR		"/dev/shm/"

/* One name of at most NAME_MAX, with or without the slash. */
static int
shm_path(char path[PATH_MAX], const char *name)
{
	if (name == NULL)
		return -EFAULT;
	while (*name == '/')
		name++;
	if (*name == '\0' || strchr(name, '/') != NULL ||
	    strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return -EINVAL;
	if (strlen(name) > NAME_MAX)
		return -ENAMETOOLONG;
	strcpy(path, SHM_DIR);
	strcat(path, name);
	return 0;
}

/* XSH shm_open(): as open(), and EINVAL for a name that cannot be one. */
long
sys_shm_open(const char *name, int flags, mode_t mode)
{
	char path[PATH_MAX];
	long fd;
	int e;

	if ((e = shm_path(path, name)) < 0)
		return e;
	flags |= O_CLOEXEC;
	fd = sys_open(path, flags, mode);
	if (fd != -ENOENT || !(flags & O_CREAT))
		return fd;
	/* The folder is made when the first object is. */
	sys_mkdir("/dev/shm", 01777);
	return sys_open(path, flags, mode);
}

/* XSH shm_unlink(): ENOENT, EACCES, ENAMETOOLONG. */
long
sys_shm_unlink(const char *name)
{
	char path[PATH_MAX];
	int e;

	if ((e = shm_path(path, name)) < 0)
		return e == -EINVAL ? -ENOENT : e;
	return sys_unlink(path);
}
