/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mount() and umount(), as Cygwin has them (sys/mount.h): names for folders,
 * which hold in all processes of the installation until they are taken away.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/mount.h>

#include "file/room.h"

unsigned long __isthmus_mounts_text(char *, unsigned long);

_Static_assert(MOUNT_BINARY == PATH_MOUNT_BINARY &&
    MOUNT_SYSTEM == PATH_MOUNT_SYSTEM && MOUNT_EXEC == PATH_MOUNT_EXEC &&
    MOUNT_CYGDRIVE == PATH_MOUNT_CYGDRIVE &&
    MOUNT_NOTEXEC == PATH_MOUNT_NOTEXEC && MOUNT_RO == PATH_MOUNT_RO &&
    MOUNT_NOACL == PATH_MOUNT_NOACL &&
    MOUNT_NOPOSIX == PATH_MOUNT_NOPOSIX &&
    MOUNT_OVERRIDE == PATH_MOUNT_OVERRIDE &&
    MOUNT_IHASH == PATH_MOUNT_IHASH && MOUNT_BIND == PATH_MOUNT_BIND &&
    MOUNT_SPARSE == PATH_MOUNT_SPARSE &&
    MOUNT_POSIX == PATH_MOUNT_POSIX, "values of sys/mount.h");

/*
 * EFAULT, EINVAL (a target or source that is not absolute), ENAMETOOLONG,
 * ENOMEM (128 mounts), and what writing the table gives.
 */
long
sys_mount(const char *source, const char *target, unsigned int flags)
{
	struct path_fstab m = { .kind = FSTAB_MOUNT, .flags = flags };
	int e;

	if ((e = sys_text(target)) < 0 || ((source != NULL ||
	    (flags & (MOUNT_CYGDRIVE | MOUNT_USER_TEMP)) == 0) &&
	    (e = sys_text(source)) < 0))
		return e;
	if (target[0] != '/' || (target[1] == '/' && target[2] != '/'))
		return -EINVAL;
	m.source = (char *)(source != NULL && source[0] != '\0' ? source :
	    "none");
	m.target = (char *)target;
	if (flags & MOUNT_CYGDRIVE)
		m.kind = FSTAB_CYGDRIVE;
	else if (flags & MOUNT_USER_TEMP)
		m.kind = FSTAB_TEMP;
	if ((flags & MOUNT_BINARY) == 0)
		m.flags |= PATH_MOUNT_TEXT;
	file_mounts_lock();
	e = path_mount(&m);
	file_mounts_unlock();
	return e;
}

/* EFAULT, EINVAL (nothing is mounted there), ENAMETOOLONG. */
long
sys_umount(const char *target)
{
	int e = sys_text(target);

	if (e < 0)
		return e;
	if (target[0] != '/')
		return -EINVAL;
	file_mounts_lock();
	e = path_umount(target);
	file_mounts_unlock();
	return e;
}

long
sys_cygwin_umount(const char *target, unsigned int flags)
{
	return sys_umount(target);
}

/* For setmntent() of newlib/posix/mntent.c. */
unsigned long
__isthmus_mounts_text(char *dst, unsigned long size)
{
	file_share_mounts();
	return path_mounts_text(dst, size);
}
