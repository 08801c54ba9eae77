/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Calls on names.  All that take a path give EFAULT, ENOENT,
 * ENOTDIR, ENAMETOOLONG and EACCES; the *at forms also EBADF and ENOTDIR for
 * the descriptor.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file/room.h"
#include "nt/fault.h"
#include "nt/file.h"

int
sys_text(const char *text)
{
	long n = nt_text_length(text, PATH_MAX);

	return n < 0 ? (int)n : n == PATH_MAX ? -ENAMETOOLONG : 0;
}

int
sys_is_empty(const char *text)
{
	return nt_text_length(text, 1) == 0;
}

int
sys_path(struct path *p, int dfd, const char *path)
{
	struct file *f;
	int e;

	if ((e = sys_text(path)) < 0)
		return e;
	file_share_mounts();
	if (dfd == AT_FDCWD || path[0] == '/' || path[0] == '\0')
		return path_resolve(p, NULL, path);
	file_moves_seen();
	if ((f = fd_get_any(dfd)) == NULL)
		return -EBADF;
	e = S_ISDIR(f->ops->type) && f->path != NULL ?
	    path_resolve(p, f->path, path) : -ENOTDIR;
	file_unref(f);
	return e;
}

long
sys_install(struct file *f, int oflags)
{
	int fd = fd_install(f, 0, sys_fd_flags(oflags));

	if (fd < 0)
		file_unref(f);
	return fd;
}

/* As on Linux all others are ignored beside O_PATH. */
#define WITH_PATH	(O_PATH | O_CLOEXEC | O_CLOFORK | O_DIRECTORY | \
			 O_NOFOLLOW)

/* Does the name end in "." or ".."?  None is made or moved that way. */
static int
ends_in_dots(const char *path)
{
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	if (n == 0 || path[n - 1] != '.')
		return 0;
	if (n == 1 || path[n - 2] == '/')
		return 1;
	return path[n - 2] == '.' && (n == 2 || path[n - 3] == '/');
}

/* With a slash or dots behind it, which only folders have. */
static int
not_a_name(struct path *p)
{
	int e = file_exists(p);

	return e == 0 ? -EEXIST : e;
}

/* EEXIST, EISDIR, EMFILE, EINVAL, ENOSPC, EROFS, ENOMEM (XSH open()). */
long
sys_openat(int dfd, const char *path, int flags, unsigned long extra)
{
	struct path p;
	struct file *f;
	int e;

	if (flags & O_PATH)
		flags &= WITH_PATH;
	if ((e = fd_check_room()) < 0)
		return e;
	if ((e = sys_path(&p, dfd, path)) < 0)
		return e;
	if ((flags & (O_CREAT | O_DIRECTORY)) == O_CREAT &&
	    ends_in_dots(path)) {
		e = not_a_name(&p);
		return e == -EEXIST && (flags & O_EXCL) == 0 ? -EISDIR : e;
	}
	e = file_open(&f, &p, flags, (mode_t)extra & 07777);
	if (e < 0)
		return e;
	/* /dev/stdin and its like share a description that keeps its flags. */
	if (p.device < PATH_DEV_STDIN)
		f->flags = flags & ~(flags & O_EXCL ?
		    SYS_CREATION | O_TMPFILE : SYS_CREATION);
	return sys_install(f, flags);
}

long
sys_open(const char *path, int flags, unsigned long extra)
{
	return sys_openat(AT_FDCWD, path, flags, extra);
}

long
sys_creat(const char *path, mode_t mode)
{
	return sys_openat(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

/* EEXIST, ENOSPC, EROFS (XSH mkdir()). */
long
sys_mkdirat(int dfd, const char *path, mode_t mode)
{
	struct path p;
	int e;

	if ((e = sys_path(&p, dfd, path)) < 0)
		return e;
	return ends_in_dots(path) ? not_a_name(&p) :
	    file_mkdir(&p, mode & 07777);
}

long
sys_mkdir(const char *path, mode_t mode)
{
	return sys_mkdirat(AT_FDCWD, path, mode);
}

/*
 * XSH mkfifo(): EEXIST, ENOSPC, EROFS.  mknod() makes what needs no right of
 * its own, FIFOs and empty files: EPERM (devices), EINVAL.
 */
long
sys_mknodat(int dfd, const char *path, mode_t mode, dev_t dev)
{
	mode_t bits = mode & 07777;
	struct path p;
	struct file *f;
	int e;

	if ((e = sys_path(&p, dfd, path)) < 0)
		return e;
	switch (mode & S_IFMT) {
	case S_IFIFO:
		return p.must_be_dir ? not_a_name(&p) : file_mkfifo(&p, bits);
	case 0:
	case S_IFREG:
		if (p.must_be_dir)
			return not_a_name(&p);
		e = file_open(&f, &p, O_WRONLY | O_CREAT | O_EXCL, bits);
		if (e == 0)
			file_unref(f);
		return e;
	case S_IFCHR:
	case S_IFBLK:
	case S_IFDIR:
		return -EPERM;
	}
	return -EINVAL;
}

long
sys_mknod(const char *path, mode_t mode, dev_t dev)
{
	return sys_mknodat(AT_FDCWD, path, mode, dev);
}

long
sys_mkfifoat(int dfd, const char *path, mode_t mode)
{
	return sys_mknodat(dfd, path, S_IFIFO | (mode & 07777), 0);
}

long
sys_mkfifo(const char *path, mode_t mode)
{
	return sys_mkfifoat(AT_FDCWD, path, mode);
}

static long
remove_dir(int dfd, const char *path)
{
	struct path p;
	size_t n;
	int e;

	if ((e = sys_path(&p, dfd, path)) < 0)
		return e;
	if (ends_in_dots(path)) {
		for (n = strlen(path); path[n - 1] == '/'; n--)
			continue;
		return n > 1 && path[n - 2] == '.' ? -ENOTEMPTY : -EINVAL;
	}
	return file_rmdir(&p);
}

/* EBUSY, EEXIST or ENOTEMPTY, EINVAL ("."), EPERM, EROFS (XSH unlink()). */
long
sys_unlinkat(int dfd, const char *path, int flags)
{
	struct path p;
	int e;

	if ((flags & ~AT_REMOVEDIR) != 0)
		return -EINVAL;
	if (flags & AT_REMOVEDIR)
		return remove_dir(dfd, path);
	if ((e = sys_path(&p, dfd, path)) < 0)
		return e;
	return file_unlink(&p);
}

long
sys_unlink(const char *path)
{
	return sys_unlinkat(AT_FDCWD, path, 0);
}

long
sys_rmdir(const char *path)
{
	return sys_unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

/* EBUSY, EINVAL, EISDIR, ENOTEMPTY, EXDEV (XSH rename()). */
long
sys_renameat2(int fromfd, const char *from, int tofd, const char *to,
    unsigned int flags)
{
	struct path p, q;
	int e;

	if ((e = sys_path(&p, fromfd, from)) < 0 ||
	    (e = sys_path(&q, tofd, to)) < 0)
		return e;
	if (ends_in_dots(from) || ends_in_dots(to))
		return -EINVAL;
	return file_rename(&p, &q, flags);
}

long
sys_renameat(int fromfd, const char *from, int tofd, const char *to)
{
	return sys_renameat2(fromfd, from, tofd, to, 0);
}

long
sys_rename(const char *from, const char *to)
{
	return sys_renameat(AT_FDCWD, from, AT_FDCWD, to);
}

/* By a descriptor; ENOENT: its file's last name was taken away. */
static long
link_descriptor(int fd, int tofd, const char *to)
{
	struct file *f;
	struct path q;
	int e;

	if (fd == AT_FDCWD)
		return -EPERM;
	if ((e = sys_path(&q, tofd, to)) < 0)
		return e;
	if ((f = fd_get_any(fd)) == NULL)
		return -EBADF;
	e = file_link_open(f, &q);
	file_unref(f);
	return e;
}

/* EEXIST, EMLINK, EPERM (a folder), EXDEV, EINVAL (XSH link()). */
long
sys_linkat(int fromfd, const char *from, int tofd, const char *to, int flags)
{
	struct path p, q;
	int e;

	if ((flags & ~(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH)) != 0)
		return -EINVAL;
	if ((flags & AT_EMPTY_PATH) && sys_is_empty(from))
		return link_descriptor(fromfd, tofd, to);
	if ((e = sys_path(&p, fromfd, from)) < 0 ||
	    (e = sys_path(&q, tofd, to)) < 0)
		return e;
	p.nofollow = (flags & AT_SYMLINK_FOLLOW) == 0;
	return file_link(&p, &q);
}

long
sys_link(const char *from, const char *to)
{
	return sys_linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

/* EEXIST, ENOENT (an empty target), ENAMETOOLONG (XSH symlink()). */
long
sys_symlinkat(const char *target, int dfd, const char *path)
{
	struct path p;
	int e;

	if ((e = sys_text(target)) < 0 || (e = sys_path(&p, dfd, path)) < 0)
		return e;
	return file_symlink(target, &p);
}

long
sys_symlink(const char *target, const char *path)
{
	return sys_symlinkat(target, AT_FDCWD, path);
}

/* Linux': of a link that was opened by O_PATH; ENOENT: of nothing else. */
static long
readlink_open(int dfd, char *buf, size_t size)
{
	struct file *f = fd_get_any(dfd);
	struct path p;
	long r = -ENOENT;

	if (f == NULL)
		return -EBADF;
	if (S_ISLNK(f->ops->type) && (r = path_resolve_outer(&p, f->path)) == 0)
		r = file_readlink(&p, buf, size);
	file_unref(f);
	return r;
}

/* EINVAL: no link, or no room (XSH readlink()). */
long
sys_readlinkat(int dfd, const char *path, char *buf, size_t size)
{
	struct path p;
	int e;

	if (size > 0 && dfd != AT_FDCWD && sys_is_empty(path))
		return readlink_open(dfd, buf, size);
	if ((e = sys_path(&p, dfd, path)) < 0)
		return e;
	return size == 0 ? -EINVAL : file_readlink(&p, buf, size);
}

long
sys_readlink(const char *path, char *buf, size_t size)
{
	return sys_readlinkat(AT_FDCWD, path, buf, size);
}

/* EFBIG, EINVAL, EISDIR (XSH truncate()). */
long
sys_truncate(const char *path, off_t size)
{
	struct path p;
	int e;

	if ((e = sys_path(&p, AT_FDCWD, path)) < 0)
		return e;
	return file_truncate(&p, size);
}

long
sys_umask(mode_t mask)
{
	return (long)fd_umask(mask);
}

/* The directory is known by a path without links (XSH getcwd()). */
static long
change_dir(struct path *p)
{
	struct stat st;
	int e;

	if ((e = path_walk(p, 1)) < 0 || (e = file_stat(p, &st)) < 0)
		return e;
	if (!S_ISDIR(st.st_mode))
		return -ENOTDIR;
	path_setcwd(p->posix);
	return 0;
}

/* XSH chdir(). */
long
sys_chdir(const char *path)
{
	struct path p;
	int e;

	if ((e = sys_path(&p, AT_FDCWD, path)) < 0)
		return e;
	return change_dir(&p);
}

/*
 * As on BSD and Linux: the folder is "/" from now on.  Everybody may: no
 * program gets rights by it, and none is kept from what it can reach by
 * Windows' own calls.
 */
long
sys_chroot(const char *path)
{
	struct path p;
	struct stat st;
	int e;

	if ((e = sys_path(&p, AT_FDCWD, path)) < 0)
		return e;
	if ((e = path_walk(&p, 1)) < 0 || (e = file_stat(&p, &st)) < 0)
		return e;
	if (!S_ISDIR(st.st_mode))
		return -ENOTDIR;
	path_set_jail(p.posix);
	return 0;
}

/* XSH fchdir(): EBADF, ENOTDIR. */
long
sys_fchdir(int fd)
{
	struct file *f = fd_get_any(fd);
	int e = -ENOTDIR;

	file_moves_seen();
	if (f == NULL)
		return -EBADF;
	if (S_ISDIR(f->ops->type) && f->path != NULL) {
		path_setcwd(f->path);
		e = 0;
	}
	file_unref(f);
	return e;
}

/* A copy of s for the caller to free, as getcwd(NULL, 0) gives. */
static long
new_string(const char *s, size_t size)
{
	char *copy = malloc(size);

	if (copy == NULL)
		return -ENOMEM;
	strcpy(copy, s);
	return (long)copy;
}

/* Did another process remove the current directory? */
static int
is_gone(const char *cwd)
{
	struct path p;
	struct nt_name name;
	uint32_t attributes;
	int e;

	if (path_resolve_outer(&p, cwd) < 0 || p.kind != PATH_DISK)
		return 0;
	name = path_nt_name(&p);
	e = nt_attributes(&name, &attributes);
	return e == -ENOENT || e == -ENOTDIR;
}

/*
 * XSH getcwd(): EFAULT, EINVAL (size 0), ERANGE, ENOENT; as elsewhere a NULL
 * buf asks for memory, of size bytes if that is not 0.
 */
long
sys_getcwd(char *buf, size_t size)
{
	char cwd[PATH_MAX];
	size_t n;
	long r;

	if (buf != NULL && size == 0)
		return -EINVAL;
	file_share_mounts();
	if ((r = path_getcwd(cwd, sizeof cwd)) < 0 || is_gone(cwd))
		return r < 0 ? r : -ENOENT;
	if ((r = path_inner(cwd)) < 0)
		return r;
	n = (size_t)r + 1;
	if (size != 0 && n > size)
		return -ERANGE;
	if (buf == NULL)
		return new_string(cwd, size != 0 ? size : n);
	return nt_move(buf, cwd, n) < 0 ? -EFAULT : (long)buf;
}

/* As on Linux and Solaris: getcwd() in memory of its own. */
long
sys_get_current_dir_name(void)
{
	return sys_getcwd(NULL, 0);
}

/* A link in /proc or /dev at the end is none to path_walk(). */
static int
walk_whole(struct path *p)
{
	char target[PATH_MAX], base[PATH_MAX];
	int e, links = 0, dir;
	long n;

	while ((e = path_walk(p, 1)) >= 0 && p->kind != PATH_DISK) {
		dir = p->must_be_dir;
		p->must_be_dir = 0;
		if ((n = file_readlink(p, target, sizeof target - 1)) < 0) {
			p->must_be_dir = dir;
			return n == -EINVAL ? 0 : (int)n;
		}
		if (++links > PATH_LINKS_MAX)
			return -ELOOP;
		target[n] = '\0';
		strcpy(base, p->posix);
		*strrchr(base, '/') = '\0';
		if ((e = path_resolve(p, base, target)) < 0)
			return e;
		p->must_be_dir |= dir;
	}
	return e;
}

/* XSH realpath(): EINVAL (NULL), ENOENT, ENOTDIR, ELOOP, ENOMEM. */
long
sys_realpath(const char *path, char *resolved)
{
	struct path p;
	struct stat st;
	int e;

	if (path == NULL)
		return -EINVAL;
	if ((e = sys_path(&p, AT_FDCWD, path)) < 0 ||
	    (e = walk_whole(&p)) < 0 || (e = file_stat(&p, &st)) < 0 ||
	    (e = (int)path_inner(p.posix)) < 0)
		return e;
	if (resolved == NULL)
		return new_string(p.posix, strlen(p.posix) + 1);
	strcpy(resolved, p.posix);
	return (long)resolved;
}
