/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Children: handles to those that are Windows processes, and waiting.
 */
#ifndef ISTHMUS_SPAWN_WAIT_H
#define ISTHMUS_SPAWN_WAIT_H

#include <sys/resource.h>
#include <sys/types.h>

#include "nt/types.h"

/* Takes over the handle of a child.  -ENOMEM: it is closed. */
int children_add(pid_t, nt_handle process);
/* What ended children that were waited for have used, and theirs. */
void children_usage(struct rusage *);
struct proc_entry;
/*
 * This process ends: its time and its children's are left in its entry.  One
 * in place has no time of its own.
 */
void children_leave_usage(struct proc_entry *, int in_place);
/* In a new child: these are its parent's. */
void children_forget(void);
/* For a copy of this process: calls fn for each handle. */
void children_handles(void (*fn)(nt_handle, void *), void *);

/*
 * XSH waitid() in the terms of waitpid(): the pid, 0 with WNOHANG, or
 * -ECHILD, -EINVAL, -EINTR.  keep: as WNOWAIT.
 */
long spawn_wait(pid_t pid, int *status, int options, struct rusage *,
    int keep);

#endif
