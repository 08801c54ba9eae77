/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Readiness sets (sys/epoll.h, as on Linux).
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <limits.h>
#include <sys/epoll.h>

#include "fd/room.h"
#include "file/room.h"
#include "nt/clock.h"
#include "syscall/poll.h"

/* EINVAL (unknown flags), EMFILE, ENOMEM. */
long
sys_epoll_create1(int flags)
{
	struct file *f;
	int e;

	if (flags & ~EPOLL_CLOEXEC)
		return -EINVAL;
	if ((e = fd_check_room()) < 0 || (e = file_epoll(&f)) < 0)
		return e;
	e = fd_install(f, 0, flags & EPOLL_CLOEXEC ? FD_FLAG_CLOEXEC : 0);
	if (e < 0)
		file_unref(f);
	return e;
}

/* EINVAL (size is not positive), and as epoll_create1(). */
long
sys_epoll_create(int size)
{
	return size <= 0 ? -EINVAL : sys_epoll_create1(0);
}

/*
 * EBADF, EFAULT, EINVAL (no set, the set itself, unknown op), EEXIST, ENOENT,
 * ELOOP (sets in sets), ENOMEM, EPERM (a file that is always ready).
 */
long
sys_epoll_ctl(int ep, int op, int fd, struct epoll_event *ev)
{
	struct file *set, *f;
	long r = -EBADF;

	if (op != EPOLL_CTL_DEL && ev == NULL)
		return -EFAULT;
	if ((set = fd_peek(ep)) == NULL)
		return -EBADF;
	if ((f = fd_peek(fd)) != NULL) {
		r = op != EPOLL_CTL_ADD && op != EPOLL_CTL_DEL &&
		    op != EPOLL_CTL_MOD ? -EINVAL :
		    file_epoll_ctl(set, op, fd, f, ev);
		file_unref(f);
	}
	file_unref(set);
	return r;
}

struct wait {
	struct file *set;
	struct epoll_event *out;
	int max;
	int64_t deadline;
};

static long
wait_for(void *arg)
{
	struct wait *w = arg;

	return file_epoll_wait(w->set, w->out, w->max, w->deadline);
}

/* EBADF, EFAULT, EINTR, EINVAL (no set, max, timeout), ENOMEM. */
long
sys_epoll_pwait2(int ep, struct epoll_event *out, int max,
    const struct timespec *timeout, const sigset_t *mask)
{
	struct wait w = { NULL, out, max, 0 };
	long r;
	int e;

	if (max <= 0 || max > (int)(INT_MAX / sizeof *out))
		return -EINVAL;
	if (sys_reach(out, (size_t)max * sizeof *out, 1) < 0)
		return -EFAULT;
	if ((e = poll_deadline(timeout, &w.deadline)) < 0)
		return e;
	if ((w.set = fd_peek(ep)) == NULL)
		return -EBADF;
	r = poll_masked(wait_for, &w, mask);
	file_unref(w.set);
	return r;
}

/* As epoll_pwait2(); a negative timeout, in milliseconds, is none. */
long
sys_epoll_pwait(int ep, struct epoll_event *out, int max, int timeout,
    const sigset_t *mask)
{
	struct timespec length = {
		timeout / 1000, timeout % 1000 * 1000000L
	};

	return sys_epoll_pwait2(ep, out, max, timeout < 0 ? NULL : &length,
	    mask);
}

long
sys_epoll_wait(int ep, struct epoll_event *out, int max, int timeout)
{
	return sys_epoll_pwait(ep, out, max, timeout, NULL);
}
