/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a process that is to be started will have of this one, before it is
 * started: descriptors and the current directory.  It begins as what a forked
 * child would have and is changed without this process being touched.
 */
#ifndef ISTHMUS_SPAWN_VIEW_H
#define ISTHMUS_SPAWN_VIEW_H

#include <limits.h>

#include "fd/room.h"
#include "path/room.h"

struct spawn_slot {
	struct file *file;		/* a reference, or NULL: closed */
	int fd_flags;
};

struct spawn_view {
	char cwd[PATH_MAX];
	int cwd_gone;
	int policy, priority;		/* of its first thread */
	int without;			/* no descriptors with these flags */
	int top;			/* the slots that mean anything */
	struct spawn_slot slot[FD_MAX];
};

/* Without descriptors with those flags.  NULL: no memory. */
struct spawn_view *view_new(int without);
void view_free(struct spawn_view *);

/* As fd_install_at(), and fd_get() without a reference for the caller. */
int view_put(struct spawn_view *, int fd, struct file *, int fd_flags);
struct file *view_get(const struct spawn_view *, int fd);

/* As fd_each(); of this process' own descriptors if the view is NULL. */
void view_each(const struct spawn_view *, void (*visit)(int fd, struct file *,
    int fd_flags, void *), void *);
/* Length of the directory, or -ERANGE; gone: it was removed. */
long view_cwd(const struct spawn_view *, char *dst, size_t size, int *gone);

#endif
