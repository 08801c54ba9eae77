/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Links in /proc (self, exe, cwd, fd/N).  Those on the way are followed on the
 * text of a path, before it is mapped (proc_map()).
 */
#include "file/proc_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "nt/fault.h"

static int
own_fd_text(int fd, char *dst, size_t size)
{
	struct file *f = fd_get_any(fd);
	struct stat st;
	int known;

	if (f == NULL)
		return -ENOENT;
	known = f->ops->stat(f, &st) == 0;
	proc_fd_text(f->ops, f->path, f->path == NULL && known ? &st : NULL,
	    dst, size);
	if (f->path != NULL && known && st.st_nlink == 0)
		strlcat(dst, " (deleted)", size);
	file_unref(f);
	return 0;
}

/* What it is of another process, and its inode where that tells. */
static int
peer_fd_text(const struct proc_node *n, char *dst, size_t size)
{
	struct fd_seen seen;
	struct stat st;
	int e = proc_peer_fd(n->pid, n->fd, &seen);

	if (e < 0)
		return e;
	proc_fd_text(seen.ops, seen.path, seen.path[0] == '\0' &&
	    proc_peer_fd_stat(n->pid, &seen, &st) == 0 ? &st : NULL, dst,
	    size);
	return 0;
}

static long
read_place(const struct proc_node *n, int self, char *dst, size_t size)
{
	char peer[PATH_MAX];
	int root = strcmp(n->link, "root") == 0;
	long r;

	if (!self) {
		r = proc_peer_place(n->pid, root, peer);
		return r < 0 ? r : (long)strlcpy(dst, peer, size);
	}
	return root ? (long)strlcpy(dst, "/", size) : path_getcwd(dst, size);
}

/* What a link says; the length. */
static long
read_node(const struct proc_node *n, char *dst, size_t size)
{
	struct proc_subject subject;
	int e;

	if (n->kind == NODE_SELF_LINK)
		return snprintf(dst, size, "%d", (int)proc_own_pid());
	if (!proc_is_link(n))
		return -EINVAL;
	if ((e = proc_look_up(n->pid, &subject)) < 0)
		return e;
	if (n->kind == NODE_PID_LINK)
		return strcmp(n->link, "exe") == 0 ?
		    proc_program(&subject, dst, size) :
		    read_place(n, subject.self, dst, size);
	e = subject.self ? own_fd_text(n->fd, dst, size) :
	    peer_fd_text(n, dst, size);
	return e < 0 ? e : (long)strlen(dst);
}

/*
 * Follows links before the end of a path below /proc.  1: *posix is another
 * path now, 0: it is as it was, -errno.
 */
static int
proc_map(char posix[PATH_MAX], size_t *len)
{
	char target[PATH_MAX], whole[PATH_MAX];
	struct proc_node n;
	long r;
	int used;

	if (proc_parse(&n, posix) < 0 || *n.rest == '\0')
		return 0;
	if (!proc_is_link(&n))
		return proc_is_text(&n) ? -ENOTDIR : 0;
	if ((r = read_node(&n, target, sizeof target)) < 0)
		return (int)r;
	used = snprintf(whole, sizeof whole, "%s%s%s",
	    n.kind == NODE_SELF_LINK ? "/proc/" : "", target[1] == '\0' &&
	    target[0] == '/' ? "" : target, n.rest);
	if (used >= (int)sizeof whole)
		return -ENAMETOOLONG;
	memcpy(posix, whole, (size_t)used + 1);
	*len = (size_t)used;
	return 1;
}

void
proc_file_init(void)
{
	path_proc_hook = proc_map;
}

long
proc_readlink(const struct path *p, char *dst, size_t size)
{
	char target[PATH_MAX];
	struct proc_node n;
	long r;
	int e;

	if ((e = proc_parse(&n, p->posix)) < 0)
		return e;
	if ((r = read_node(&n, target, sizeof target)) < 0)
		return r;
	if (n.kind != NODE_SELF_LINK && target[0] == '/' &&
	    strcmp(target, "/") != 0 && (r = path_inner(target)) < 0)
		r = (long)strlen(target);	/* lies outside */
	if ((size_t)r > size)
		r = (long)size;
	return nt_move(dst, target, (size_t)r) < 0 ? -EFAULT : r;
}

/* A descriptor; of this process only its flags.  -ENOENT and others. */
static int
see_fd(const struct proc_node *n, struct fd_seen *seen)
{
	struct file *f;

	if (n->pid != proc_own_pid())
		return proc_peer_fd(n->pid, n->fd, seen);
	seen->path[0] = '\0';
	if ((f = fd_get_any(n->fd)) == NULL)
		return -ENOENT;
	seen->flags = f->flags;
	file_unref(f);
	return 0;
}

/* How it is open, which lsof reads off the link; of O_PATH it is not. */
static mode_t
mode_of_fd(int flags)
{
	if (flags & O_PATH)
		return S_IFLNK;
	return S_IFLNK | ((flags & O_ACCMODE) != O_WRONLY ? 0500 : 0) |
	    ((flags & O_ACCMODE) != O_RDONLY ? 0300 : 0);
}

/*
 * 1: st says what p is: a link that is not followed, or a descriptor of
 * another process that has no name to go by.
 */
int
proc_stat(const struct path *p, struct stat *st)
{
	int e, follow = !p->nofollow || p->must_be_dir;
	mode_t mode = S_IFLNK | 0777;
	struct fd_seen seen;
	struct proc_node n;

	if ((e = proc_parse(&n, p->posix)) < 0)
		return e;
	if (n.kind == NODE_FD_LINK) {
		if ((e = see_fd(&n, &seen)) < 0)
			return e;
		mode = mode_of_fd(seen.flags);
		if (follow && seen.path[0] == '\0' &&
		    n.pid != proc_own_pid())
			return p->must_be_dir ? -ENOTDIR :
			    (e = proc_peer_fd_stat(n.pid, &seen, st)) < 0 ?
			    e : 1;
	}
	if (!proc_is_link(&n) || follow)
		return 0;
	proc_fill_stat(st, mode, p->posix);
	if (n.kind == NODE_FD_LINK)
		st->st_size = 64;	/* as on Linux */
	return 1;
}

/* p is that now, and a slash that followed the link follows this. */
static int
open_whole(struct file **out, struct path *p, const char *whole, int flags,
    mode_t mode)
{
	int dir = p->must_be_dir, e = path_resolve_outer(p, whole);

	if (e < 0)
		return e;
	p->must_be_dir |= dir;
	return file_open(out, p, flags, mode);
}

static int
open_own(struct file **out, struct path *p, int fd, int flags, mode_t mode)
{
	int dir = p->must_be_dir || (flags & O_DIRECTORY), e;
	struct file *f = fd_get_any(fd);

	if (f == NULL)
		return -ENOENT;
	if (f->flags & O_PATH)
		/* What that has opened is a name, which is opened now. */
		e = f->path == NULL ? -ENOENT : S_ISLNK(f->ops->type) ?
		    -ELOOP : open_whole(out, p, f->path, flags, mode);
	else if (dir && !S_ISDIR(f->ops->type))
		e = -ENOTDIR;
	else {
		p->device = PATH_DEV_STDIN + fd;
		*out = f;
		return 0;
	}
	file_unref(f);
	return e;
}

int
proc_open_link(struct file **out, struct path *p, const struct proc_node *n,
    int flags, mode_t mode)
{
	char target[PATH_MAX], whole[PATH_MAX + 8];
	struct fd_seen seen;
	long r;
	int e;

	if (n->kind == NODE_FD_LINK && (e = see_fd(n, &seen)) < 0)
		return e;
	if ((flags & O_NOFOLLOW) && !p->must_be_dir)
		return file_open_link_name(out, p, flags);
	if (n->kind == NODE_FD_LINK && n->pid == proc_own_pid())
		return open_own(out, p, n->fd, flags, mode);
	if (n->kind == NODE_FD_LINK && seen.path[0] == '\0' &&
	    !proc_is_device(seen.ops))
		return p->must_be_dir || (flags & O_DIRECTORY) ? -ENOTDIR :
		    proc_peer_fd_open(n->pid, &seen, flags, out);
	if ((r = read_node(n, target, sizeof target)) < 0)
		return (int)r;
	snprintf(whole, sizeof whole, "%s%s", n->kind == NODE_SELF_LINK ?
	    "/proc/" : "", target);
	return open_whole(out, p, whole, flags, mode);
}
