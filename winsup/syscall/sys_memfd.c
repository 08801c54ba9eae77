/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux' memfd_create(): memory that is a file without a name, and its seals.
 * There is no way to such a file but the description, so the seals are among
 * its status flags; disk.c and sys_mmap() keep to them.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>

#include "file/room.h"
#include "mm/room.h"
#include "nt/fault.h"

#define NAME_LONGEST	249
#define SEALS	(F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | \
		F_SEAL_FUTURE_WRITE)

_Static_assert(SEALS << FD_SEAL_SHIFT == FD_SEALS, "room for the seals");

/*
 * EFAULT, EINVAL (flags, a long name), EMFILE, ENOSPC.  Without
 * MFD_ALLOW_SEALING nothing can be sealed but that.
 */
long
sys_memfd_create(const char *name, unsigned flags)
{
	int seals = flags & MFD_ALLOW_SEALING ? 0 : F_SEAL_SEAL;
	struct file *f;
	long fd, n;

	if (flags & ~(unsigned)(MFD_CLOEXEC | MFD_ALLOW_SEALING))
		return -EINVAL;
	if ((n = nt_text_length(name, NAME_LONGEST + 1)) < 0)
		return n;
	if (n > NAME_LONGEST)
		return -EINVAL;
	sys_mkdir("/dev/shm", 01777);
	fd = sys_open("/dev/shm", O_TMPFILE | O_EXCL | O_RDWR |
	    (flags & MFD_CLOEXEC ? O_CLOEXEC : 0), 0700);
	if (fd >= 0 && (f = fd_get((int)fd)) != NULL) {
		fd_add_status(f, FD_SEALABLE | seals << FD_SEAL_SHIFT);
		file_unref(f);
	}
	return fd;
}

static long
add_seals(struct file *f, int seals)
{
	int now = fd_status(f);

	if (!(now & FD_SEALABLE) || (seals & ~SEALS))
		return -EINVAL;
	if ((now & O_ACCMODE) == O_RDONLY ||
	    (now & F_SEAL_SEAL << FD_SEAL_SHIFT))
		return -EPERM;
	if ((seals & F_SEAL_WRITE) && mm_map_writes(f->handle))
		return -EBUSY;
	fd_add_status(f, seals << FD_SEAL_SHIFT);
	return 0;
}

/*
 * fcntl()'s F_ADD_SEALS and F_GET_SEALS: EBADF, EINVAL (no memfd, no such
 * seal), EPERM (sealed against seals, not open for writing), EBUSY (against
 * writing, while it is mapped so in this process).
 */
long
sys_seals(int fd, int add, int seals)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	if (add)
		r = add_seals(f, seals);
	else
		r = fd_status(f) & FD_SEALABLE ?
		    (fd_status(f) & FD_SEALS) >> FD_SEAL_SHIFT : -EINVAL;
	file_unref(f);
	return r;
}
