/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Extended attributes (sys/xattr.h, as in Linux).  Where the volume has none
 * (Wine, FAT) all of it is ENOTSUP.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/xattr.h>

#include "file/room.h"

static struct xattr_call
get_call(const char *name, void *value, size_t size)
{
	return (struct xattr_call){ .op = XATTR_GET, .name = name,
	    .out = value, .size = size };
}

static struct xattr_call
list_call(char *list, size_t size)
{
	return (struct xattr_call){ .op = XATTR_LIST, .out = list,
	    .size = size };
}

static struct xattr_call
set_call(const char *name, const void *value, size_t size, int flags)
{
	return (struct xattr_call){ .op = XATTR_SET, .name = name,
	    .in = value, .size = size, .flags = flags };
}

static struct xattr_call
remove_call(const char *name)
{
	return (struct xattr_call){ .op = XATTR_REMOVE, .name = name };
}

static int
check(const struct xattr_call *c)
{
	size_t n;
	int e;

	if (c->op != XATTR_LIST && (e = sys_text(c->name)) < 0)
		return e == -EFAULT ? e : -ERANGE;
	if (c->op != XATTR_LIST && c->name[0] == '\0')
		return -ERANGE;
	if (c->flags & ~(XATTR_CREATE | XATTR_REPLACE) ||
	    c->flags == (XATTR_CREATE | XATTR_REPLACE))
		return -EINVAL;
	n = c->size < XATTR_SIZE_MAX ? c->size : XATTR_SIZE_MAX;
	return n == 0 || c->op == XATTR_REMOVE ? 0 : c->op == XATTR_SET ?
	    sys_reach(c->in, n, 0) : sys_reach(c->out, n, 1);
}

static long
on_path(const char *path, int nofollow, struct xattr_call c)
{
	struct path p;
	int e;

	if ((e = check(&c)) < 0 || (e = sys_path(&p, AT_FDCWD, path)) < 0)
		return e;
	p.nofollow = nofollow && !p.must_be_dir;
	return file_xattr_path(&p, &c);
}

static long
on_fd(int fd, struct xattr_call c)
{
	struct file *f = fd_get(fd);
	long r;

	if (f == NULL)
		return -EBADF;
	if ((r = check(&c)) == 0)
		r = file_xattr(f, &c);
	file_unref(f);
	return r;
}

/* EFAULT, ENODATA, ENOTSUP, ERANGE, and errors of the path or EBADF. */
long
sys_getxattr(const char *path, const char *name, void *value, size_t size)
{
	return on_path(path, 0, get_call(name, value, size));
}

long
sys_lgetxattr(const char *path, const char *name, void *value, size_t size)
{
	return on_path(path, 1, get_call(name, value, size));
}

long
sys_fgetxattr(int fd, const char *name, void *value, size_t size)
{
	return on_fd(fd, get_call(name, value, size));
}

/* EFAULT, ENOTSUP, ERANGE. */
long
sys_listxattr(const char *path, char *list, size_t size)
{
	return on_path(path, 0, list_call(list, size));
}

long
sys_llistxattr(const char *path, char *list, size_t size)
{
	return on_path(path, 1, list_call(list, size));
}

long
sys_flistxattr(int fd, char *list, size_t size)
{
	return on_fd(fd, list_call(list, size));
}

/* E2BIG, EEXIST, EFAULT, EINVAL, ENODATA, ENOSPC, ENOTSUP, EPERM, ERANGE. */
long
sys_setxattr(const char *path, const char *name, const void *value,
    size_t size, int flags)
{
	return on_path(path, 0, set_call(name, value, size, flags));
}

long
sys_lsetxattr(const char *path, const char *name, const void *value,
    size_t size, int flags)
{
	return on_path(path, 1, set_call(name, value, size, flags));
}

long
sys_fsetxattr(int fd, const char *name, const void *value, size_t size,
    int flags)
{
	return on_fd(fd, set_call(name, value, size, flags));
}

/* EFAULT, ENODATA, ENOTSUP, EPERM. */
long
sys_removexattr(const char *path, const char *name)
{
	return on_path(path, 0, remove_call(name));
}

long
sys_lremovexattr(const char *path, const char *name)
{
	return on_path(path, 1, remove_call(name));
}

long
sys_fremovexattr(int fd, const char *name)
{
	return on_fd(fd, remove_call(name));
}
