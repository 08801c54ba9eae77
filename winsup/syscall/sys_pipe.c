/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pipe() and pipe2() (XSH).
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <unistd.h>

#include "fd/room.h"
#include "file/room.h"

static int
install(int fds[2], struct file *const end[2], int fd_flags)
{
	int r, w;

	if ((r = fd_install(end[0], 0, fd_flags)) < 0)
		return r;
	if ((w = fd_install(end[1], 0, fd_flags)) < 0) {
		file_ref(end[0]);	/* the caller's, which close takes */
		fd_close(r);
		return w;
	}
	fds[0] = r;
	fds[1] = w;
	return 0;
}

/* XSH pipe2(): EFAULT, EINVAL (unknown flags), EMFILE, ENOMEM. */
long
sys_pipe2(int fds[2], int flags)
{
	struct file *end[2];
	int e;

	if (sys_reach(fds, 2 * sizeof *fds, 1) < 0)
		return -EFAULT;
	if ((flags & ~(O_CLOEXEC | O_CLOFORK | O_NONBLOCK)) != 0)
		return -EINVAL;
	if ((e = fd_check_room()) < 0 ||
	    (e = file_pipe(end, flags & O_NONBLOCK)) < 0)
		return e;
	e = install(fds, end, sys_fd_flags(flags));
	if (e < 0) {
		file_unref(end[0]);
		file_unref(end[1]);
	}
	return e;
}

/* XSH pipe(): EFAULT, EMFILE, ENOMEM. */
long
sys_pipe(int fds[2])
{
	return sys_pipe2(fds, 0);
}
