/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Watching files and folders (sys/inotify.h, as on Linux).
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/inotify.h>

#include "file/room.h"

/* EINVAL, EMFILE, ENOMEM. */
long
sys_inotify_init1(int flags)
{
	struct file *f;
	int e;

	if (flags & ~(IN_CLOEXEC | IN_NONBLOCK))
		return -EINVAL;
	if ((e = fd_check_room()) < 0 ||
	    (e = file_inotify(&f, flags & IN_NONBLOCK)) < 0)
		return e;
	e = fd_install(f, 0, flags & IN_CLOEXEC ? FD_FLAG_CLOEXEC : 0);
	if (e < 0)
		file_unref(f);
	return e;
}

long
sys_inotify_init(void)
{
	return sys_inotify_init1(0);
}

/*
 * EBADF, EEXIST (IN_MASK_CREATE), EINVAL (no events, no inotify), ENOSPC
 * (256 watches), ENOTDIR, ENOTSUP (on no disk), and errors of the path.
 */
long
sys_inotify_add_watch(int fd, const char *path, uint32_t mask)
{
	struct file *f = fd_get(fd);
	struct path p;
	int e;

	if (f == NULL)
		return -EBADF;
	if ((e = sys_path(&p, AT_FDCWD, path)) == 0) {
		p.nofollow = (mask & IN_DONT_FOLLOW) && !p.must_be_dir;
		e = file_inotify_add(f, &p, mask);
	}
	file_unref(f);
	return e;
}

/* EBADF, EINVAL (no such watch, no inotify). */
long
sys_inotify_rm_watch(int fd, int wd)
{
	struct file *f = fd_get(fd);
	int e;

	if (f == NULL)
		return -EBADF;
	e = file_inotify_remove(f, wd);
	file_unref(f);
	return e;
}
