/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * proc/: the process table, one per installation and user, shared by all
 * its processes through a section.  There is no server: whoever changes an
 * entry takes the table's lock, which survives the death of its holder.
 *
 * A process enters the table when it is forked or spawned by one of ours, or
 * when it first needs a pid.  pid 1 is nobody: the parent of orphans.
 *
 * Every function returns >= 0 or -errno.
 */
#ifndef ISTHMUS_PROC_ROOM_H
#define ISTHMUS_PROC_ROOM_H

#include <stdint.h>
#include <sys/types.h>

#include "nt/types.h"

#define PROC_SLOTS	2048	/* entries; slots 0 and 1 are never used */
#define PROC_INIT	1	/* parent of orphans */

enum proc_state {
	PROC_FREE,
	PROC_NEW,		/* has a pid, no Windows process yet */
	PROC_VIRTUAL,		/* a forked child that runs in its parent */
	PROC_RUNNING,
	PROC_STOPPED,
	PROC_DEAD		/* status is valid; waits to be reaped */
};

/*
 * One process.  The table's lock protects all of it, except what the process
 * writes about itself with single stores (signal sets).
 */
struct proc_entry {
	int32_t pid, ppid, pgid, sid;
	uint32_t state;			/* enum proc_state */
	uint32_t winpid;		/* 0: none */
	uint64_t started;		/* of winpid, 100 ns: tells reuse */
	int32_t status;			/* as waitpid() gives it */
	uint32_t generation;
	uint32_t uid;
	/* Reports that waitpid() has not given yet. */
	uint8_t stop_pending, continue_pending, execed, native;
	/* Signals: pending from outside, and what the process does with them. */
	volatile uint64_t sig_pending, sig_blocked, sig_ignored, sig_caught;
	int32_t sig_sender[4];		/* pid of the last senders */
	uint64_t user_time, system_time;	/* of the dead, 100 ns */
	volatile uint32_t bell;		/* 1: it listens, see proc_bell() */
	uint32_t reserved[19];
	char name[64];
};

/*
 * Which table: asked when it is first needed.  installation is a hash of the
 * root's place, user the numeric user id.
 */
void proc_setup(uint64_t (*installation)(void), uint32_t (*user)(void));

/* Maps the table, makes it if need be.  -ENOMEM, -EAGAIN, -EACCES. */
int proc_table_open(void);

void proc_lock(void);
void proc_unlock(void);

/*
 * This process' own entry, entering the table if it is not in it yet.  NULL
 * if there is no room.
 */
struct proc_entry *proc_self(void);
/* The same, NULL if it has no entry: never enters. */
struct proc_entry *proc_self_known(void);
/* From now on this process is that one (a forked child's start). */
void proc_become(struct proc_entry *);
/* The same by pid, looked up when it is first needed (after an exec). */
void proc_expect(pid_t);

/*
 * A new entry in state PROC_NEW with this process as parent, its group and
 * session.  -EAGAIN: the table is full.
 */
int proc_new(struct proc_entry **);
/* Takes an entry out of the table. */
void proc_free(struct proc_entry *);

/* With the lock held: the entry of pid, NULL if there is none. */
struct proc_entry *proc_find(pid_t);
/* With the lock held: calls fn for each entry in use; stops at != 0. */
int proc_each(int (*fn)(struct proc_entry *, void *), void *);

/*
 * Is the Windows process of the entry gone?  A process that never had one
 * is not.
 */
int proc_is_gone(const struct proc_entry *);

/*
 * The process ends: its children become init's, itself a zombie or, if
 * nobody will ask, nothing.
 */
void proc_exit(struct proc_entry *, int status);

/*
 * Doorbells: an event of each process that listens, rung by others after
 * they have changed something that concerns it (a child's state, a pending
 * signal).  proc_bell() gives this process' own, made at the first call;
 * it resets itself when a wait ends.  -errno, or 0.
 */
int proc_bell(nt_handle *);
void proc_ring(struct proc_entry *);
/* Rings the parent of child; with the lock held. */
void proc_tell_parent(const struct proc_entry *child);

#endif
