/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Locks of files.  What they are: doc/locks.md.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <sys/file.h>
#include <unistd.h>

#include "file/room.h"

/* Where l_whence counts from: what has no positions is at its start. */
static off_t
base_of(struct file *f, int whence)
{
	struct stat st;
	off_t at;
	int e;

	switch (whence) {
	case SEEK_SET:
		return 0;
	case SEEK_CUR:
		at = f->ops->seek(f, 0, SEEK_CUR);
		return at == -ESPIPE ? 0 : at;
	case SEEK_END:
		e = f->ops->stat(f, &st);
		return e < 0 ? e : st.st_size;
	}
	return -EINVAL;
}

/* A negative length ends before the start (XSH fcntl()). */
static int
to_range(struct file *f, const struct flock *l, struct fd_range *out)
{
	off_t base = base_of(f, l->l_whence), start, end;

	if (base < 0)
		return (int)base;
	if (l->l_type != F_RDLCK && l->l_type != F_WRLCK &&
	    l->l_type != F_UNLCK)
		return -EINVAL;
	if (__builtin_add_overflow(base, l->l_start, &start))
		return -EOVERFLOW;
	if (l->l_len == 0)
		end = INT64_MAX;
	else if (l->l_len > 0) {
		if (__builtin_add_overflow(start, l->l_len - 1, &end))
			return -EOVERFLOW;
	} else {
		end = start - 1;
		if (__builtin_add_overflow(start, l->l_len, &start))
			return -EINVAL;
	}
	if (start < 0)
		return -EINVAL;
	out->type = l->l_type;
	out->start = start;
	out->end = end;
	return 0;
}

static long
get_lock(struct file *f, struct flock *l, struct fd_range *range, int ofd)
{
	int e;

	if (l->l_type == F_UNLCK)
		return -EINVAL;
	if ((e = fd_lock_get(f, range, ofd)) < 0)
		return e;
	l->l_type = (short)range->type;
	if (range->type == F_UNLCK)
		return 0;
	l->l_whence = SEEK_SET;
	l->l_start = range->start;
	l->l_len = range->end == INT64_MAX ? 0 :
	    range->end - range->start + 1;
	l->l_pid = range->pid;
	return 0;
}

/* A lock for reading needs a descriptor that can read, and so on. */
static int
check_access(const struct file *f, int type)
{
	return (type == F_RDLCK && !file_can_read(f)) ||
	    (type == F_WRLCK && !file_can_write(f)) ? -EBADF : 0;
}

/*
 * Here, and with F_LCK_MANDATORY for native programs: if these are in the
 * way, what the range had before is what it has again.
 */
static int
set_both(struct file *f, struct fd_range *range, int wait,
    int (*set)(struct file *, const struct fd_range *, int how, int wait),
    int how)
{
	int mandatory = (fd_status(f) & FD_MANDATORY) != 0, e, was = F_UNLCK;

	if (mandatory)
		was = fd_native_type(f, range);
	if ((e = set(f, range, how, wait)) < 0 || !mandatory)
		return e;
	if ((e = fd_native_set(f, range, wait)) < 0 &&
	    range->type != F_UNLCK) {
		range->type = was;
		set(f, range, how, 0);
	}
	return e;
}

/*
 * Cygwin's F_LCK_MANDATORY: from now on locks of the description are native
 * ones as well.  EBADF, EINVAL (not on a disk).
 */
long
sys_lock_mandatory(int fd, int on)
{
	struct file *f = fd_get(fd);
	long r = 0;

	if (f == NULL)
		return -EBADF;
	if (f->ops != &disk_ops)
		r = -EINVAL;
	else
		fd_set_status(f, (fd_status(f) & ~FD_MANDATORY) |
		    (on ? FD_MANDATORY : 0));
	file_unref(f);
	return r;
}

/*
 * XSH fcntl(): EBADF, EINVAL, EOVERFLOW; EAGAIN, EDEADLK, EINTR, ENOLCK;
 * EFAULT; with F_LCK_MANDATORY ENOTSUP (it overlaps one's own in part).
 */
long
sys_lock(int fd, int cmd, struct flock *theirs)
{
	struct flock own, *l = &own;
	int ofd = cmd == F_OFD_GETLK || cmd == F_OFD_SETLK ||
	    cmd == F_OFD_SETLKW;
	struct file *f = fd_get(fd);
	struct fd_range range;
	long r;

	if (f == NULL)
		return -EBADF;
	if ((r = nt_move(l, theirs, sizeof *l)) < 0)
		;
	else if (ofd && l->l_pid != 0)
		r = -EINVAL;
	else if ((r = to_range(f, l, &range)) == 0) {
		if (cmd == F_GETLK || cmd == F_OFD_GETLK)
			r = (r = get_lock(f, l, &range, ofd)) < 0 ? r :
			    nt_move(theirs, l, sizeof *l);
		else if ((r = check_access(f, range.type)) == 0)
			r = set_both(f, &range, cmd == F_SETLKW ||
			    cmd == F_OFD_SETLKW, fd_lock_set, ofd);
	}
	file_unref(f);
	return r;
}

/* XSH lockf(): EAGAIN, EBADF, EDEADLK, EINTR, EINVAL, ENOLCK. */
long
sys_lockf(int fd, int function, off_t size)
{
	struct flock l = { .l_whence = SEEK_CUR, .l_len = size };
	long r;

	switch (function) {
	case F_ULOCK:
		l.l_type = F_UNLCK;
		return sys_lock(fd, F_SETLK, &l);
	case F_LOCK:
	case F_TLOCK:
		l.l_type = F_WRLCK;
		return sys_lock(fd, function == F_LOCK ? F_SETLKW : F_SETLK,
		    &l);
	case F_TEST:
		l.l_type = F_WRLCK;
		r = sys_lock(fd, F_GETLK, &l);
		return r < 0 || l.l_type == F_UNLCK ? r : -EAGAIN;
	}
	return -EINVAL;
}

static int
flock_set(struct file *f, const struct fd_range *range, int how, int wait)
{
	return fd_flock(f, range->type, wait);
}

/* As on Linux and the BSDs: EBADF, EINTR, EINVAL, ENOLCK, EWOULDBLOCK. */
long
sys_flock(int fd, int operation)
{
	struct file *f = fd_get(fd);
	struct fd_range whole = { .end = INT64_MAX };
	long r;

	if (f == NULL)
		return -EBADF;
	switch (operation & ~LOCK_NB) {
	case LOCK_SH:
		whole.type = F_RDLCK;
		break;
	case LOCK_EX:
		whole.type = F_WRLCK;
		break;
	case LOCK_UN:
		whole.type = F_UNLCK;
		break;
	default:
		file_unref(f);
		return -EINVAL;
	}
	r = set_both(f, &whole, (operation & LOCK_NB) == 0, flock_set, 0);
	file_unref(f);
	return r;
}
