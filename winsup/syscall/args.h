/* SPDX-License-Identifier: BSD-2-Clause */
/* What the sys_* families share in taking their arguments. */
#ifndef ISTHMUS_SYSCALL_ARGS_H
#define ISTHMUS_SYSCALL_ARGS_H

#include "fd/room.h"
#include "path/room.h"

/*
 * Resolves path against the directory dfd (AT_FDCWD: the current one).
 * EFAULT (NULL), EBADF, ENOTDIR, and those of path_resolve().
 */
int sys_path(struct path *, int dfd, const char *path);

struct flock;
/* The commands of fcntl() that lock, and those about seals. */
long sys_lock(int fd, int cmd, struct flock *);
long sys_seals(int fd, int add, int seals);

#endif
