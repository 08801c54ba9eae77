/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Counters and signals as descriptors (sys/eventfd.h, sys/signalfd.h, as on
 * Linux).
 */
#include "syscall/sys.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>

#include "fd/room.h"
#include "file/room.h"

static long
install(struct file *f, int cloexec)
{
	int e = fd_install(f, 0, cloexec ? FD_FLAG_CLOEXEC : 0);

	if (e < 0)
		file_unref(f);
	return e;
}

/* EINVAL (unknown flags), EMFILE, ENOMEM. */
long
sys_eventfd(unsigned int value, int flags)
{
	struct file *f;
	int e;

	if (flags & ~(EFD_SEMAPHORE | EFD_CLOEXEC | EFD_NONBLOCK))
		return -EINVAL;
	if ((e = fd_check_room()) < 0 ||
	    (e = file_eventfd(&f, value, flags & EFD_SEMAPHORE,
	    flags & EFD_NONBLOCK)) < 0)
		return e;
	return install(f, flags & EFD_CLOEXEC);
}

/* EBADF, EAGAIN, EINTR. */
long
sys_eventfd_read(int fd, uint64_t *value)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = f->ops->read(f, value, sizeof *value, -1);
	file_unref(f);
	return r < 0 ? r : r == sizeof *value ? 0 : -EINVAL;
}

/* EBADF, EAGAIN, EINTR, EINVAL (all ones). */
long
sys_eventfd_write(int fd, uint64_t value)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	r = f->ops->write(f, &value, sizeof value, -1);
	file_unref(f);
	return r < 0 ? r : r == sizeof value ? 0 : -EINVAL;
}

/* EINVAL (unknown flags; fd is none of these), EBADF, EMFILE, ENOMEM. */
long
sys_signalfd(int fd, const sigset_t *mask, int flags)
{
	struct file *f;
	int e;

	if (flags & ~(SFD_CLOEXEC | SFD_NONBLOCK))
		return -EINVAL;
	if (mask == NULL)
		return -EFAULT;
	if (fd != -1) {
		if ((f = fd_get(fd)) == NULL)
			return -EBADF;
		e = file_signalfd_set(f, *mask);
		file_unref(f);
		return e < 0 ? e : fd;
	}
	if ((e = fd_check_room()) < 0 ||
	    (e = file_signalfd(&f, *mask, flags & SFD_NONBLOCK)) < 0)
		return e;
	return install(f, flags & SFD_CLOEXEC);
}
