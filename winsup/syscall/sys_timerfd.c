/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Timers as descriptors (sys/timerfd.h, as on Linux).
 */
#include "syscall/sys.h"

#include <errno.h>
#include <sys/timerfd.h>

#include "fd/room.h"
#include "file/room.h"

/* EINVAL (no such clock, unknown flags), EMFILE, ENOMEM. */
long
sys_timerfd_create(clockid_t clock, int flags)
{
	struct file *f;
	int e;

	if (flags & ~(TFD_CLOEXEC | TFD_NONBLOCK))
		return -EINVAL;
	if ((e = fd_check_room()) < 0 ||
	    (e = file_timerfd(&f, clock, flags & TFD_NONBLOCK)) < 0)
		return e;
	e = fd_install(f, 0, flags & TFD_CLOEXEC ? FD_FLAG_CLOEXEC : 0);
	if (e < 0)
		file_unref(f);
	return e;
}

static int
is_time(const struct timespec *ts)
{
	return ts->tv_sec >= 0 && ts->tv_nsec >= 0 && ts->tv_nsec < 1000000000;
}

/* EBADF, EFAULT, EINVAL (no timer, no such time, unknown flags). */
long
sys_timerfd_settime(int fd, int flags, const struct itimerspec *value,
    struct itimerspec *old)
{
	struct file *f;
	long r;

	if (value == NULL)
		return -EFAULT;
	if ((flags & ~(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET)) ||
	    !is_time(&value->it_value) || !is_time(&value->it_interval))
		return -EINVAL;
	if ((f = fd_get(fd)) == NULL)
		return -EBADF;
	r = file_timerfd_set(f, flags, value, old);
	file_unref(f);
	return r;
}

/* EBADF, EFAULT, EINVAL (no timer). */
long
sys_timerfd_gettime(int fd, struct itimerspec *value)
{
	struct file *f;
	long r;

	if (value == NULL)
		return -EFAULT;
	if ((f = fd_get(fd)) == NULL)
		return -EBADF;
	r = file_timerfd_get(f, value);
	file_unref(f);
	return r;
}
