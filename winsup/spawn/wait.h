/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Children: handles to those that are Windows processes, and waiting.
 */
#ifndef ISTHMUS_SPAWN_WAIT_H
#define ISTHMUS_SPAWN_WAIT_H

#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

#include "nt/types.h"

#include "proc/room.h"

#define CHILDREN_MAX	2048		/* PROC_SLOTS */

struct child {
	pid_t pid;
	uint32_t winpid;		/* of process, as long as it is open */
	nt_handle process;
};

/* children.c; of the running process, in place or not. */
void children_init(void);
/* Takes over the handle of a child.  -ENOMEM: it is closed. */
int children_add(pid_t, nt_handle process, uint32_t winpid);
/* For a process that goes on elsewhere: all *n of them. */
const struct child *children_all(unsigned *n);
/* There: they have been inherited. */
void children_take(const struct child *, unsigned n);
/* The running child leaves its place: its handles are closed. */
void children_leave(void);
/*
 * This process goes on in another Windows process: its parent is given a
 * handle to that one.  -errno: it could not be.
 */
int children_hand_over(struct proc_entry *self, nt_handle process);

/* With the table's lock held. */
void children_changed(void);	/* threads that wait look again; wait.c */
struct child *children_find(pid_t);
void children_drop(struct child *);
/*
 * The process of c has ended: 1 if the child goes on in another one, which
 * takes its place in c.
 */
int children_follow(struct proc_entry *, struct child *);

/*
 * usage.c: what ended children that were waited for have used, and theirs; a
 * child has ended; what this process itself has used: -errno.
 */
void children_usage(struct rusage *);
void children_usage_of(const struct proc_entry *, const struct child *,
    struct rusage *, int add);
int usage_self(struct rusage *);
/*
 * This process ends: its time and its children's are left in its entry.  Or
 * it goes on as another program: they are passed to that.
 */
void children_leave_usage(struct proc_entry *);
struct usage_passed {
	int64_t user, system, children_user, children_system;	/* 100 ns */
	struct proc_usage own, children;
};
void children_pass_usage(struct usage_passed *);
void children_take_usage(const struct usage_passed *);
/* In a new child: none has ended yet. */
void children_forget_usage(void);

/* The wait status that a Windows exit code stands for. */
int wait_status_of_code(uint32_t code);

/* Further options of spawn_wait(). */
#define WAIT_KEEP	0x100		/* as WNOWAIT */
#define WAIT_LIVING	0x200		/* not those that have ended */

/*
 * XSH waitid() in the terms of waitpid(): the pid, 0 with WNOHANG, or
 * -ECHILD, -EINVAL, -EINTR.
 */
long spawn_wait(pid_t pid, int *status, int options, struct rusage *,
    int further);

#endif
