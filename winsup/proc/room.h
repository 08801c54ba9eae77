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

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "lib/lock.h"
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

/* Thread/'s wait.c sets it for the process' only thread. */
enum proc_rest {
	PROC_REST_UNKNOWN,
	PROC_RESTS,
	PROC_AWAKE
};

/* Of a process that is stopped by the system, not by itself. */
enum proc_suspended {
	PROC_SUSPENDED = 1,
	PROC_LET_GO_ON		/* for a moment: see proc_word_lock() */
};

#define PROC_NO_TERMINAL	(-1)	/* foreground: the session has none */
#define PROC_NOCLDSTOP	1u		/* sig_flags: its SIGCHLD has these */
#define PROC_NOCLDWAIT	2u
#define PROC_DUMPS	4u	/* it listens for signals that leave a core */

/* A signal on its way from one process to another. */
struct proc_signal {
	int32_t owner;			/* pid it is for; 0: unused */
	int32_t sig, code;		/* si_signo, si_code */
	int32_t sender;			/* pid, or of the child for SIGCHLD */
	uint32_t uid;
	uint32_t number;		/* order of arrival */
	int32_t status;			/* si_status of SIGCHLD */
	uint32_t reserved;
	uint64_t value;			/* si_value */
};

#define PROC_SIGNALS	1024		/* of all processes together */

/* What getrusage() tells beside times. */
struct proc_usage {
	uint32_t peak;			/* KiB */
	uint32_t faults, reads, writes;
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
	/* Signals: pending from outside, and what it does with them. */
	volatile uint64_t sig_pending, sig_blocked, sig_ignored, sig_caught;
	int32_t sig_sender[4];		/* pid of the last senders */
	uint64_t user_time, system_time;	/* of the dead, 100 ns */
	volatile uint32_t bell;		/* 1: it listens, see proc_bell() */
	volatile uint32_t sig_flags;	/* PROC_NOCLD..., PROC_DUMPS */
	uint32_t sig_queued;		/* items in the table's queue */
	uint32_t suspended;		/* enum proc_suspended */
	int32_t foreground;		/* of a session's leader: the group */
	/* A handle to it in its parent's Windows process, see spawn/wait.h. */
	uint32_t handed_to;
	uint64_t handed;
	/*
	 * The policy and priority of its main thread; sched_set: another
	 * process has said so, and it has not taken notice yet.
	 */
	int8_t nice, sched_policy, sched_priority;
	volatile uint8_t sched_set;
	volatile uint32_t resting;	/* enum proc_rest */
	/*
	 * Ctrl-C: when it last heard of it; until when hearing of it is what
	 * it was told of; until when it may not have heard.
	 */
	int64_t key_heard, key_told, deaf_until;
	uint16_t nproc_soft, nproc_hard;	/* RLIMIT_NPROC; 0: none */
	uint32_t born;			/* tells pids of another table apart */
	uint32_t held;			/* = winpid: see sig_hold() */
	struct proc_usage usage;	/* of the dead */
	volatile uint32_t maps;		/* files it has mapped: mappers.c */
	char name[48];			/* of its program, without ".exe" */
};

/* Takes ".exe" off. */
void proc_name_bare(char *name);

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
/*
 * In a new Windows process: the entry of the process that it is; NULL: that
 * has been killed meanwhile.
 */
struct proc_entry *proc_arrive(pid_t);
/* The same by pid, looked up when it is first needed (after an exec). */
void proc_expect(pid_t);

/*
 * A new entry in state PROC_NEW with this process as parent, its group and
 * session.  -EAGAIN: the table is full, or RLIMIT_NPROC is reached.
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
 * The same of one that no parent will ask about, which then has no entry any
 * more; with the lock held.
 */
int proc_forget_gone(struct proc_entry *);

/*
 * The process ends: its children become init's, itself a zombie or, if
 * nobody will ask, nothing.
 */
void proc_exit(struct proc_entry *, int status);
void proc_ended(struct proc_entry *, int status);	/* with the lock held */
/*
 * Is the group orphaned: has no member a parent in another group of the same
 * session (XBD 3.264)?  With the lock held.
 */
int proc_group_is_orphaned(pid_t pgid, const struct proc_entry *without);
/* Has the session a process in that group?  With the lock held. */
int proc_group_exists(pid_t pgid, pid_t sid);
/*
 * The session's group in the foreground of its terminal: the first one until
 * another is put there; 0: the session has no terminal, or is its leader's
 * no more.  Both with the lock held.
 */
pid_t proc_foreground(pid_t sid);
int proc_in_foreground(const struct proc_entry *);

/*
 * The signal room's: p ends, and with it may go what holds groups of its
 * children in their session; with the lock held.
 */
void proc_orphans(struct proc_entry *p);
/*
 * The same room's: p leads a session and ends; its terminal has a foreground
 * group that somebody has put there.
 */
void proc_hang_up(struct proc_entry *p);

/*
 * Doorbells: an event of each process that listens, rung by others after
 * they have changed something that concerns it (a child's state, a pending
 * signal).  proc_bell() gives this process' own, made at the first call;
 * it resets itself when a wait ends.  -errno, or 0.
 */
int proc_bell(nt_handle *);
int proc_has_bell(void);
void proc_ring(struct proc_entry *);
/*
 * A signal has been made pending for p.  The only thread of a process says
 * whether it rests in a wait: then it is woken itself, by an event that
 * proc_wake_make() gives it.  Else the bell is rung, for the process'
 * listener; but not for what that thread blocks, since it looks before it
 * rests and when it unblocks something.  With the lock held.
 */
void proc_wake(struct proc_entry *, int sig);
int proc_wake_make(nt_handle *);
/*
 * The bell as this process' own threads wait for it, when one of them
 * listens for the others: it passes the rings on to that event.
 */
void proc_bell_passed_on(nt_handle);
/*
 * Something happened to a child: SIGCHLD for the parent, if it looks at
 * those, and its bell; with the lock held.
 */
void proc_tell_parent(const struct proc_entry *child);

/*
 * Signals; with the lock held.  proc_post() makes s pending for p, -EAGAIN
 * if must_queue and the queue is full (PROC_SIGNALS, or limit for p alone).
 * proc_fetch() takes them out, oldest first: 0 when there are no more.
 */
int proc_post(struct proc_entry *p, const struct proc_signal *s,
    int must_queue, unsigned limit);
int proc_fetch(struct proc_entry *p, struct proc_signal *s);
void proc_discard(struct proc_entry *p, uint64_t set);

/*
 * A lock that processes share: a word that is 0 or the Windows pid of the
 * holder; one that died is noticed, and one that was stopped amid it is let
 * go on until it has given it back.  local keeps the other threads of this
 * process out, and must not be what fork puts back (KEEP).
 */
void proc_word_lock(volatile uint32_t *word, struct lock *local);
void proc_word_unlock(volatile uint32_t *word, struct lock *local);
/*
 * For who waits for such a word in another way: lets its holder go on if that
 * is stopped; *going, at first 0, says who goes on, and is to be stopped again
 * in the end if it is not 0.
 */
void proc_look_at_holder(uint32_t holder, uint32_t *going);
void proc_stop_again(uint32_t winpid);

/*
 * Memory that all processes of the table share, PROC_AREA bytes, at first
 * zero: the descriptor room's.  NULL if there is no table.
 */
#define PROC_AREA	(1024 << 10)
void *proc_area(void);

/*
 * Waiting for what no handle tells (notify.c).  Things are numbers that both
 * sides know; a set of them is or'd from their bits.  Who waits looks, with
 * proc_notify_look() before it, says with proc_notify_listen() what he is to
 * be told of, looks again if that is 1, as nobody told him before, and rests:
 * 0 (look again), -ETIMEDOUT, -EINTR.  -EAGAIN: no place is left, rests are
 * plain ones.
 */
struct proc_notify {
	unsigned place;			/* 0: none yet */
	uint32_t heard;			/* up to where it has been told */
};
uint64_t proc_notify_bit(uint64_t thing);
void proc_notify_look(struct proc_notify *);
int proc_notify_listen(struct proc_notify *, uint64_t set);
int proc_notify_rest(struct proc_notify *, int64_t deadline);
void proc_notify_done(struct proc_notify *);
void proc_notify_tell(uint64_t thing);
int proc_notify_wanted(void);		/* does anybody wait? */
/* Signals of that process that come. */
static inline uint64_t
proc_notify_signals(pid_t pid)
{
	return (uint64_t)(uint32_t)pid << 32 | 1;
}

/*
 * Files that are mapped.  proc_note_map() is said before a file of that
 * number is mapped, and takes no lock; proc_mappers() gives processes other
 * than this one that may have it mapped, at most max.  Between
 * proc_resize_begin() (-errno: there is no table) and _end() no other process
 * asks any to let its views go; proc_resizer() is who, by Windows' pid.
 * proc_visit_make() gives the event that proc_visit() sets for a process: 1,
 * or 0 if it has not made one yet.
 */
struct proc_mapper {
	uint32_t winpid;
	uint64_t started;
};
void proc_note_map(uint64_t file);
unsigned proc_mappers(uint64_t file, struct proc_mapper *, unsigned max);
int proc_has_maps(void);		/* may this process have any? */
int proc_visit_make(nt_handle *);
int proc_visit(uint32_t winpid);
uint32_t proc_resizer(void);
int proc_resize_begin(void);
void proc_resize_end(void);

/* The load of 1, 5 and 15 minutes, times 65536.  -EAGAIN: no table. */
int proc_load(uint32_t avg[3]);
/* With the lock held: is the process there, running or able to? */
int proc_is_alive(pid_t);
/* 1: that process of Windows', started then (0: not known), has ended. */
int proc_process_gone(uint32_t winpid, uint64_t started);

/*
 * Looking into another process (peek.c): calls look() while the memory there
 * is that process' own; its result, or -ENOENT (it has ended), -EACCES (it
 * is no program of ours, or may not be opened), -EAGAIN (it would not hold
 * still).  look() may be called again, and is when it says -EAGAIN: what it
 * read may be torn.  Addresses are the other's; -EFAULT where they are none.
 */
struct proc_peek {
	nt_handle process;
	ptrdiff_t shift;		/* of its variables of the DLL */
};
int proc_peek(pid_t, int (*look)(const struct proc_peek *, void *), void *);
int proc_peek_at(const struct proc_peek *, const void *there, void *, size_t);
/* Its value of a variable of the DLL, given as ours. */
int proc_peek_var(const struct proc_peek *, const void *here, void *, size_t);
/* A string: its length, -ENAMETOOLONG. */
long proc_peek_text(const struct proc_peek *, const char *there, char *,
    size_t);
/* Fork's: before and after it puts a parent's memory back. */
void proc_exchange(void);
/* The Windows process that it is or is in.  -ENOENT. */
int proc_host(pid_t, uint32_t *winpid, uint64_t *started);

/* Called when this process gets its entry; NULL: nobody wants to know. */
extern void (*proc_enter_hook)(struct proc_entry *);
/* Was a pid passed to this process that it has not looked up yet? */
int proc_is_expected(void);
/* With the lock held: the entry of that pid; NULL: there is none. */
struct proc_entry *proc_expected(void);

#endif
