/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What processes of an installation share about files: the process table's
 * area (proc_area()).  Its lock protects all of it; status flags are also
 * read without.
 *
 * A description that more than one process has is in `shared', with its
 * status flags.  `ref' says which processes have it, by pid, for as long as
 * they live; that is what decides when the locks of a description go.
 */
#ifndef ISTHMUS_FD_ROOM_IMPL_H
#define ISTHMUS_FD_ROOM_IMPL_H

#include "fd/room.h"
#include "lib/lock.h"

#define SHARED_FILES	8192	/* the first is never used */
#define SHARED_REFS	16384
#define LOCKS		4096
#define LOCK_HEADS	512
#define APPEND_WORDS	64	/* files that meet in one wait for each other */

struct shared_file {
	uint64_t id;			/* 0: free */
	volatile uint32_t flags;	/* status flags of open() */
	uint32_t refs;
};

struct shared_ref {
	int32_t pid;			/* 0: free */
	uint32_t file;			/* index */
};

enum lock_kind {
	LOCK_KIND_POSIX = 1,		/* a process' range */
	LOCK_KIND_OFD,			/* a description's range */
	LOCK_KIND_FLOCK			/* a description's whole file */
};

/* A lock, or the wish for one; in the chain of its file. */
struct lock_rec {
	uint64_t ino;
	int64_t start, end;		/* inclusive; end INT64_MAX: no end */
	uint64_t owner;			/* pid, or id of the description */
	uint64_t started;		/* with winpid: who set it */
	uint32_t dev;
	uint32_t winpid;
	int32_t pid;
	uint16_t next;			/* index, 0: the last */
	uint8_t kind;			/* enum lock_kind, 0: free */
	uint8_t type;			/* F_RDLCK, F_WRLCK */
	uint8_t waits;			/* it is a wish */
};

#define NOTES		1024
#define NOTE_WATCHERS	16

/* Who wants notes, and up to where he has them. */
struct note_watcher {
	uint64_t id;			/* 0: free */
	uint64_t started;		/* with winpid: the process */
	uint32_t winpid, mask, seen, reserved;
	struct fd_interest interest;
};

struct fd_area {
	volatile uint32_t owner;	/* of the lock: proc_word_lock() */
	uint32_t next_file, next_ref, next_lock;
	uint32_t n_locks;		/* in use */
	uint32_t reserved[3];
	volatile uint32_t append[APPEND_WORDS];	/* by file number */
	uint16_t head[LOCK_HEADS];	/* chains of locks */
	struct shared_file file[SHARED_FILES];
	struct shared_ref ref[SHARED_REFS];
	struct lock_rec lock[LOCKS];	/* the first is never used */
	volatile uint32_t notes_wanted;	/* all masks together */
	uint32_t notes_head;		/* counts notes */
	uint32_t notes_puts, reserved_too;
	struct note_watcher watcher[NOTE_WATCHERS];
	struct fd_note note[NOTES];
};

struct fd_slot {
	struct file *file;		/* NULL: free */
	int flags;
};

#define FD_CHUNK	64		/* slots allocated at once */

/* The descriptor table; other processes read it too (peek.c). */
struct fd_table {
	struct lock lock;		/* of all changes */
	struct fd_slot *chunk[FD_MAX / FD_CHUNK];
	int size;			/* slots there are */
	struct fd_limits limits;
	volatile mode_t umask;		/* atomic */
};
extern const struct fd_table *const fd_table;

/*
 * using.c: a reference for the calling thread's call, 0 if f is none now;
 * letting one go, which gives how many are left; and one that a descriptor
 * takes over.
 */
int using_take(struct file *f);
int using_drop(struct file *f);
void using_keep(struct file *f);

/* The area, NULL without a process table; made at the first call. */
struct fd_area *fd_area(void);
void fd_area_lock(struct fd_area *);
void fd_area_unlock(struct fd_area *);

/*
 * With the lock held: does a living process have the description, or one
 * that is not this?  -1: it is not shared.
 */
int shared_is_alive(struct fd_area *, uint64_t id, int but_me);
/* Drops the locks of a description that nobody has any more. */
void fd_locks_drop_file(struct fd_area *, uint64_t id);

#endif
