/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * name_to_handle_at() and open_by_handle_at() of Linux: a file's number and
 * its volume's, which stay the same whatever it is called.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "file/room.h"
#include "mm/room.h"

#define HANDLE_TYPE	1

struct contents {
	uint64_t number;
	uint32_t volume;
} __attribute__((packed));

/* Its line in /proc/self/mountinfo: of the longest target that it lies in. */
static int
mount_of(const char *posix)
{
	size_t size = path_mounts_text(NULL, 0) + 1024, best = 0, n;
	char *text = mm_alloc(size), *line, *rest = text;
	struct path_fstab e;
	int found = 1;

	if (text == NULL)
		return found;
	path_mounts_text(text, size);
	for (int i = 1; (line = strsep(&rest, "\n")) != NULL; i++) {
		if (path_fstab_line(line, &e) <= 0)
			break;		/* comments are at the end */
		n = strlen(e.target);
		if (n > best && strncmp(posix, e.target, n) == 0 &&
		    (n == 1 || posix[n] == '/' || posix[n] == '\0')) {
			best = n;
			found = i;
		}
	}
	mm_free(text);
	return found;
}

static int
look_at_descriptor(int fd, struct stat *st, char path[PATH_MAX])
{
	struct file *f = fd_get_any(fd);
	int e;

	if (f == NULL)
		return -EBADF;
	e = f->ops == &disk_ops || f->ops == &dir_ops ||
	    f->ops == &fifo_ops || f->ops == &link_name_ops ||
	    f->ops == &fifo_name_ops ?
	    f->ops->stat(f, st) : -EOPNOTSUPP;
	strlcpy(path, f->path != NULL ? f->path : "/", PATH_MAX);
	file_unref(f);
	return e;
}

static int
look_at_name(int dfd, const char *name, int follow, struct stat *st,
    char path[PATH_MAX])
{
	struct path *p = mm_alloc(sizeof *p);
	int e = p == NULL ? -ENOMEM : sys_path(p, dfd, name);

	if (e == 0) {
		p->nofollow = !follow;
		if ((e = file_stat(p, st)) == 0 && p->kind != PATH_DISK)
			e = -EOPNOTSUPP;
		memcpy(path, p->posix, p->posix_len + 1);
	}
	mm_free(p);
	return e;
}

/*
 * EOVERFLOW: handle_bytes is too little, and says now how much it has to be;
 * EOPNOTSUPP: what is on no disk; EINVAL (flags), EBADF, EFAULT, and those of
 * a path.
 */
long
sys_name_to_handle_at(int dfd, const char *name, struct file_handle *handle,
    int *mount_id, int flags)
{
	struct contents c;
	char path[PATH_MAX];
	struct stat st;
	int e, empty;

	if ((flags & ~(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH)) != 0)
		return -EINVAL;
	if (sys_reach(handle, sizeof *handle, 1) < 0)
		return -EFAULT;
	if (handle->handle_bytes > MAX_HANDLE_SZ)
		return -EINVAL;
	if (sys_reach(handle, sizeof *handle + handle->handle_bytes, 1) < 0)
		return -EFAULT;
	empty = (flags & AT_EMPTY_PATH) && sys_is_empty(name);
	e = empty && dfd != AT_FDCWD ? look_at_descriptor(dfd, &st, path) :
	    look_at_name(dfd, empty ? "." : name, flags & AT_SYMLINK_FOLLOW,
	    &st, path);
	if (e < 0)
		return e;
	*mount_id = mount_of(path);
	if (handle->handle_bytes < sizeof c) {
		handle->handle_bytes = sizeof c;
		return -EOVERFLOW;
	}
	c.number = st.st_ino;
	c.volume = (uint32_t)st.st_dev;
	handle->handle_bytes = sizeof c;
	handle->handle_type = HANDLE_TYPE;
	memcpy(handle->f_handle, &c, sizeof c);
	return 0;
}

/* What names the volume: a descriptor of a file on it, or AT_FDCWD. */
static int
volume_of(int fd, struct file **out)
{
	struct path *p;
	int e;

	if (fd != AT_FDCWD)
		return (*out = fd_get(fd)) != NULL ? 0 : -EBADF;
	if ((p = mm_alloc(sizeof *p)) == NULL)
		return -ENOMEM;
	if ((e = path_resolve(p, NULL, ".")) == 0)
		e = file_open(out, p, O_RDONLY | O_DIRECTORY, 0);
	mm_free(p);
	return e;
}

static int
open_on(struct file **out, struct file *on, const struct file_handle *handle,
    int flags)
{
	struct contents c;
	struct stat st;
	int e;

	if (handle->handle_bytes != sizeof c ||
	    handle->handle_type != HANDLE_TYPE)
		return -EINVAL;
	if (on->ops != &disk_ops && on->ops != &dir_ops)
		return -EBADF;
	if ((e = on->ops->stat(on, &st)) < 0)
		return e;
	memcpy(&c, handle->f_handle, sizeof c);
	if (c.volume != (uint32_t)st.st_dev)
		return -ESTALE;
	return file_open_number(out, on, c.number, flags &
	    ~(O_CREAT | O_EXCL | O_TMPFILE));
}

/*
 * EINVAL: no handle of ours; ESTALE: the file is gone, or on another volume;
 * ELOOP: a link, without O_PATH; EMFILE, and what open() says.
 */
long
sys_open_by_handle_at(int mount_fd, struct file_handle *handle, int flags)
{
	struct file *on, *f;
	int e;

	if (sys_reach(handle, sizeof *handle, 0) < 0 ||
	    sys_reach(handle, sizeof *handle + handle->handle_bytes, 0) < 0)
		return -EFAULT;
	if ((e = fd_check_room()) < 0 || (e = volume_of(mount_fd, &on)) < 0)
		return e;
	e = open_on(&f, on, handle, flags);
	file_unref(on);
	if (e < 0)
		return e;
	f->flags = flags & ~SYS_CREATION;
	return sys_install(f, flags);
}
