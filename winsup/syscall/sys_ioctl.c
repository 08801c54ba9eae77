/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ioctl(), as the BSDs and Linux have it: what holds for descriptors of any
 * type is done here, the rest is the type's.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <sys/ioctl.h>

#include "fd/room.h"

/* The flag is the descriptor's: FIOCLEX, FIONCLEX. */
static long
set_cloexec(int fd, int on)
{
	int flags = fd_get_flags(fd);

	if (flags < 0)
		return flags;
	return fd_set_flags(fd, on ? flags | FD_FLAG_CLOEXEC :
	    flags & ~FD_FLAG_CLOEXEC);
}

static int
set_nonblock(struct file *f, int on)
{
	int e = f->ops->nonblock(f, on), now = fd_status(f);

	if (e == 0)
		fd_set_status(f, on ? now | O_NONBLOCK : now & ~O_NONBLOCK);
	return e;
}

/* A request tells how much it takes and gives. */
static int
check_memory(int request, const void *arg)
{
	size_t n = (unsigned)request >> 16 & IOCPARM_MASK;

	if (request == FIONREAD || request == FIONBIO)
		n = sizeof(int);
	else if (((unsigned)request & (IOC_IN | IOC_OUT)) == 0)
		return 0;
	return sys_reach(arg, n, request != (int)FIONBIO &&
	    ((unsigned)request & IOC_IN) == 0);
}

/* EBADF, EFAULT, ENOTTY (not a request for this type of file). */
long
sys_ioctl(int fd, int request, unsigned long extra)
{
	struct file *f;
	void *arg = (void *)extra;
	long r;

	if (request == FIOCLEX || request == FIONCLEX)
		return set_cloexec(fd, request == FIOCLEX);
	if ((f = fd_get(fd)) == NULL)
		return -EBADF;
	if (check_memory(request, arg) < 0)
		r = -EFAULT;
	else if (request == FIONBIO)
		r = set_nonblock(f, *(int *)arg != 0);
	else
		r = f->ops->ioctl(f, request, arg);
	file_unref(f);
	return r;
}

/*
 * XSH posix_devctl(): the same, with the size of what data points to, which
 * the request knows. info gets what ioctl() returned. EINVAL: too little
 * room.
 */
long
sys_posix_devctl(int fd, int request, void *data, size_t size, int *info)
{
	size_t needed = (unsigned int)request >> 16 & IOCPARM_MASK;
	long r;

	if (needed > size || (needed > 0 && data == NULL))
		return -EINVAL;
	r = sys_ioctl(fd, request, (unsigned long)data);
	if (r < 0)
		return r;
	if (info != NULL)
		*info = (int)r;
	return 0;
}
