/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pathconf() and fpathconf(): what <limits.h> promises, and what a file's
 * type and volume say.
 */
#include "syscall/stub.h"

#include <errno.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "fd/room.h"

#define UNLIMITED	-1L		/* no limit, or an option not there */
#define TIME_UNIT	100L		/* nanoseconds: of NT's times */

/* Limits that are the same for every file here; 0: no such name. */
static int
is_fixed(int name, long *value)
{
	switch (name) {
	case _PC_LINK_MAX:
		*value = 1024;		/* NTFS */
		return 1;
	case _PC_MAX_CANON:
	case _PC_MAX_INPUT:
	case _PC_TEXTDOMAIN_MAX:
		*value = 255;
		return 1;
	case _PC_NAME_MAX:
		*value = NAME_MAX;
		return 1;
	case _PC_PATH_MAX:
		*value = PATH_MAX;
		return 1;
	case _PC_PIPE_BUF:
		*value = PIPE_BUF;
		return 1;
	case _PC_CHOWN_RESTRICTED:
	case _PC_NO_TRUNC:
	case _PC_2_SYMLINKS:
		*value = 1;
		return 1;
	case _PC_VDISABLE:
		*value = 0;
		return 1;
	case _PC_FILESIZEBITS:
		*value = 64;
		return 1;
	case _PC_SYMLINK_MAX:
		*value = SYMLINK_MAX;
		return 1;
	case _PC_TIMESTAMP_RESOLUTION:
		*value = TIME_UNIT;
		return 1;
	case _PC_PRIO_IO:
	case _PC_REC_INCR_XFER_SIZE:
	case _PC_REC_MAX_XFER_SIZE:
		*value = UNLIMITED;
		return 1;
	}
	return 0;
}

#define OF_VOLUME	1		/* what the file's volume says */

/* What depends on the file: 0, OF_VOLUME; EINVAL: no such name. */
static long
conf_of(mode_t type, int name, long *value)
{
	if (is_fixed(name, value))
		return 0;
	switch (name) {
	case _PC_ASYNC_IO:
	case _PC_SYNC_IO:
	case _PC_FALLOC:
		*value = S_ISREG(type) ? 1 : UNLIMITED;
		return 0;
	case _PC_ALLOC_SIZE_MIN:
	case _PC_REC_MIN_XFER_SIZE:
	case _PC_REC_XFER_ALIGN:
		return OF_VOLUME;
	}
	return -EINVAL;
}

/* r: what statvfs() returned; there may be no volume. */
static long
unit_of(long r, const struct statvfs *v)
{
	return r == 0 ? (long)v->f_frsize : UNLIMITED;
}

/* EINVAL (unknown name), and errors of the path (XSH pathconf()). */
long
pathconf(const char *path, int name)
{
	struct stat st;
	struct statvfs v;
	long value = UNLIMITED, r = sys_stat(path, &st);

	if (r == 0 && (r = conf_of(st.st_mode, name, &value)) == OF_VOLUME)
		value = unit_of(sys_statvfs(path, &v), &v);
	return r < 0 ? sys_ret(r) : value;
}

/* EBADF, EINVAL. */
long
fpathconf(int fd, int name)
{
	struct stat st;
	struct statvfs v;
	long value = UNLIMITED, r = sys_fstat(fd, &st);

	if (r == 0 && (r = conf_of(st.st_mode, name, &value)) == OF_VOLUME)
		value = unit_of(sys_fstatvfs(fd, &v), &v);
	return r < 0 ? sys_ret(r) : value;
}
