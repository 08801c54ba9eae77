/* SPDX-License-Identifier: BSD-2-Clause */
/* What the sys_* families share in taking their arguments. */
#ifndef ISTHMUS_SYSCALL_ARGS_H
#define ISTHMUS_SYSCALL_ARGS_H

#include <errno.h>
#include <fcntl.h>

#include "fd/room.h"
#include "nt/fault.h"
#include "path/room.h"

/*
 * Resolves path against the directory dfd (AT_FDCWD: the current one).
 * EFAULT, EBADF, ENOTDIR, and those of path_resolve().
 */
int sys_path(struct path *, int dfd, const char *path);
/* May it be read, and is it shorter than PATH_MAX?  EFAULT, ENAMETOOLONG. */
int sys_text(const char *);
int sys_is_empty(const char *);		/* 0 as well if it cannot be read */

/* The flags of open() that say what is done once, and those of descriptors. */
#define SYS_CREATION	(O_CREAT | O_EXCL | O_TRUNC | O_NOCTTY | O_CLOEXEC | \
			 O_CLOFORK | O_DIRECTORY | O_NOFOLLOW)
static inline int
sys_fd_flags(int oflags)
{
	return (oflags & O_CLOEXEC ? FD_FLAG_CLOEXEC : 0) |
	    (oflags & O_CLOFORK ? FD_FLAG_CLOFORK : 0);
}
/* A descriptor of what was opened just now, by these flags; EMFILE. */
long sys_install(struct file *, int oflags);

/*
 * Can the program's memory be read, or written?  EFAULT.  For what the stub
 * does not copy (gen.awk), and nt_move() neither.
 */
static inline int
sys_reach(const void *p, size_t n, int writing)
{
	return nt_reach(p, n, writing) < n ? -EFAULT : 0;
}

/*
 * read() and write() on a description, and whether it can have a position
 * (sys_io.c).
 */
long sys_read_file(struct file *, void *, size_t, off_t);
long sys_write_file(struct file *, const void *, size_t, off_t);
int sys_check_position(struct file *, off_t);

struct flock;
/* The commands of fcntl() that lock or are about locks, and about seals. */
long sys_lock_mandatory(int fd, int on);
long sys_lock(int fd, int cmd, struct flock *);
long sys_seals(int fd, int add, int seals);

#endif
