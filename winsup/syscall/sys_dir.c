/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Directory streams.  A stream is a descriptor and a cookie, the number of
 * entries before the next one: telldir() and d_off give it.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "file/room.h"
#include "lib/lock.h"

struct __isthmus_dir {
	struct lock lock;
	int fd;
	int64_t cookie;
	struct dirent entry;
};

/* XSH fdopendir(): begins at the file offset.  EBADF, ENOTDIR, ENOMEM. */
long
sys_fdopendir(int fd)
{
	struct file *f = fd_get(fd);
	int64_t cookie = 0;
	DIR *dir = NULL;
	int e = 0;

	if (f == NULL)
		return -EBADF;
	if (!S_ISDIR(f->ops->type))
		e = -ENOTDIR;
	else if (!file_can_read(f))
		e = -EBADF;
	else if ((dir = malloc(sizeof *dir)) == NULL)
		e = -ENOMEM;
	else
		cookie = f->dir_cookie;
	file_unref(f);
	if (e < 0)
		return e;
	lock_init(&dir->lock, LOCK_DIR, "dir");
	dir->fd = fd;
	dir->cookie = cookie;
	return (long)dir;
}

/* XSH opendir(): errors of open(), ENOTDIR. */
long
sys_opendir(const char *path)
{
	long fd, r;

	fd = sys_open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	if (fd < 0)
		return fd;
	r = sys_fdopendir((int)fd);
	if (r < 0 && r > -4096)
		fd_close((int)fd);
	return r;
}

/* Reads the entry at *cookie.  1, 0 at the end, -errno. */
static int
read_entry(int fd, int64_t *cookie, struct dirent *out)
{
	struct file *f = fd_get(fd);
	ino_t ino;
	int r;

	if (f == NULL)
		return -EBADF;
	if (*cookie == FD_DIR_START && f->ops != &dir_ops)
		*cookie = 0;
	r = f->ops->readdir(f, cookie, &ino, &out->d_type, out->d_name);
	file_unref(f);
	if (r <= 0)
		return r;
	out->d_ino = ino;
	out->d_off = *cookie;
	out->d_reclen = (unsigned short)sizeof *out;
	return 1;
}

static int
next_entry(DIR *dir, struct dirent *out)
{
	int r;

	lock_acquire(&dir->lock);
	r = read_entry(dir->fd, &dir->cookie, out);
	lock_release(&dir->lock);
	return r;
}

/* XSH readdir(): EBADF; NULL without an error is the end. */
long
sys_readdir(DIR *dir)
{
	int r = next_entry(dir, &dir->entry);

	return r <= 0 ? r : (long)&dir->entry;
}

long
sys_readdir_r(DIR *dir, struct dirent *entry, struct dirent **result)
{
	int r = next_entry(dir, entry);

	*result = r > 0 ? entry : NULL;
	return r < 0 ? r : 0;
}

/* XSH closedir(): EBADF. */
long
sys_closedir(DIR *dir)
{
	int e = fd_close(dir->fd);

	free(dir);
	return e;
}

/* As on FreeBSD: ends the stream and leaves the descriptor, its result. */
long
sys_fdclosedir(DIR *dir)
{
	int fd = dir->fd;

	free(dir);
	return fd;
}

long
sys_seekdir(DIR *dir, long cookie)
{
	lock_acquire(&dir->lock);
	dir->cookie = cookie == 0 ? FD_DIR_START : cookie;
	lock_release(&dir->lock);
	return 0;
}

long
sys_rewinddir(DIR *dir)
{
	lock_acquire(&dir->lock);
	dir->cookie = 0;
	lock_release(&dir->lock);
	return 0;
}

long
sys_telldir(DIR *dir)
{
	return dir->cookie == FD_DIR_START ? 0 : dir->cookie;
}

/* XSH dirfd(): EINVAL cannot be told; the descriptor. */
long
sys_dirfd(DIR *dir)
{
	return dir->fd;
}

/* What a listing does not tell; 0: it is not there any more. */
static int
find_type(int fd, struct dirent *d)
{
	struct stat st;

	if (sys_fstatat(fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return 0;
	d->d_type = IFTODT(st.st_mode);
	return 1;
}

/*
 * XSH posix_getdents(): EBADF, EFAULT, EINVAL (flags, a buffer too small for
 * one entry), ENOTDIR.  The position is kept with the description.
 */
long
sys_posix_getdents(int fd, void *buf, size_t size, int flags)
{
	struct file *f = fd_get(fd);
	struct dirent d;
	size_t used = 0;
	int64_t cookie;
	int r = 1;

	if (f == NULL)
		return -EBADF;
	if (!file_can_read(f)) {
		file_unref(f);
		return -EBADF;
	}
	if (sys_reach(buf, size, 1) < 0) {
		file_unref(f);
		return -EFAULT;
	}
	if ((flags & ~DT_FORCE_TYPE) != 0 || !S_ISDIR(f->ops->type)) {
		file_unref(f);
		return flags & ~DT_FORCE_TYPE ? -EINVAL : -ENOTDIR;
	}
	for (;;) {
		struct posix_dent *out = (void *)((char *)buf + used);
		size_t need;

		cookie = f->dir_cookie;
		if ((r = read_entry(fd, &cookie, &d)) <= 0)
			break;
		if ((flags & DT_FORCE_TYPE) && d.d_type == DT_UNKNOWN &&
		    !find_type(fd, &d)) {
			f->dir_cookie = cookie;
			continue;
		}
		need = (offsetof(struct posix_dent, d_name) +
		    strlen(d.d_name) + 1 + 7) & ~(size_t)7;
		if (need > size - used) {
			r = used > 0 ? 1 : -EINVAL;
			break;
		}
		out->d_ino = d.d_ino;
		out->d_reclen = (reclen_t)need;
		out->d_type = d.d_type;
		strcpy(out->d_name, d.d_name);
		used += need;
		f->dir_cookie = cookie;
	}
	file_unref(f);
	return r < 0 && used == 0 ? r : (long)used;
}
